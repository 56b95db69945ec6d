"""cmi5 courses of our own: their XML, stored versions, and a unit that talks to the endpoint as in a browser."""

import json
from base64 import b64decode
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, urlsplit
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.utils import timezone

from assessments.lrs.models import Statement
from assessments.lrs.statements import terms
from assessments.packages.cmi5 import launching, registering, vocabulary
from assessments.packages.cmi5.checker import new_version
from assessments.packages.cmi5.reading.course import read_course
from assessments.packages.models import PackageRegistration, PackageVersion
from assessments.packages.storing import store_version
from assessments.uploads.assets import keep_bytes
from assessments.uploads.taking.checkers import StoredFile
from assessments.xapi.reading import read_json

NOON = datetime(2026, 3, 10, 7, 0, tzinfo=UTC)
NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
ID = "https://example.org/course"
AGENT = {"account": {"homePage": "https://lms.example.org", "name": "learner-1"}}
PAGE = b"<!doctype html><title>A unit</title>"


def text(tag: str, words: str, lang: str = "en") -> str:
    return f'<{tag}><langstring lang="{lang}">{words}</langstring></{tag}>'


def texts(words: str) -> str:
    return text("title", words) + text("description", words)


def objective(name: str) -> str:
    return f'<objective id="{ID}/{name}">{texts(name)}</objective>'


def au(name="u1", *, url="unit.html", rest="", objectives="", **attributes) -> str:
    """Return a unit; `rest` stands after the url."""
    told = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<au id="{ID}/{name}"{told}>{texts(name)}{objectives}<url>{url}</url>{rest}</au>'


def block(name: str, *inside: str) -> str:
    return f'<block id="{ID}/{name}">{texts(name)}{"".join(inside)}</block>'


def course_xml(*inside: str, head: str = "", objectives: str = "", course: str = "") -> bytes:
    """Return a cmi5.xml with these units and blocks."""
    course = course or f'<course id="{ID}">{texts("Border guide")}</course>'
    parts = [f'{head}<courseStructure xmlns="{NAMESPACE}">', course, objectives, "".join(inside)]
    return "\n".join([*parts, "</courseStructure>"]).encode()


def make_version(*inside: str, by=None, at=NOON, replaces=None, **more) -> PackageVersion:
    """Return a stored course with these units and blocks; all relative addresses are those of one page."""
    reading = read_course(course_xml(*inside, **more), inside=_Everything())
    assert reading.course is not None, reading.faults
    kept = keep_bytes(PAGE)
    files = {"unit.html": StoredFile(kept.digest, kept.size, "text/html")}
    return store_version(
        content=new_version(reading.course), files=files, digest="0" * 64, by=by, at=at, replaces=replaces
    )


class _Everything:
    def __contains__(self, path):
        return True


def register_agent(version: PackageVersion, actor=AGENT, at=None) -> PackageRegistration:
    return registering.register_agent(version=version, actor=actor, at=at or timezone.now())


def launch(registration, *, unit=0, mode="Normal", language="en", return_url="", at=None) -> "Unit":
    """Launch a unit by its number and return it as it runs in a browser."""
    launched = launching.launch(
        registration=registration,
        unit=registration.version.units.get(index=unit),
        mode=mode,
        language=language,
        return_url=return_url,
        at=at or timezone.now(),
    )
    return Unit(launched.address)


class Unit:
    """A unit in a browser: it knows its address alone, and asks for all else."""

    def __init__(self, address: str):
        self.address = address
        self.told = dict(parse_qsl(urlsplit(address).query))
        self.agent = json.loads(self.told["actor"])
        self.http = Client(enforce_csrf_checks=True)
        self.headers = {"X-Experience-API-Version": "1.0.3", "Origin": "null"}

    def fetch(self) -> dict:
        answer = self.http.post(path_of(self.told["fetch"]))
        assert answer.status_code == 200
        told = answer.json()
        if "auth-token" in told:
            b64decode(told["auth-token"], validate=True)
            self.headers["Authorization"] = f"Basic {told['auth-token']}"
        return told

    def send(self, method, resource, body=None, content_type="application/json", **parameters):
        query = "&".join(
            f"{name}={quote(value if isinstance(value, str) else json.dumps(value), safe='')}"
            for name, value in parameters.items()
        )
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.http.generic(
            method,
            f"{path_of(self.told['endpoint'])}{resource}{'?' if query else ''}{query}",
            data,
            content_type=content_type,
            headers=self.headers,
        )

    def state(self, method="GET", name="LMS.LaunchData", **more):
        return self.send(method, "activities/state", stateId=name, **self._place(), **more)

    def preferences(self, method="GET", **more):
        return self.send(method, "agents/profile", profileId=vocabulary.PREFERENCES, agent=self.agent, **more)

    def launch_data(self) -> dict:
        answer = self.state()
        assert answer.status_code == 200, answer.content
        return answer.json()

    def begin(self) -> "Unit":
        """Fetch, read the launch data and the preferences, and state initialized."""
        self.fetch()
        self.data = self.launch_data()
        assert self.preferences().status_code in (200, 404)
        assert self.tell("initialized").status_code == 200
        return self

    def statement(self, word: str, **changes) -> dict:
        """Return a statement as the specification would have it; `changes` replace members of it."""
        statement = {
            "id": str(uuid4()),
            "actor": self.agent,
            "verb": {"id": f"http://adlnet.gov/expapi/verbs/{word}"},
            "object": {"id": self.told["activityId"]},
            "context": self.context(word),
            "timestamp": timezone.now().astimezone(UTC).isoformat().replace("+00:00", "Z"),
        }
        if word in _RESULTS:
            statement["result"] = {"duration": "PT12S", **_RESULTS[word]}
        return {name: value for name, value in (statement | changes).items() if value is not None}

    def context(self, word: str) -> dict:
        template = self.data["contextTemplate"]
        categories = [vocabulary.CATEGORY]
        if word in ("completed", "passed", "failed"):
            categories.append(vocabulary.CATEGORY_MOVE_ON)
        extensions = dict(template["extensions"])
        if "masteryScore" in self.data and word in ("passed", "failed"):
            extensions[vocabulary.MASTERY_SCORE] = self.data["masteryScore"]
        activities = template["contextActivities"] | {"category": [{"id": one} for one in categories]}
        if word not in _DEFINED:
            del activities["category"]
        return {
            "registration": self.told["registration"],
            "contextActivities": activities,
            "extensions": extensions,
        }

    def tell(self, word: str, *, scaled: float | None = None, **changes):
        """State a verb and return the answer."""
        statement = self.statement(word, **changes)
        if scaled is not None:
            statement["result"] = statement.get("result", {}) | {"score": {"scaled": scaled}}
        return self.post(statement)

    def post(self, *statements):
        return self.send("POST", "statements", list(statements) if len(statements) > 1 else statements[0])

    def _place(self) -> dict:
        return {
            "activityId": self.told["activityId"],
            "agent": self.agent,
            "registration": self.told["registration"],
        }


_DEFINED = ("initialized", "completed", "passed", "failed", "terminated")
_RESULTS = {
    "completed": {"completion": True},
    "passed": {"success": True},
    "failed": {"success": False},
    "terminated": {},
}


def path_of(address: str) -> str:
    assert address.startswith(settings.PANAH_BASE_URL)
    return address.removeprefix(settings.PANAH_BASE_URL)


def told_of(registration: PackageRegistration) -> list[dict]:
    """Return all statements under a registration, in the order in which they were stored."""
    found = Statement.objects.found_by(terms.term(terms.REGISTRATION, str(registration.key)))
    return [read_json(one.raw) for one in found.order_by("pk")]


def words_of(registration: PackageRegistration) -> list[str]:
    """Return the last words of the verbs under a registration, in their order."""
    return [one["verb"]["id"].rsplit("/", 1)[1] for one in told_of(registration)]
