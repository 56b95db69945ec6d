"""Remarks and sign-offs, as the editor's page shows and makes them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.studio.drafting.shapes import unprintable
from assessments.studio.editor.access import DraftApi, person
from assessments.studio.models import SceneComment, SignOff
from assessments.studio.releasing import reviewing

COMMENT_LENGTH = 4000
SIGNING = {
    SignOff.Office.LEGAL: "assessments.sign_off_legal",
    SignOff.Office.CHILD: "assessments.sign_off_child",
}


class CommentsView(DraftApi):
    """GET: remarks and sign-offs of every scene. POST {"action": "comment" | "resolve" | "reopen" | "sign", …}.

    With the `serial` of the page that the officer saw, a scene that was changed since is not signed.
    """

    def get(self, request, key):
        current = reviewing.current_sign_offs(self.draft, self.document)
        newest = {}
        for row in self.draft.sign_offs.select_related("made_by"):
            newest[row.scene_key, row.office] = row
        return self.answer(
            {
                "comments": [
                    {
                        "key": str(row.key),
                        "scene": row.scene_key,
                        "text": row.text,
                        "by": person(row.made_by),
                        "at": row.made_at.isoformat(),
                        "resolved": row.resolved_at is not None,
                    }
                    for row in self.draft.comments.select_related("made_by")
                ],
                "sign_offs": [
                    {
                        "scene": scene,
                        "office": office,
                        "office_name": str(SignOff.Office(office).label),
                        "by": person(row.made_by),
                        "at": row.made_at.isoformat(),
                        "is_current": (scene, office) in current,
                    }
                    for (scene, office), row in newest.items()
                ],
                "may_sign": [str(office) for office in SIGNING if request.user.has_perm(SIGNING[office])],
            }
        )

    def post(self, request, key):
        data = self.payload()
        act = {"comment": self._comment, "resolve": self._settle, "reopen": self._settle, "sign": self._sign}
        if str(data.get("action")) not in act:
            return self.refuse(_("The action is not known."))
        try:
            act[data["action"]](data)
        except reviewing.SceneUnknown:
            return self.refuse(_("The scene is not there any more."))
        except (SceneComment.DoesNotExist, ValidationError):
            return self.refuse(_("The comment is not there any more."))
        except CommentInvalid as error:
            return self.refuse(str(error))
        return self.get(request, key)

    def _comment(self, data: dict) -> None:
        text = data.get("text")
        if not isinstance(text, str) or not text.strip():
            raise CommentInvalid(_("Write a comment first."))
        if fault := unprintable(text):
            raise CommentInvalid(fault)
        if len(text) > COMMENT_LENGTH:
            raise CommentInvalid(_("The comment is too long: at most %(count)s characters.") % _LIMIT)
        reviewing.comment(
            draft=self.draft,
            doc=self.document,
            scene_key=str(data.get("scene")),
            text=text,
            by=self.request.user,
            at=timezone.now(),
        )

    def _settle(self, data: dict) -> None:
        reviewing.settle(
            draft=self.draft,
            key=data.get("comment"),
            settled=data["action"] == "resolve",
            by=self.request.user,
            at=timezone.now(),
        )

    def _sign(self, data: dict) -> None:
        office = str(data.get("office"))
        if office not in SIGNING or not self.request.user.has_perm(SIGNING[office]):
            raise PermissionDenied
        scene, seen = str(data.get("scene")), data.get("serial")
        # A page that was opened before lunch shows the scene as it was before lunch.
        if isinstance(seen, int) and reviewing.has_changed_since(self.draft, self.document, scene, seen):
            raise CommentInvalid(_("The draft was changed meanwhile. Look at the differences again."))
        reviewing.sign(
            draft=self.draft,
            doc=self.document,
            scene_key=scene,
            office=office,
            by=self.request.user,
            at=timezone.now(),
        )


class CommentInvalid(Exception):
    """The comment cannot be taken: the text says why."""


_LIMIT = {"count": COMMENT_LENGTH}
