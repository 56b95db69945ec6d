"""The addresses of import and export, inside the Wagtail admin under scenarios/."""

from django.urls import path

from assessments.studio.exchange import views

urlpatterns = [
    path("import/", views.ImportPage.as_view(), name="studio_import"),
    path("import/h5p/<uuid:key>/<int:number>/", views.H5PImportPage.as_view(), name="studio_import_h5p"),
    path("import/template/", views.TemplateDownload.as_view(), name="studio_import_template"),
    path("<uuid:key>/export/", views.ExportPage.as_view(), name="studio_export"),
    path("<uuid:key>/export/xlsx/", views.WorkbookDownload.as_view(), name="studio_export_xlsx"),
    path("<uuid:key>/export/yaml/", views.YamlDownload.as_view(), name="studio_export_yaml"),
]
