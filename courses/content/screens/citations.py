"""What a screen or a feedback line rests on: a lesson of the Manual (M4.1) or an article of the Code (CP5).

A code is structure, the same in every language.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

CODE = r"^(?:[MCTD]\d{1,2}(?:\.\d{1,2})?|CP\d{1,2})$"


def cites() -> blocks.ListBlock:
    """Return the block for a list of codes. Everything that is shown to a learner can have one."""
    code = blocks.RegexBlock(
        regex=CODE,
        label=_("Chapter or article"),
        error_messages={
            "invalid": _("Write a chapter of the Manual (M4.1) or an article of the Code (CP5).")
        },
    )
    return blocks.ListBlock(code, label=_("Rests on"), min_num=0, default=[], collapsed=True)
