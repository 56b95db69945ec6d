from django.urls import path

from courses.insights.h5p_answers import H5PAnswersView
from courses.insights.views import InsightsIndexView, InsightsView, InsightsWorkbookView

# Under /admin/, beside the studio's own addresses of a scenario.
admin_urls = [
    path("scenarios/insights/", InsightsIndexView.as_view(), name="scenario_insights_index"),
    path("scenarios/<uuid:key>/insights/", InsightsView.as_view(), name="scenario_insights"),
    path(
        "scenarios/<uuid:key>/insights/workbook/",
        InsightsWorkbookView.as_view(),
        name="scenario_insights_workbook",
    ),
    path("h5p/<uuid:key>/answers/", H5PAnswersView.as_view(), name="h5p_answers"),
]
