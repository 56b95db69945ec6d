"""Valid statements of both versions, with every part that a statement may have."""

from hashlib import sha256

from hypothesis import strategies as st

from tests.assessments.lrs.fuzzing.values import (
    DURATIONS,
    IRIS,
    LANGUAGES,
    MOMENTS,
    PEOPLE,
    UUIDS,
    VERSIONS,
    numbers,
    texts,
    values,
)

V1, V2 = VERSIONS
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
iris = st.sampled_from(IRIS)
uuids = st.sampled_from(UUIDS)
extensions = st.dictionaries(iris, values(), max_size=3)
language_maps = st.dictionaries(st.sampled_from(LANGUAGES), texts(), max_size=3)
# Only 2.0 has them always in UTC, and with their offset.
moments = {
    V1: st.sampled_from([*MOMENTS, "2026-03-02T10:00", "20260302T100000,5+0500"]),
    V2: st.sampled_from(MOMENTS),
}


def parts(required, **optional):
    """Return a strategy for an object with the required members and any of the optional ones."""
    return st.fixed_dictionaries(required, optional=optional)


def agents():
    person = st.sampled_from(PEOPLE)
    identifiers = (
        {"mbox": person.map(lambda name: f"mailto:{name}@example.org")},
        {"mbox_sha1sum": st.sampled_from(["a" * 40, "0123456789ABCDEF" * 2 + "01234567"])},
        {"openid": iris},
        {"account": parts({"homePage": iris, "name": person})},
    )
    kinds = {"objectType": st.just("Agent"), "name": texts()}
    return st.one_of(*(parts(identifier, **kinds) for identifier in identifiers))


def groups():
    members = st.lists(agents(), min_size=1, max_size=3)
    anonymous = parts({"objectType": st.just("Group"), "member": members}, name=texts())
    identified = parts(
        {
            "objectType": st.just("Group"),
            "account": parts({"homePage": iris, "name": texts().filter(_is_plain)}),
        },
        member=members,
    )
    return anonymous | identified


def _is_plain(text):
    return all(ord(letter) >= 32 for letter in text)


actors = agents() | groups()
_component = parts({"id": texts()}, description=language_maps)
_components = st.lists(_component, max_size=3, unique_by=lambda one: one["id"])


def definitions():
    words = {
        "name": language_maps,
        "description": language_maps,
        "type": iris,
        "moreInfo": iris,
        "extensions": extensions,
    }
    patterns = {"correctResponsesPattern": st.lists(texts(), max_size=2)}
    choice = parts({"interactionType": st.just("choice")}, choices=_components, **patterns, **words)
    matching = parts(
        {"interactionType": st.just("matching")}, source=_components, target=_components, **patterns, **words
    )
    return st.one_of(parts({}, **words), choice, matching)


activities = parts({"id": iris}, objectType=st.just("Activity"), definition=definitions())
references = parts({"objectType": st.just("StatementRef"), "id": uuids})


@st.composite
def scores(draw):
    low, raw, high = sorted(draw(st.lists(numbers(), min_size=3, max_size=3)))
    made = {"min": low, "raw": raw, "max": high, "scaled": draw(st.sampled_from([-1, -0.5, -0.0, 0.25, 1.0]))}
    if low == high:
        del made["max"]
    return {name: made[name] for name in draw(st.sets(st.sampled_from(sorted(made))))}


results = parts(
    {},
    score=scores(),
    success=st.booleans(),
    completion=st.booleans(),
    response=texts(),
    duration=st.sampled_from(DURATIONS),
    extensions=extensions,
)


def contexts(version, *, of_activity):
    held = activities | st.lists(activities, max_size=2)
    members = {
        "registration": uuids,
        "instructor": actors,
        "team": groups(),
        "contextActivities": parts({}, parent=held, grouping=held, category=held, other=held),
        "language": st.sampled_from(LANGUAGES),
        "statement": references,
        "extensions": extensions,
    }
    if of_activity:
        members |= {"revision": texts(), "platform": texts()}
    if version == V2:
        types = st.lists(iris, min_size=1, max_size=2)
        one = parts({"objectType": st.just("contextAgent"), "agent": agents()}, relevantTypes=types)
        group = parts({"objectType": st.just("contextGroup"), "group": groups()}, relevantTypes=types)
        members |= {"contextAgents": st.lists(one, max_size=2), "contextGroups": st.lists(group, max_size=2)}
    return parts({}, **members)


def attachments(contents=()):
    """Metadata of attachments: of these contents, and of one that lies elsewhere."""
    told = {
        "usageType": iris,
        "display": language_maps,
        "contentType": st.sampled_from(["text/plain", "a/b; c=d"]),
    }
    elsewhere = parts(
        told | {"length": st.integers(0, 10**30), "sha2": st.just("AB" * 32), "fileUrl": iris},
        description=language_maps,
    )
    here = [
        parts(told | {"length": st.just(len(one)), "sha2": st.just(sha256(one).hexdigest())})
        for one in contents
    ]
    return st.tuples(*here, *([elsewhere] if not contents else [])).map(list)


@st.composite
def statements(draw, version=V1, *, contents=(), is_inner=False):
    """A valid statement; `contents` are what is sent with it."""
    kinds = [activities, actors.map(_with_type), references] + ([] if is_inner else [sub_statements(version)])
    target = draw(st.one_of(kinds))
    of_activity = target.get("objectType", "Activity") == "Activity"
    verbs = st.sampled_from([*IRIS, VOIDED] if target.get("objectType") == "StatementRef" else IRIS)
    optional = {
        "result": results,
        "context": contexts(version, of_activity=of_activity),
        "timestamp": moments[version],
    }
    if not is_inner:
        optional |= {
            "id": uuids,
            "stored": moments[version],
            "authority": agents(),
            "version": st.just("1.0.0" if version == V1 else "2.0.0"),
        }
    required = {
        "actor": actors,
        "verb": parts({"id": verbs}, display=language_maps),
        "object": st.just(target),
    }
    if contents:
        required["attachments"] = attachments(contents)
    else:
        optional["attachments"] = attachments()
    return draw(parts(required, **optional))


def _with_type(actor):
    return {"objectType": "Agent"} | actor


def sub_statements(version):
    return statements(version, is_inner=True).map(lambda made: made | {"objectType": "SubStatement"})
