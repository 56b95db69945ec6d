from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from assessments.classroom.urls import classroom_urls
from assessments.h5p.models import H5PContent
from assessments.lrs.explorer.urls import explorer_urls
from assessments.packages.models import Package
from assessments.studio.exchange.takeout.urls import takeout_urls
from courses.academies.admin import AcademyViewSet
from courses.attendance import auditing as attendance_auditing
from courses.attendance.desk.urls import admin_urls as attendance_urls
from courses.cohorts import auditing
from courses.cohorts.admin import CohortViewSet, DuplicateView
from courses.cohorts.pages import Tab
from courses.cohorts.pseudonyms import Cohorts
from courses.content import confirming
from courses.content.copying import give_own_keys
from courses.content.curriculum.pairing import ensure_paired
from courses.content.outline import course_outlines
from courses.content.tokens import filled
from courses.content.usage import lessons_with
from courses.content.viewsets import h5p_chooser, package_chooser, scenario_chooser
from courses.following import views as following
from courses.insights.urls import admin_urls
from courses.learning.packages.desk import hooks as package_people_hooks  # noqa: F401 - what it registers
from courses.messaging import auditing as messaging_audit
from courses.messaging.writing import cohort_admin as messages_admin
from courses.practice import auditing as practice_auditing
from courses.practice.desk.urls import admin_urls as practice_urls
from courses.transcripts import cohort_admin as requirements_admin


@hooks.register("register_admin_viewset")
def cohorts():
    return [AcademyViewSet(), CohortViewSet()]


@hooks.register("register_log_actions")
def cohort_log(actions):
    auditing.register(actions)
    messaging_audit.register(actions)
    attendance_auditing.register(actions)
    confirming.register(actions)
    practice_auditing.register(actions)


@hooks.register("panah_cohort_tabs")
def messages_tab():
    return Tab(70, "cohort_messages", _("Messages"), "courses.add_message")


@hooks.register("register_admin_urls")
def messages_urls():
    return [
        path("cohorts/<int:pk>/messages/", messages_admin.MessagesPage.as_view(), name="cohort_messages"),
        path(
            "cohorts/<int:pk>/messages/new/",
            messages_admin.NewMessagePage.as_view(),
            name="cohort_message_new",
        ),
    ]


@hooks.register("panah_cohort_tabs")
def requirements_tab():
    return Tab(40, "cohort_requirements", _("Requirements"))


@hooks.register("register_admin_urls")
def requirements_urls():
    return [
        path(
            "cohorts/<int:pk>/requirements/",
            requirements_admin.RequirementsPage.as_view(),
            name="cohort_requirements",
        ),
        path(
            "cohorts/<int:pk>/state/<slug:to>/",
            requirements_admin.AdvanceView.as_view(),
            name="cohort_advance",
        ),
        path("cohorts/<int:pk>/close/", requirements_admin.CloseView.as_view(), name="cohort_close"),
        path("cohorts/<int:pk>/duplicate/", DuplicateView.as_view(), name="cohort_duplicate"),
    ]


@hooks.register("panah_cohort_tabs")
def overview_tab():
    return Tab(50, "cohort_overview", _("Overview"))


@hooks.register("panah_cohort_tabs")
def questions_tab():
    return Tab(60, "cohort_questions", _("Questions and gain"))


@hooks.register("register_admin_urls")
def following_urls():
    return [
        path("cohorts/<int:pk>/overview/", following.OverviewPage.as_view(), name="cohort_overview"),
        path(
            "cohorts/<int:pk>/overview/workbook/",
            following.OverviewWorkbook.as_view(),
            name="cohort_overview_workbook",
        ),
        path("cohorts/<int:pk>/questions/", following.QuestionsView.as_view(), name="cohort_questions"),
    ]


@hooks.register("register_admin_viewset")
def scenarios_to_choose():
    return scenario_chooser


@hooks.register("panah_h5p_usage")
def h5p_usage(language):
    """Tell the desk of H5P content, which stands below the courses, which lessons show it."""
    return lessons_with(H5PContent, language)


@hooks.register("panah_package_usage")
def package_usage(language):
    """Tell the desk of course packages which lessons show them."""
    return lessons_with(Package, language)


@hooks.register("register_admin_viewset")
def h5p_to_choose():
    return h5p_chooser


@hooks.register("register_admin_viewset")
def packages_to_choose():
    return package_chooser


@hooks.register("after_copy_page")
def own_keys(request, page, new_page):
    give_own_keys(page=new_page)


@hooks.register("before_edit_page", order=-1)
def pair_languages(request, page):
    # Before wagtail-localize looks for a translation, and before the source can change.
    if hasattr(page, "translatable_fields"):
        ensure_paired(page)


@hooks.register("register_admin_urls")
def insights_urls():
    return admin_urls


@hooks.register("register_admin_urls")
def classroom_addresses():
    # The words of the lecturer's country are known here, not in the assessments.
    return [path("scenarios/", include(classroom_urls(fill=filled)))]


@hooks.register("register_admin_urls")
def takeout_addresses():
    return [path("scenarios/", include(takeout_urls(fill=filled)))]


@hooks.register("register_admin_urls")
def explorer_addresses():
    # Who is behind a pseudonym is known here, not in the record store.
    return [path("record-store/", include(explorer_urls(surroundings=Cohorts())))]


class InsightsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("assessments.view_insights")


@hooks.register("register_admin_menu_item")
def insights_menu_item():
    return InsightsMenuItem(_("Paths taken"), reverse("scenario_insights_index"), icon_name="view", order=125)


@hooks.register("panah_lessons")
def lessons(language):
    """Name the lessons to the studio, which stands below the courses: {"key", "title"} in the order of teaching."""
    return [
        {"key": str(lesson.key), "title": f"{lesson.code} {lesson.title}"}
        for course in course_outlines(language)
        for lesson in course.lessons
    ]


@hooks.register("register_admin_urls")
def practice_addresses():
    return practice_urls


@hooks.register("panah_cohort_tabs")
def practice_tab():
    return Tab(30, "cohort_practice", _("Practice"), permission="courses.add_rubricmarks")


class LegalReviewsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("assessments.sign_off_legal")


@hooks.register("register_admin_menu_item")
def legal_reviews_menu_item():
    return LegalReviewsMenuItem(_("Own scenarios"), reverse("own_scenarios"), icon_name="tasks", order=127)


@hooks.register("register_admin_urls")
def attendance_addresses():
    return attendance_urls


@hooks.register("panah_cohort_tabs")
def sessions_tab():
    return Tab(
        20, "cohort_sessions", pgettext_lazy("tab of a cohort", "Sessions"), permission="courses.view_session"
    )


@hooks.register("panah_cohort_tabs")
def attendance_tab():
    return Tab(21, "cohort_attendance", _("Attendance"), permission="courses.view_session")
