"""How far the words are that a reader gets, and where they can be read in a language that is reviewed."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from courses.content.stamp import Remembered
from courses.content.translations.reading import PageState, read_states, unknown
from courses.content.tree import Tree, address, tree, with_fallbacks


@dataclass(frozen=True)
class Standing:
    """How far the words are that a reader gets: `reviewed_url` leads to the same place in `reviewed_language`.

    is_draft: not yet read by a native reviewer. is_stale: the source has changed since. Both texts are "" where
    there is no such place.
    """

    is_draft: bool = False
    is_stale: bool = False
    reviewed_language: str = ""
    reviewed_url: str = ""


# A text about which nothing needs to be said.
FIRM = Standing()


def standing(pages: Tree, states: Mapping[tuple[UUID, str], PageState], key: UUID, shown: str) -> Standing:
    """Return the standing of a page in the language it is shown in."""
    state = states.get((key, shown)) or unknown(shown)
    versions = pages.by_key.get(key, {})
    others = (code for code in with_fallbacks(shown)[1:] if code in versions)
    reviewed = next((code for code in others if _is_reviewed(states.get((key, code)) or unknown(code))), "")
    return Standing(
        is_draft=state.is_draft,
        is_stale=state.is_stale,
        reviewed_language=reviewed,
        reviewed_url=address(versions[reviewed].path, reviewed) if reviewed else "",
    )


def _is_reviewed(state: PageState) -> bool:
    return not state.is_draft and not state.is_stale


@Remembered
def standing_of(key: UUID, shown: str) -> Standing:
    """Return the standing of any page of the site. No query while nothing changes."""
    return standing(tree(), _states(), key, shown)


@Remembered
def _states() -> Mapping[tuple[UUID, str], PageState]:
    return read_states()
