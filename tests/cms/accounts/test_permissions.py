"""Every address of our own, walked by the whole cast: who gets in, who is sent to sign in, who is refused."""

import uuid

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from assessments.classroom.running import begin
from assessments.lrs import blobs
from assessments.lrs.clients.granting import grant_key
from assessments.models import Attachment, Attempt, Scenario, Statement
from assessments.xapi import vocabulary
from assessments.xapi.keys import stable_key
from certificates.issuing.issuing import issue_for_qualified
from certificates.verification.offices.granting import grant_token
from cms.roster.importing import send_list
from courses.learning.packages import scorm
from courses.learning.packages.progress import begin as register_for_cmi5
from courses.learning.participating import start_scenario
from courses.models import CountryFact, Enrolment, Route
from tests.factories.certificates import make_certificate
from tests.factories.cmi5_courses import au, launch, make_version
from tests.factories.cohorts import make_cohort
from tests.factories.designs import design_places
from tests.factories.forwarding import make_parked
from tests.factories.h5p import make_version as make_h5p_version
from tests.factories.messages import make_message
from tests.factories.onward import make_group
from tests.factories.package_lessons import put_packages
from tests.factories.practice import practice_places
from tests.factories.progress import NOON, complete_course, place_in
from tests.factories.scorm_packages import scorm_12, store_scorm, unit_of
from tests.factories.sent import send
from tests.factories.sessions import make_session

pytestmark = pytest.mark.django_db

STAFF = "lecturer, administrator, translator, observer, legal officer, child officer"
SIGNED_IN = f"trainee, other trainee, {STAFF}, outsider"
EVERYBODY = f"{SIGNED_IN}, stranger"
STUDIO = "lecturer, administrator, translator, legal officer, child officer"
AUTHORS = "lecturer, administrator"
TRANSLATING = f"{AUTHORS}, translator"
LEARNERS = "trainee, other trainee"

# Name of the address -> who is let in by GET (200, or a redirect that does not lead to signing in).
WALK = {
    "start": EVERYBODY,
    "home": EVERYBODY,
    "wagtail_serve": EVERYBODY,
    "glossary": EVERYBODY,
    "search": EVERYBODY,
    "sheet_pdf": EVERYBODY,
    "facilitator_pack": "lecturer, administrator",
    "verify": EVERYBODY,
    "verify_form": EVERYBODY,
    "verify_localised": EVERYBODY,
    "verify_offline": EVERYBODY,
    "verify_manifest": EVERYBODY,
    "verify_keys": EVERYBODY,
    "verify_worker": EVERYBODY,
    "academy_authority": EVERYBODY,
    "confirm_names": SIGNED_IN,
    "first_sign_in": EVERYBODY,
    # Only with a PIN: tests/cms/accounts/test_one_time_pins.py.
    "choose_password": "",
    "dashboard": SIGNED_IN,
    "my_certificates": SIGNED_IN,
    "my_messages": SIGNED_IN,
    "my_message": LEARNERS,
    # For certified trainers; of the cast that is the lecturer.
    "my_onward": "lecturer",
    "onward_add": "lecturer",
    "onward_edit": "lecturer",
    "onward_tree": "administrator",
    "onward_file": "administrator",
    "cohort_messages": AUTHORS,
    # Of lecturers those of the cohort alone: tests/courses/messaging.
    "cohort_message_new": AUTHORS,
    "cohort_commander": AUTHORS,
    "my_sessions": SIGNED_IN,
    "session_calendar": f"{LEARNERS}, lecturer, administrator",
    "timetable": f"{LEARNERS}, lecturer, administrator",
    "teach_worker": EVERYBODY,
    "teach:index": SIGNED_IN,
    "teach:session": "lecturer, administrator",
    "sign_in_sheet": "lecturer, administrator",
    "certificate": "trainee, administrator",
    "certificate_pdf": "trainee, administrator",
    "certificate_picture": "trainee, administrator",
    "certificate_badge": "trainee, administrator",
    "certificate_badge_jwt": "trainee, administrator",
    "academy": EVERYBODY,
    "academy_did": EVERYBODY,
    "academy_jwks": EVERYBODY,
    "academy_page": EVERYBODY,
    "academy_status": EVERYBODY,
    "learning:scene": "trainee",
    "learning:debrief": "trainee",
    "learning:retry": "trainee",
    "learning:package": LEARNERS,
    "learning:package_play": "trainee",
    "learning:package_returned": EVERYBODY,
    "cohort_people": "lecturer, administrator",
    "cohort_certificates": "administrator",
    "cohort_certificates_sample": "administrator",
    "cohort_certificates_zip": "administrator",
    "cohort_certificates_print": "administrator",
    "cohort_requirements": "lecturer, administrator",
    "cohort_close": "administrator",
    "cohort_duplicate": "administrator",
    "my_requirements": "trainee",
    "my_requirements_count": "trainee",
    "cohort_sessions": "lecturer, administrator",
    "cohort_session_add": "administrator",
    "cohort_session_edit": "administrator",
    "cohort_attendance": "lecturer, administrator",
    "cohort_attendance_sheet": "lecturer, administrator",
    "my_training": SIGNED_IN,
    "my_plan": "trainee",
    "my_plan_paper": "trainee",
    "my_own_scenario": "trainee",
    "my_peers": "trainee",
    "my_conduct": "trainee",
    "my_practice": "trainee",
    "teach_practice": SIGNED_IN,
    "teach_practice_lesson": "lecturer, administrator",
    # The marks it belongs to are a draft: tests/courses/practice/test_evidence_files.py.
    "practice_evidence": "lecturer",
    "cohort_practice": "lecturer, administrator",
    "cohort_plan_lesson": "lecturer, administrator",
    "cohort_practice_lesson": "lecturer, administrator",
    "cohort_session_plan": "lecturer, administrator",
    "own_scenarios": "legal officer",
    "cohort_overview": "lecturer, administrator",
    "cohort_overview_workbook": "lecturer, administrator",
    "cohort_questions": "lecturer, administrator",
    # A test is the learner's own: tests/courses/learning/test_test_before_and_after.py.
    "course_test": "trainee",
    "cohort_roster": "administrator",
    "cohort_roster_template": "administrator",
    "cohort_roster_list": "administrator",
    "cohort_roster_findings": "administrator",
    "cohort_slips": "lecturer, administrator",
    # Only for people in reach: tests/cms/accounts/test_sign_in_slips.py.
    "person_pin": "lecturer, administrator",
    "person_record": "administrator",
    "person_merges": "administrator",
    "person_merge": "administrator",
    "person_transfer": "administrator",
    "person_erase": "administrator",
    "academies:index": "administrator",
    "academies:index_results": "administrator",
    "academies:add": "",
    "academies:edit": "administrator",
    "academies:history": "administrator",
    "academies:history_results": "administrator",
    "academies:usage": "administrator",
    "academies:delete": "",
    "certificate_record": "administrator",
    "certificate_revoke": "administrator",
    "certificate_reissue": "administrator",
    "register_papers": "administrator",
    "register_pdf": "administrator",
    "register_xlsx": "administrator",
    "totals": "administrator, observer",
    "totals_exports": "administrator",
    "countries": "administrator, translator",
    "content_checks": TRANSLATING,
    "citations": TRANSLATING,
    "citations_file": TRANSLATING,
    "studio_index": STUDIO,
    "studio_new": AUTHORS,
    "studio_edit": STUDIO,
    "studio_duplicate": AUTHORS,
    "studio_document": STUDIO,
    "studio_problems": STUDIO,
    "studio_snapshots": STUDIO,
    "studio_compare": STUDIO,
    "studio_comments": STUDIO,
    "studio_publish": AUTHORS,
    "studio_try": STUDIO,
    "studio_pictures": AUTHORS,
    "studio_translate": STUDIO,
    "studio_handoff": STUDIO,
    "studio_handoff_export": STUDIO,
    "studio_import": AUTHORS,
    "studio_import_h5p": AUTHORS,
    "studio_import_template": STUDIO,
    "studio_export": STUDIO,
    "studio_export_xlsx": STUDIO,
    "studio_export_yaml": STUDIO,
    "studio_take_out": STUDIO,
    "translation_board": TRANSLATING,
    "translation_row": TRANSLATING,
    "translation_handoff": TRANSLATING,
    "translation_handoff_file": TRANSLATING,
    "classroom": AUTHORS,
    "classroom_cards": AUTHORS,
    "classroom_projector": "lecturer",
    "classroom_notes": "lecturer",
    "classroom_all_notes": "lecturer",
    "classroom_state": "lecturer",
    "scenario_insights_index": "lecturer, administrator, observer",
    "scenario_insights": "lecturer, administrator, observer",
    "scenario_insights_workbook": "lecturer, administrator, observer",
    "h5p_answers": "lecturer, administrator, observer",
    "explorer_statements": "administrator",
    "explorer_statement": "administrator",
    "explorer_json": "administrator",
    "explorer_attachment": "administrator",
    "explorer_registration": "administrator",
    "explorer_learner": "administrator",
    "forwarding": "administrator",
    "forwarding_add": "administrator",
    "forwarding_edit": "administrator",
    "forwarding_remove": "administrator",
    "keys": "administrator",
    "keys_add": "administrator",
    "keys_revoke": "administrator",
    "h5p_index": AUTHORS,
    "h5p_content": AUTHORS,
    "h5p_compare": AUTHORS,
    "h5p_credits": AUTHORS,
    "h5p_credits_file": AUTHORS,
    "h5p_download": AUTHORS,
    "h5p_libraries": AUTHORS,
    "packages_index": AUTHORS,
    "packages_package": AUTHORS,
    "packages_trial": AUTHORS,
    "packages_people": AUTHORS,
    "packages_person": AUTHORS,
    "h5p_library": AUTHORS,
    "uploads": AUTHORS,
    # What the lecturer sent; each sees their own.
    "upload": "lecturer",
    "signing_keys": "administrator",
    "office_tokens": "administrator",
    "office_tokens_add": "administrator",
    "office_tokens_revoke": "administrator",
    "cohorts:index": "lecturer, administrator",
    "cohorts:index_results": "lecturer, administrator",
    "cohorts:add": "administrator",
    "cohorts:edit": "administrator",
    "cohorts:history": "administrator",
    "cohorts:history_results": "administrator",
    "cohorts:usage": "administrator",
    "cohorts:delete": "",
    "designs": "administrator",
    "design_new": "administrator",
    "design": "administrator",
    "design_picture": "administrator",
    "design_image": "administrator",
    "design_versions": "administrator",
    "design_version": "administrator",
    "design_version_picture": "administrator",
    "certificate_register:index": "administrator",
    "certificate_register:index_results": "administrator",
    "certificate_register:add": "",
    "certificate_register:edit": "",
    "certificate_register:delete": "",
    "certificate_register:history": "",
    "certificate_register:history_results": "",
    "certificate_register:usage": "",
}
# Addresses that only take a POST: who may act there (everybody else is refused or sent to sign in).
ACTS = {
    "certificate_name": "trainee",
    "learning:complete": LEARNERS,
    "learning:check": LEARNERS,
    "learning:start": LEARNERS,
    "learning:package_start": LEARNERS,
    "learning:package_anew": LEARNERS,
    "learning:package_commit": "trainee",
    "teach:marks": "lecturer, administrator",
    # Lecturers act in the cohorts they are named in: tests/courses/attendance.
    "cohort_session_act": "administrator",
    "cohort_attendance_upload": "administrator",
    "cohort_enrol": "administrator",
    "cohort_advance": "administrator",
    "onward_withdraw": "lecturer",
    "onward_restore": "lecturer",
    "cohort_roster_check": "administrator",
    "cohort_roster_columns": "administrator",
    "cohort_roster_answers": "administrator",
    "cohort_roster_apply": "administrator",
    "cohort_roster_cancel": "administrator",
    "person_slip": "lecturer, administrator",
    # A merge has to be named; who may is tried in tests/cms/accounts/test_pages_of_merging.py.
    "person_merge_undo": "",
    "verify_person": EVERYBODY,
    "verify_file": EVERYBODY,
    "cohort_certificates_start": "administrator",
    "cohort_certificates_run": "administrator",
    "cohort_certificates_names": "administrator",
    "cohort_withdraw": "administrator",
    "cohort_tries": "administrator",
    "cohort_peer_review": "lecturer, administrator",
    "country_confirm": "administrator",
    "totals_file": "administrator, observer",
    "design_preview": "administrator",
    "design_publish": "administrator",
    "design_restore": "administrator",
    "design_archive": "administrator",
    "design_unarchive": "administrator",
    "design_copy": "administrator",
    "forwarding_act": "administrator",
    "forwarding_again": "administrator",
    "forwarding_parked": "administrator",
    "forwarding_parked_all": "administrator",
    "h5p_archive": AUTHORS,
    "h5p_unarchive": AUTHORS,
    "h5p_rename": AUTHORS,
    "h5p_restore": AUTHORS,
    "packages_archive": AUTHORS,
    "packages_unarchive": AUTHORS,
    "packages_rename": AUTHORS,
    # Lecturers for the cohorts they are named in: tests/courses/learning/packages.
    "packages_waive": "administrator",
    "packages_end_session": "administrator",
    # It is in use: who may is told so.
    "h5p_library_remove": "administrator",
    "upload_receive": AUTHORS,
    "upload_check": "lecturer",
    "upload_store": "lecturer",
    "upload_discard": "lecturer",
    "studio_changes": TRANSLATING,
    "studio_restore": AUTHORS,
    "translation_act": "administrator, translator",
    "studio_handoff_apply": TRANSLATING,
    # A broken form is told so to both; a run is acted on by its own lecturer alone (tests/assessments/classroom).
    "classroom_act": AUTHORS,
    # A batch has to be named; who may is tried in tests/assessments/studio/translating.
    "studio_handoff_undo": "",
}
# Tested on their own: signed addresses (tests/assessments/uploads), secrets of launches (tests/assessments/packages),
# Basic credentials (tests/assessments/lrs), Bearer tokens (tests/certificates/verification), a redirect to a static
# file.
ELSEWHERE = {
    "api_certificates_check",
    "asset",
    "cmi5_fetch",
    "favicon",
    # Signed, too: tests/assessments/h5p/test_h5p_frame.py.
    "h5p:frame",
    # Wagtail's dialogue, open to all who may enter the admin: tests/assessments/h5p/desk/test_choosing_h5p_content.py.
    "h5p_chooser:choose",
    "h5p_chooser:choose_results",
    "h5p_chooser:chosen",
    "h5p_chooser:chosen_multiple",
    "h5p_chooser:create",
    # JSON of a script, with its own body: tests/courses/learning/playing/test_h5p_in_a_lesson.py.
    "learning:h5p_start",
    "learning:h5p_state",
    "learning:h5p_finish",
    "scorm:beacon",
    "xapi:about",
    "xapi:activities",
    "xapi:activity_profile",
    "xapi:agent_profile",
    "xapi:agents",
    "xapi:profile",
    "xapi:state",
    "xapi:statements",
    "xapi:unknown",
}
OURS = (
    "start",
    "home",
    "wagtail_serve",
    "sheet_pdf",
    "facilitator_pack",
    "verify",
    "confirm_names",
    "first_sign_in",
    "choose_password",
    "person_",
    "academies",
    "dashboard",
    "my_certificates",
    "my_requirements",
    "my_message",
    "my_onward",
    "onward_",
    "my_sessions",
    "session_calendar",
    "timetable",
    "teach:",
    "teach_worker",
    "sign_in_sheet",
    "certificate",
    "register_",
    "learning:",
    "cohort",
    "totals",
    "countries",
    "country_",
    "content_checks",
    "citations",
    "studio_",
    "translation_",
    "scenario_insights",
    "classroom",
    "explorer_",
    "xapi:",
    "forwarding",
    "keys",
    "h5p_",
    "packages_",
    "cmi5_",
    "scorm:",
    "upload",
    "asset",
    "api_",
    "office_",
    "signing_",
    "academy",
)


def names(patterns=None, prefix=""):
    """Yield the name of every address in the site, with its namespaces."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern) and pattern.name:
            yield prefix + pattern.name
        elif isinstance(pattern, URLResolver):
            yield from names(
                pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            )


def test_the_walk_leaves_no_address_out():
    ours = {name for name in names() if name.startswith(OURS)}
    assert ours - set(WALK) - set(ACTS) - ELSEWHERE == set()


@pytest.fixture
def places(cast, manual_key):
    """Return {name of the address: arguments}: a cohort of two, an attempt and a certificate of the first trainee."""
    trainee = cast["trainee"]
    cohort = make_cohort(course_keys=[manual_key], people=[trainee, cast["other trainee"]])
    enrolment = Enrolment.objects.select_related("user", "cohort").get(user=trainee)
    complete_course(enrolment, manual_key)
    certificate = issue_for_qualified(cohort=cohort, by=None, at=timezone.now()).issued[0]
    lessons = place_in(enrolment, manual_key).course.lessons
    number = next(i for i, lesson in enumerate(lessons) if lesson.kind == "scenario")
    place = place_in(enrolment, manual_key, lesson=number)
    check = next(lesson for lesson in lessons if lesson.kind == "check")
    scenario_key = place.lesson.units[0].key
    attempt = start_scenario(place=place, scenario=Scenario.objects.get(key=scenario_key), at=NOON)
    assert isinstance(attempt, Attempt)
    session = make_session(cohort, lecturer=cast["lecturer"])
    parked = make_parked()
    roster = send_list(
        cohort=cohort, file_name="list.csv", content=b"number;name\nk-7;Ann Lee", by=None, at=NOON
    )
    run = begin(version=attempt.version, group="", lecturer=cast["lecturer"], at=NOON)
    told = Statement.objects.filter(verb=vocabulary.INITIALIZED.iri).get()
    kept = Attachment.objects.create(
        statement=told, sha2="0" * 64, content_type="text/plain", digest=blobs.keep(b"kept"), size=4
    )
    trainers = make_cohort(people=[cast["lecturer"]], route=Route.objects.get(code="lecturer"))
    make_certificate(enrolment=trainers.enrolments.get())
    onward = make_group(trainer=cast["lecturer"])
    upload = send(by=cast["lecturer"])
    h5p = make_h5p_version()
    package = store_scorm(scorm_12()).package
    version = package.versions.get()
    put_packages(lessons[0].key, version)
    there = place_in(enrolment, manual_key)
    opened = scorm.launch(place=there, version=version, unit=unit_of(version), at=NOON)
    course = make_version(au(moveOn="Passed"))
    begun = register_for_cmi5(place=there, version=course, at=NOON)
    launch(begun)
    return {
        "wagtail_serve": ["manual/"],
        "sheet_pdf": ["sheets/afraid-to-go-back/", "a4"],
        "facilitator_pack": [stable_key("module", "m4")],
        "forwarding_edit": [parked.destination.pk],
        "forwarding_act": [parked.destination.pk, "pause"],
        "forwarding_again": [parked.destination.pk],
        "forwarding_parked": [parked.pk, "settle"],
        "forwarding_parked_all": [parked.destination.pk, "settle"],
        "forwarding_remove": [parked.destination.pk],
        **{
            f"h5p_{name}": [h5p.content.key]
            for name in ("content", "compare", "archive", "unarchive", "rename", "answers")
        },
        **{f"h5p_{name}": [h5p.content.key, 1] for name in ("restore", "download")},
        **{f"h5p_{name}": [h5p.main_library_id] for name in ("library", "library_remove")},
        **{f"packages_{name}": [package.key] for name in ("package", "archive", "unarchive", "rename")},
        "packages_trial": [package.key, 0],
        "packages_people": [course.package.key],
        "packages_person": [course.package.key, begun.key],
        "packages_waive": [course.package.key, begun.key, 0],
        "packages_end_session": [course.package.key, begun.key, begun.launches.get().key],
        "upload_receive": [],
        **{name: [upload.key] for name in ("upload", "upload_check", "upload_store", "upload_discard")},
        "totals_file": ["xlsx"],
        "country_confirm": [CountryFact.objects.first().pk],
        "keys_revoke": [grant_key(name="A player")[0].pk],
        "office_tokens_revoke": [grant_token(name="A ministry", by=None, at=timezone.now())[0].pk],
        **{name: [cohort.key] for name in ("session_calendar", "timetable")},
        **{
            f"cohort_{name}": [cohort.pk]
            for name in ("sessions", "session_add", "attendance", "attendance_sheet", "attendance_upload")
        },
        "cohort_session_edit": [cohort.pk, session.pk],
        "cohort_session_act": [cohort.pk, session.pk, "cancel"],
        **{name: [session.key] for name in ("teach:session", "teach:marks", "sign_in_sheet")},
        "verify": [certificate.code],
        **{f"verify_{name}": [certificate.code] for name in ("localised", "person", "file")},
        "certificate": [certificate.code],
        **{f"certificate_{name}": [certificate.code] for name in ("pdf", "picture", "badge", "badge_jwt")},
        "certificate_name": [certificate.code],
        **{name: [cohort.academy.key] for name in ("academy", "academy_did", "academy_jwks", "academy_page")},
        "academy_status": [cohort.academy.key, certificate.status_list],
        **{f"certificate_{name}": [certificate.pk] for name in ("record", "revoke", "reissue")},
        "register_pdf": [trainee.academy_id, certificate.issued_on.year],
        "register_xlsx": [trainee.academy_id, certificate.issued_on.year],
        "cohort_people": [cohort.pk],
        "cohort_requirements": [cohort.pk],
        "cohort_close": [cohort.pk],
        "cohort_duplicate": [cohort.pk],
        "cohort_advance": [cohort.pk, "closing"],
        "my_requirements": [enrolment.registration],
        "my_requirements_count": [enrolment.registration],
        "cohort_messages": [cohort.pk],
        "cohort_message_new": [cohort.pk],
        "cohort_commander": [cohort.pk],
        "my_message": [make_message(cohort=cohort).key],
        **{f"onward_{name}": [onward.key] for name in ("edit", "withdraw", "restore")},
        **practice_places(cast),
        "cohort_overview": [cohort.pk],
        "cohort_overview_workbook": [cohort.pk],
        "cohort_questions": [cohort.pk],
        "course_test": [enrolment.registration, "before"],
        "cohort_roster": [cohort.pk],
        "cohort_roster_template": [cohort.pk],
        **{
            f"cohort_roster_{name}": [cohort.pk, roster.key]
            for name in ("list", "findings", "check", "columns", "answers", "apply", "cancel")
        },
        "cohort_slips": [cohort.pk],
        "person_pin": [trainee.pk],
        "person_slip": [trainee.pk],
        "person_record": [trainee.pk],
        "person_merge_undo": [0],
        "person_transfer": [trainee.pk],
        "person_erase": [trainee.pk],
        **{
            f"academies:{name}": [trainee.academy_id]
            for name in ("edit", "history", "history_results", "usage", "delete")
        },
        "cohort_enrol": [cohort.pk],
        **design_places(cast["administrator"]),
        "academy_authority": [cohort.academy.key],
        **{
            name: [cohort.pk]
            for name in (
                "cohort_certificates",
                "cohort_certificates_start",
                "cohort_certificates_zip",
                "cohort_certificates_print",
            )
        },
        "cohort_certificates_run": [cohort.pk, cohort.issue_runs.get().key, "go"],
        "cohort_certificates_names": [cohort.pk, enrolment.pk],
        "cohort_certificates_sample": [cohort.pk, enrolment.pk, "png"],
        "cohort_withdraw": [cohort.pk, enrolment.pk],
        "cohort_tries": [cohort.pk, enrolment.unit_results.first().pk],
        "learning:complete": [lessons[0].key],
        "learning:check": [check.key, check.units[0].key],
        "learning:start": [place.lesson.key, scenario_key],
        "learning:package": [lessons[0].key, package.key],
        "learning:package_start": [lessons[0].key, package.key, 0],
        "learning:package_anew": [lessons[0].key, package.key],
        "learning:package_play": [lessons[0].key, opened.key],
        "learning:package_commit": [lessons[0].key, opened.key],
        "learning:scene": [place.lesson.key, attempt.key],
        "learning:debrief": [place.lesson.key, attempt.key],
        "learning:retry": [place.lesson.key, attempt.key, 1],
        "explorer_statement": [told.statement_id],
        "explorer_json": [told.statement_id],
        "explorer_attachment": [told.statement_id, kept.pk],
        "explorer_registration": [enrolment.registration],
        "explorer_learner": [trainee.actor_key],
        **{name: [scenario_key] for name in (*WALK, *ACTS) if name.startswith("studio_")},
        **{name: [] for name in ("studio_index", "studio_new", "studio_import", "studio_import_template")},
        "studio_import_h5p": [h5p.content.key, 1],
        "scenario_insights": [scenario_key],
        "translation_row": ["scenario", scenario_key],
        "translation_act": ["scenario", scenario_key],
        **{
            name: ["module", place.module.key] for name in ("translation_handoff", "translation_handoff_file")
        },
        "classroom": [scenario_key],
        "classroom_cards": [scenario_key],
        **{
            f"classroom_{name}": [scenario_key, run.key]
            for name in ("projector", "act", "notes", "all_notes", "state")
        },
        "scenario_insights_workbook": [scenario_key],
        **{
            f"cohorts:{name}": [cohort.pk]
            for name in ("edit", "history", "history_results", "usage", "delete")
        },
        **{
            f"certificate_register:{name}": [certificate.pk]
            for name in ("edit", "history", "history_results", "usage", "delete")
        },
    }


def is_let_in(response) -> bool:
    if response.status_code in (301, 302):
        target = response["Location"]
        # What is not found under /admin/ is looked for under a language, where it is not found either.
        lost = "/account/login/" in target or "/account/staff/" in target or target.startswith("/en/admin/")
        return not lost and target != reverse("wagtailadmin_home")
    # 400 and 422: let in, and told that the empty form or body will not do.
    return response.status_code in (200, 400, 422)


def client_of(person) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


# Addresses that need to be told what to show.
QUERIES = {
    "classroom_cards": "?version=1&language=en",
    "translation_handoff": "?language=ru",
    "translation_handoff_file": "?language=ru",
}


def test_each_role_gets_in_where_it_should_and_nowhere_else(cast, places):
    for name, allowed in WALK.items():
        url = reverse(name, args=places.get(name, [])) + QUERIES.get(name, "")
        got_in = [who for who, person in cast.items() if is_let_in(client_of(person).get(url))]
        assert ", ".join(got_in) == allowed, name


def test_each_role_acts_where_it_may_and_nowhere_else(cast, places):
    for name, allowed in ACTS.items():
        url = reverse(name, args=places[name])
        acted = [who for who, person in cast.items() if is_let_in(client_of(person).post(url))]
        assert ", ".join(acted) == allowed, name
        assert client_of(cast["trainee"]).get(url).status_code in (302, 403, 404, 405)


def test_a_lesson_opens_for_who_is_enrolled_and_for_people_of_the_house(cast, manual_key):
    make_cohort(course_keys=[manual_key], people=[cast["trainee"]])
    url = "/ru/manual/m4-non-refoulement/the-rule/"
    answers = {who: client_of(person).get(url).status_code for who, person in cast.items()}
    assert answers == {
        "trainee": 200, "other trainee": 403, "lecturer": 200, "administrator": 200, "translator": 200,
        "observer": 200, "legal officer": 200, "child officer": 200, "outsider": 403, "stranger": 302,
    }  # fmt: skip


def test_nobody_plays_another_persons_attempt(cast, places):
    url = reverse("learning:scene", args=places["learning:scene"])
    client = client_of(cast["other trainee"])
    assert client.get(url).status_code == 404
    assert client.post(url, {"step": "1", "choice": "1"}).status_code == 404
    assert Attempt.objects.get().step_count == 0


def test_an_unknown_lesson_or_attempt_is_not_found(cast, manual_key, places):
    client = client_of(cast["trainee"])
    assert client.post(reverse("learning:complete", args=[uuid.uuid4()])).status_code == 404
    lesson_key = places["learning:scene"][0]
    assert client.get(reverse("learning:scene", args=[lesson_key, uuid.uuid4()])).status_code == 404
    assert (
        client.post(reverse("learning:start", args=[lesson_key, stable_key("scenario", "none")])).status_code
        == 404
    )
