"""What becomes of everything that points at an account, or at a place in a cohort, when two accounts are made one.

A relation that is not named here stops a test (tests/cms/accounts/test_merging_forgets_nothing.py): whoever adds one
decides here what becomes of it.
"""

# What a person has done, owns or is asked to do: it goes to the account that stays.
MOVES = (
    "accounts.user.superior",
    "accounts.user.merged_into",
    "certificates.onwardgroup.trainer",
    "courses.transfer.person",
    "courses.session.lecturer",
    "courses.textstate.assigned_to",
    "assessments.attempt.user",
    "assessments.checkattempt.user",
    "assessments.h5pplay.user",
    "assessments.packageregistration.user",
    "assessments.classroomrun.lecturer",
    "wagtailcore.page.owner",
    "wagtailcore.page.locked_by",
)
# The same, but there can be one only: {relation: what else tells the row apart}. The account that stays keeps its own.
MOVES_UNLESS_THERE = {
    "accounts.user_groups.user": ("group",),
    "courses.cohort_lecturers.user": ("cohort",),
    "courses.messagecopy.recipient": ("message",),
    "courses.practicelesson_assessors.user": ("practicelesson",),
    "courses.rubricmarks.assessor": ("lesson",),
}
# Treated on their own: see accounts.merge, places.unite and papers.move_certificates.
APART = ("courses.enrolment.user", "accounts.onetimepin.user", "certificates.certificate.holder")
# Who did something, as it was written down then, and what belongs to an account rather than to a person.
STAYS = (
    "accounts.accountmerge.kept",
    "accounts.accountmerge.made_by",
    "accounts.accountmerge.merged",
    "accounts.accountmerge.undone_by",
    "accounts.onetimepin.made_by",
    # Given by hand, and perhaps more than who merges could give.
    "accounts.user_user_permissions.user",
    "cms.reportexport.made_by",
    "cms.rosterimport.sent_by",
    "certificates.certificate.issued_by",
    "certificates.certificate.revoked_by",
    "certificates.designversion.made_by",
    "certificates.issuerun.started_by",
    "certificates.signingkey.created_by",
    "certificates.verifiertoken.created_by",
    "certificates.verifiertoken.revoked_by",
    "courses.textstate.stated_by",
    "courses.transfer.moved_by",
    "courses.cohort.closed_by",
    "courses.enrolment.enrolled_by",
    "courses.attendancemark.made_by",
    "courses.message.sender",
    "courses.practicelesson.planned_by",
    "courses.sessionplan.looked_at_by",
    "courses.ownscenario.peer_reviewed_by",
    "courses.ownscenario.legally_reviewed_by",
    "courses.transcript.frozen_by",
    "assessments.scenarioversion.published_by",
    "assessments.h5pcontent.archived_by",
    "assessments.h5pcontent.created_by",
    "assessments.h5pversion.created_by",
    "assessments.library.installed_by",
    "assessments.package.archived_by",
    "assessments.package.created_by",
    "assessments.packageversion.created_by",
    "assessments.unitstanding.waived_by",
    "assessments.upload.uploaded_by",
    "assessments.lrskey.created_by",
    "assessments.lrskey.revoked_by",
    "assessments.destination.created_by",
    "assessments.parkedstatement.settled_by",
    "assessments.draft.created_by",
    "assessments.draft.changed_by",
    "assessments.draftchange.made_by",
    "assessments.draftsnapshot.made_by",
    "assessments.scenecomment.made_by",
    "assessments.scenecomment.resolved_by",
    "assessments.signoff.made_by",
    "wagtail_localize.stringtranslation.last_translated_by",
    "wagtail_localize.segmentoverride.last_translated_by",
    "wagtailusers.userprofile.user",
    "wagtaildocs.document.uploaded_by_user",
    "wagtailimages.image.uploaded_by_user",
    "wagtailadmin.editingsession.user",
    "wagtailadmin.formstate.user",
    "wagtailcore.apitoken.user",
    "wagtailcore.modellogentry.user",
    "wagtailcore.pagelogentry.user",
    "wagtailcore.revision.user",
    "wagtailcore.uploadedfile.uploaded_by_user",
    "wagtailcore.workflowstate.requested_by",
    "wagtailcore.taskstate.finished_by",
    "wagtailcore.comment.user",
    "wagtailcore.comment.resolved_by",
    "wagtailcore.commentreply.user",
    "wagtailcore.pagesubscription.user",
    "account.emailaddress.user",
)

# Of two places in one cohort: what goes to the one that stays, unless it has its own ({relation: what tells apart}).
PLACE_MOVES_UNLESS_THERE = {
    "courses.testtry.enrolment": ("occasion",),
    "courses.sessionplan.enrolment": (),
    "courses.ownscenario.enrolment": (),
    "courses.conductsignature.enrolment": (),
}
# Treated on their own in places.unite; a transcript is a fact of its place.
PLACE_APART = (
    "courses.lessonprogress.enrolment",
    "courses.unitresult.enrolment",
    "courses.attendancemark.enrolment",
    "courses.practicelesson.enrolment",
)
PLACE_STAYS = ("courses.transcript.enrolment",)
