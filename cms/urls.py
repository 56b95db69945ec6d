"""Every address of the site. What a reader sees has a language prefix; machines and printed codes have none."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve as serve_file
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from assessments.uploads.giving.serving import serve as serve_asset
from certificates.badges import views as badge_views
from certificates.urls import academy_urls, download_urls, learner_urls, onward_urls, pocket_urls, verify_urls
from certificates.verification.offices.urls import api_urls as office_api_urls
from cms.accounts import views as account_views
from cms.accounts.entry import first as first_views
from cms.glossary import views as glossary_views
from cms.packs import views as pack_views
from cms.pages import views as page_views
from cms.papers import session_views as session_papers
from cms.search import views as search_views
from courses.attendance import views as attendance_views
from courses.learning import checklist
from courses.learning.packages.addresses import cmi5_urls, scorm_urls
from courses.learning.testing import views as test_views
from courses.messaging.urls import learner_urls as message_urls
from courses.practice.urls import my_urls as practice_urls
from courses.practice.urls import teach_urls as practice_teach_urls

urlpatterns = [
    path("", page_views.start, name="start"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/logo.svg")),
    # Pictures that editors upload: Wagtail takes only what Pillow can read, and the policy of the site (nothing runs,
    # nosniff) stands on them as on every page.
    re_path(
        r"^media/(?P<path>(?:images|original_images)/.+)$", serve_file, {"document_root": settings.MEDIA_ROOT}
    ),
    # Uploaded bytes, by signed addresses: never part of the site, see there.
    path("assets/<str:token>/<path:path>", serve_asset, name="asset"),
    path("h5p/", include("assessments.h5p.urls")),
    # Wagtail's own form would let a guesser try passwords without end: allauth's counts the tries.
    path("admin/login/", RedirectView.as_view(pattern_name="staff_door", query_string=True)),
    # Wagtail's log of the whole site is open to whoever may enter the admin.
    path("admin/reports/site-history/", require_admin_access(account_views.site_history)),
    path(
        "admin/reports/site-history/results/",
        require_admin_access(account_views.site_history),
        {"results_only": True},
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("xapi/", include("assessments.urls")),
    path("cmi5/", include(cmi5_urls)),
    path("scorm/", include(scorm_urls)),
    path("certificates/", include(download_urls)),
    path("academies/<uuid:key>/", include(academy_urls)),
    path("api/", include(office_api_urls)),
    *pocket_urls,
    path("verify/<str:code>/", page_views.verify_in_visitors_language, name="verify"),
    path("teach-worker.js", attendance_views.worker, name="teach_worker"),
    *i18n_patterns(
        path("account/names/", account_views.confirm_names, name="confirm_names"),
        path("account/staff/", account_views.staff_door, name="staff_door"),
        path("account/first/", first_views.first_sign_in, name="first_sign_in"),
        path("account/password/own/", first_views.choose_own_password, name="choose_password"),
        path("account/", include("allauth.account.urls")),
        path("glossary/", glossary_views.index, name="glossary"),
        path("search/", search_views.results, name="search"),
        path("my/", page_views.dashboard, name="dashboard"),
        path("my/sessions/", attendance_views.mine, name="my_sessions"),
        path("my/sessions/<uuid:key>.ics", attendance_views.calendar, name="session_calendar"),
        path("my/sessions/<uuid:key>.pdf", session_papers.timetable, name="timetable"),
        path("my/certificates/", include(learner_urls)),
        path("my/test/<uuid:registration>/<slug:occasion>/", test_views.course_test, name="course_test"),
        path("my/requirements/<uuid:registration>/", checklist.my_requirements, name="my_requirements"),
        path(
            "my/requirements/<uuid:registration>/count/",
            checklist.requirements_count,
            name="my_requirements_count",
        ),
        path("my/messages/", include(message_urls)),
        path("my/onward/", include(onward_urls)),
        path("my/training/", include(practice_urls)),
        path("teach/practice/", include(practice_teach_urls)),
        path("pack/<uuid:key>.pdf", pack_views.pack, name="facilitator_pack"),
        path("learn/", include("courses.urls")),
        path("teach/sessions/<uuid:key>/sign-in.pdf", session_papers.sign_in_sheet, name="sign_in_sheet"),
        path("teach/", include("courses.attendance.urls")),
        path("verify/", include(verify_urls)),
        path("academies/<uuid:key>/", badge_views.page, name="academy_page"),
        path("", include("cms.pages.urls")),
    ),
]
