"""The roles and what each may do. `sync_roles` writes them to the database; nothing else grants permissions."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

TRAINEE = "Trainee"
LECTURER = "Lecturer"
ADMINISTRATOR = "Administrator"
TRANSLATOR = "Translator"
OBSERVER = "Observer"
LEGAL_OFFICER = "Legal officer"
CHILD_OFFICER = "Child-protection officer"

_CONTENT = ["wagtailadmin.access_admin"]
# Writing scenarios, trying, publishing and debriefing them; lecturers and administrators alike.
_STUDIO = [
    f"assessments.{name}"
    for name in ("view_draft", "change_draft", "translate_draft", "publish_draft", "view_insights")
]
# Content that comes as a package: bringing it in, replacing, archiving. What runs it (H5P libraries) is installed by
# administrators alone.
_PACKAGES = [
    f"assessments.{name}"
    for name in (
        "add_upload",
        "view_h5pcontent",
        "add_h5pcontent",
        "change_h5pcontent",
        "view_package",
        "add_package",
        "change_package",
        "view_library",
    )
]
# What is done with the people of a cohort; lecturers and administrators alike, each with those they may see.
_TEACHING = [
    f"courses.{name}"
    for name in (
        "view_cohort",
        "view_session",
        "change_session",
        "add_attendancemark",
        "add_rubricmarks",
        "add_message",
    )
]

PERMISSIONS = {
    TRAINEE: [],
    LECTURER: [*_CONTENT, *_STUDIO, *_PACKAGES, *_TEACHING, "courses.view_textstate"],
    ADMINISTRATOR: [
        *_CONTENT,
        *_STUDIO,
        *_PACKAGES,
        *_TEACHING,
        "courses.add_cohort",
        "courses.change_cohort",
        "courses.view_academy",
        "courses.change_academy",
        "courses.add_transfer",
        "courses.view_qualificationrule",
        "courses.change_qualificationrule",
        "courses.view_totals",
        "courses.view_countryfact",
        "courses.change_countryfact",
        "courses.view_source",
        "courses.change_source",
        "courses.view_route",
        "courses.change_route",
        "courses.view_textstate",
        "courses.change_textstate",
        "certificates.view_certificate",
        "certificates.issue_certificate",
        "certificates.revoke_certificate",
        "certificates.view_certificatedesign",
        "certificates.add_certificatedesign",
        "certificates.change_certificatedesign",
        "certificates.view_signingkey",
        "certificates.change_verifiertoken",
        "accounts.view_user",
        "accounts.add_user",
        "accounts.change_user",
        "assessments.view_statement",
        "assessments.change_destination",
        "assessments.change_lrskey",
        "assessments.add_library",
        "assessments.change_library",
        "assessments.delete_library",
    ],
    TRANSLATOR: [
        *_CONTENT,
        "wagtail_localize.submit_translation",
        "courses.view_textstate",
        "courses.change_textstate",
        "courses.view_countryfact",
        "assessments.view_draft",
        "assessments.translate_draft",
        "assessments.view_term",
        "assessments.change_term",
    ],
    OBSERVER: [*_CONTENT, "courses.view_totals", "assessments.view_insights"],
    LEGAL_OFFICER: [*_CONTENT, "assessments.view_draft", "assessments.sign_off_legal"],
    CHILD_OFFICER: [*_CONTENT, "assessments.view_draft", "assessments.sign_off_child"],
}

# What each role may do with pages, from the root down. Lecturers write, administrators and translators approve.
PAGE_PERMISSIONS = {
    LECTURER: ["add_page", "change_page"],
    ADMINISTRATOR: ["add_page", "change_page", "publish_page"],
    TRANSLATOR: ["change_page", "publish_page"],
}
# Pictures for the lessons: who may put one in, who may take one that is there.
IMAGE_PERMISSIONS = {
    LECTURER: ["add_image", "choose_image"],
    ADMINISTRATOR: ["add_image", "change_image", "choose_image"],
    TRANSLATOR: ["choose_image"],
}


@transaction.atomic
def sync_roles() -> None:
    """Make the groups hold exactly the permissions above. Safe to repeat."""
    for role, names in PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=role)
        pairs = [name.split(".") for name in names]
        group.permissions.set(
            [
                Permission.objects.get(content_type__app_label=app, codename=codename)
                for app, codename in pairs
            ]
        )
        _sync_page_permissions(group, PAGE_PERMISSIONS.get(role, []))
        _sync_image_permissions(group, IMAGE_PERMISSIONS.get(role, []))


def _sync_page_permissions(group: Group, codenames: list[str]) -> None:
    root = Page.objects.get(depth=1)
    wanted = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
    GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _sync_image_permissions(group: Group, codenames: list[str]) -> None:
    root = Collection.get_first_root_node()
    wanted = Permission.objects.filter(content_type__app_label="wagtailimages", codename__in=codenames)
    GroupCollectionPermission.objects.filter(group=group).exclude(
        collection=root, permission__in=wanted
    ).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
