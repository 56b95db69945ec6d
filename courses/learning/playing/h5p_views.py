"""What the script around the frame of H5P content asks: JSON in, JSON out. The person is known by the session alone."""

import json
import logging
from functools import wraps

from django.http import Http404, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from assessments.h5p import playing
from assessments.h5p.models import H5PPlay
from assessments.h5p.serving import frame_address
from courses.learning.access import place_for
from courses.learning.participating import UnitUnknown
from courses.learning.playing import h5p
from courses.learning.playing.h5p import PlayedElsewhere, Saved
from courses.learning.posting import posted_from_lesson

logger = logging.getLogger(__name__)

# A state or a report with all that goes around it.
LONGEST = 600 * 1024
# What is told by one word, for the script to choose what it says.
_PROBLEMS = {
    PlayedElsewhere: ("elsewhere", 409),
    playing.PlayEnded: ("ended", 409),
    playing.NothingToPlay: ("nothing", 409),
    playing.NonceUsed: ("refused", 409),
    playing.NonceWrong: ("refused", 403),
    playing.OutOfBounds: ("refused", 400),
}


class NoMessage(ValueError):
    """The body is not what such a message looks like."""


def _told(view):
    """Answer refusals as {"problem": word}, and log those that no honest page brings about."""

    @posted_from_lesson
    @never_cache
    @wraps(view)
    def answer(request, lesson_key, **arguments):
        try:
            return JsonResponse(view(request, lesson_key, **arguments))
        except (UnitUnknown, playing.NotYours):
            raise Http404 from None
        except NoMessage as error:
            return _refused(request, "refused", 400, error)
        except playing.PlayRefused as error:
            return _refused(request, *_PROBLEMS[type(error)], error)

    return answer


def _refused(request, problem: str, status: int, error: Exception) -> JsonResponse:
    if problem == "refused":
        logger.warning("H5P message refused at %s: %s %s", request.path, type(error).__name__, error)
    return JsonResponse({"problem": problem}, status=status)


@_told
def start(request, lesson_key, content_key):
    """Take up the running try, or begin the next one."""
    begun = h5p.start(place=_place(request, lesson_key), content_key=content_key, at=timezone.now())
    address = frame_address(begun.play.version, at=timezone.now())
    return {
        "play": str(begun.play.key),
        "number": begun.play.number,
        "version": begun.play.version_id,
        "frame": f"{address}?language={get_language()}",
        "states": begun.states,
        "read": begun.read,
        "nonce": begun.nonce,
    }


@_told
def save_state(request, lesson_key, play_key):
    """Keep states: {"read", "states": [{"part", "type", "data"}]}; "read" is the stand the page has seen."""
    sent = _message(request)
    states = sent.get("states")
    if not isinstance(states, list) or len(states) > playing.MOST_STATES:
        raise NoMessage("states")
    saved = [_saved(state) for state in states]
    read, place = _text(sent, "read", 40), _place(request, lesson_key)
    return {"read": h5p.save_state(place=place, play_key=play_key, saved=saved, read=read, at=timezone.now())}


@_told
def finish(request, lesson_key, play_key):
    """End the try: {"nonce", "report"}; the answer says how it went, in words."""
    sent = _message(request)
    report = sent.get("report")
    if not isinstance(report, dict):
        raise NoMessage("report")
    play = h5p.finish(
        place=_place(request, lesson_key),
        play_key=play_key,
        nonce=_text(sent, "nonce", 400),
        report=report,
        at=timezone.now(),
    )
    return {"passed": play.passed is not False, "told": _outcome(play)}


def _saved(state) -> Saved:
    if not isinstance(state, dict):
        raise NoMessage("state")
    data = None if state.get("data") is None else _text(state, "data", playing.LONGEST_STATE)
    return Saved(part=_text(state, "part", 120), data_type=_text(state, "type", 60), data=data)


def _place(request, lesson_key):
    return place_for(user=request.user, lesson_key=lesson_key, language=get_language())


def _message(request) -> dict:
    if len(request.body) > LONGEST:
        raise NoMessage("too long")
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        raise NoMessage("no JSON") from None
    if not isinstance(sent, dict):
        raise NoMessage("no object")
    return sent


def _text(sent: dict, name: str, longest: int) -> str:
    value = sent.get(name)
    if not isinstance(value, str) or len(value) > longest:
        raise NoMessage(name)
    return value


def _outcome(play: H5PPlay) -> str:
    if play.passed is None:
        return _("Finished. Your work is recorded.")
    points = ngettext(
        "%(points)s of %(most)s point", "%(points)s of %(most)s points", int(play.max_points)
    ) % {
        "points": f"{play.points.normalize():f}",
        "most": f"{play.max_points.normalize():f}",
    }
    if play.passed:
        return _("Passed with %(percent)d%%: %(points)s.") % {"percent": play.percent, "points": points}
    return _("Not passed yet: %(percent)d%%, %(points)s. You can play it again.") % {
        "percent": play.percent,
        "points": points,
    }
