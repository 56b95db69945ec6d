"""The addresses the editor's page talks to: the document, its changes, what is wrong with it, its history."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.scenarios.problem_texts import explain
from assessments.studio.drafting import changes as rules
from assessments.studio.drafting.history import StateUnknown, keep, restore
from assessments.studio.drafting.saving import save_changes
from assessments.studio.drafting.shapes import unprintable
from assessments.studio.drafting.storing import read_document
from assessments.studio.editor.access import DraftApi, person
from assessments.studio.models import Draft, DraftChange
from assessments.studio.releasing.checking import is_minor, judge


class DocumentView(DraftApi):
    """GET: the whole document, as in studio.drafting.document."""

    def get(self, request, key):
        return self.answer(self.document)


class ChangesView(DraftApi):
    """POST {"key", "serial", "changes"}: saves a batch whole or not at all; sending it again is harmless.

    200 tells what others saved since `serial`; 409 the conflicts; 422 what is wrong with the changes.
    """

    permission_required = ()

    def has_permission(self):
        user = self.request.user
        return user.has_perm("assessments.change_draft") or user.has_perm("assessments.translate_draft")

    def post(self, request, key):
        data = self.payload()
        batch, serial = _uuid(data.get("key")), data.get("serial")
        if batch is None or not isinstance(serial, int):
            return self.refuse(_("The batch needs a key and a serial."))
        posted = data.get("changes")
        try:
            self._authorise(posted)
            saved = save_changes(
                draft=self.draft, key=batch, changes=posted, by=request.user, at=timezone.now()
            )
        except rules.ChangesInvalid as error:
            return self.answer({"errors": [_fault(fault) for fault in error.faults]}, 422)
        except rules.ChangesConflict as error:
            return self.answer(self._state(serial) | {"conflicts": self._conflicts(error)}, 409)
        return self.answer(self._state(serial, own=saved))

    def _authorise(self, posted) -> None:
        if self.request.user.has_perm("assessments.change_draft"):
            return
        if rules.faults_of(posted, languages={code for code, _name in settings.LANGUAGES}):
            return  # save_changes will say what is wrong
        if not rules.only_translates(posted, self.document["head"]["source_language"]):
            raise PermissionDenied

    def _state(self, serial: int, own: DraftChange | None = None) -> dict:
        draft = Draft.objects.get(pk=self.draft.pk)
        rows = DraftChange.objects.filter(draft=draft, serial__gt=serial).select_related("made_by")
        others = [row for row in rows if own is None or row.pk != own.pk]
        return {
            "serial": draft.serial,
            "states": read_document(draft)["states"],
            "others": [
                {
                    "serial": row.serial,
                    "changes": row.changes,
                    "by": person(row.made_by),
                    "at": row.made_at.isoformat(),
                }
                for row in others
            ],
        }

    def _conflicts(self, error: rules.ChangesConflict) -> list[dict]:
        """Each conflict with who changed the place last, and when."""
        last = {}
        for row in self.draft.changes.select_related("made_by").order_by("serial"):
            last |= {tuple(each["path"]): row for each in row.changes}
        found = []
        for conflict in error.conflicts:
            row = last.get(conflict.path)
            found.append(
                {
                    "path": list(conflict.path),
                    "yours": conflict.yours,
                    "theirs": conflict.theirs,
                    "by": person(row.made_by) if row else "",
                    "at": row.made_at.isoformat() if row else "",
                }
            )
        return found


class ProblemsView(DraftApi):
    """GET: what stands between the draft and its publication, in the active language."""

    def get(self, request, key):
        verdict = judge(self.draft, self.document)
        newest = self.scenario.versions.order_by("-number").first()
        return self.answer(
            {
                "serial": self.draft.serial,
                "max_points": verdict.structure["max_points"] or None,
                "can_publish": verdict.can_publish,
                "minor_allowed": is_minor(verdict, newest, self.document["head"]["minutes"]),
                "problems": [
                    {
                        "code": problem.code,
                        "level": problem.level,
                        "where": problem.where,
                        "field": (problem.values.get("texts") or [""])[0],
                        "language": problem.values.get("language", ""),
                        "text": explain(problem),
                    }
                    for problem in verdict.problems
                ],
            }
        )


class SnapshotsView(DraftApi):
    """GET: kept states and published versions. POST {"name"} keeps the draft as it is."""

    def get(self, request, key):
        snapshots = self.draft.snapshots.select_related("made_by").defer("document")
        versions = self.scenario.versions.select_related("published_by").defer("structure")
        return self.answer(
            {
                "snapshots": [
                    {
                        "id": row.pk,
                        "name": row.name,
                        "automatic": row.is_automatic,
                        "at": row.made_at.isoformat(),
                        "by": person(row.made_by),
                        "serial": row.serial,
                    }
                    for row in snapshots
                ],
                "versions": [
                    {
                        "number": row.number,
                        "at": row.published_at.isoformat(),
                        "by": person(row.published_by),
                        "change": row.change,
                    }
                    for row in versions.order_by("-number")
                ],
            }
        )

    def post(self, request, key):
        if not request.user.has_perm("assessments.change_draft"):
            raise PermissionDenied
        name = self.payload().get("name")
        if not isinstance(name, str) or not name.strip():
            return self.refuse(_("Give the state a name."))
        if fault := unprintable(name):
            return self.refuse(fault)
        row = keep(draft=self.draft, name=name.strip(), by=request.user, at=timezone.now())
        return self.answer({"id": row.pk, "name": row.name}, 201)


class RestoreView(DraftApi):
    """POST {"from": "snapshot:<id>" | "version:<number>"}: the draft becomes what it was; undo is one batch back."""

    permission_required = "assessments.change_draft"

    def post(self, request, key):
        name = str(self.payload().get("from", ""))
        try:
            restore(draft=self.draft, name=name, by=request.user, at=timezone.now())
        except StateUnknown:
            return self.refuse(_("There is no such state to go back to."))
        return self.answer(read_document(Draft.objects.get(pk=self.draft.pk)))


def _fault(fault: rules.ChangeFault) -> dict:
    return {"path": list(fault.path), "message": fault.message}


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError):
        return None
