"""Packages of H5P content as people send them, made of the libraries in tests/factories/h5p_libraries/."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.factories.uploads import picture

LIBRARIES = Path(__file__).parent / "h5p_libraries"
TOOLS, NOTE, CHOICE, SERIES = (
    "H5P.PanahTools-1.0",
    "H5P.PanahNote-1.0",
    "H5P.PanahChoice-1.0",
    "H5P.PanahSeries-1.0",
)
# What each needs, itself last.
NEEDS = {
    TOOLS: (TOOLS,),
    NOTE: (TOOLS, NOTE),
    CHOICE: (TOOLS, CHOICE),
    SERIES: (TOOLS, NOTE, CHOICE, SERIES),
}
NOTE_ID = "0b5c7d1e-5d0a-4f53-9a07-2f1f3f0c0a01"
CHOICE_ID = "0b5c7d1e-5d0a-4f53-9a07-2f1f3f0c0a02"
OTHER_CHOICE_ID = "0b5c7d1e-5d0a-4f53-9a07-2f1f3f0c0a03"


def package(
    *,
    main=SERIES,
    params=None,
    h5p=None,
    libraries=None,
    files=None,
    changes=None,
    without=(),
) -> bytes:
    """Return a .h5p file: by default a series of a note with a picture and two questions.

    `main` is the folder of the main library, `params` is content.json, `h5p` what is changed in h5p.json (None takes
    a key out), `libraries` the folders put in (by default what `main` needs), `files` {path below content/: bytes},
    `changes` {path in the package: bytes}, `without` paths left out.
    """
    wanted = NEEDS[main] if libraries is None else libraries
    inside = {
        "h5p.json": to_json(h5p_json(main, **(h5p or {}))),
        "content/content.json": to_json(params_of(main) if params is None else params),
        **{f"content/{path}": data for path, data in (media() if files is None else files).items()},
        **{path: data for folder in wanted for path, data in library_files(folder).items()},
        **(changes or {}),
    }
    return zipped({path: data for path, data in inside.items() if path not in without})


def zipped(inside: dict[str, bytes]) -> bytes:
    """Return a zip of these files."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, data in inside.items():
            archive.writestr(path, data)
    return out.getvalue()


def to_json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def h5p_json(main=SERIES, **changes) -> dict:
    """h5p.json of a package; a key changed to None is taken out."""
    data = {
        "title": "At the counter",
        "language": "en",
        "mainLibrary": main.rpartition("-")[0],
        "embedTypes": ["div", "iframe"],
        "license": "CC BY",
        "licenseVersion": "4.0",
        "authors": [{"name": "Aigul Alibekova", "role": "Author"}],
        "source": "https://example.org/at-the-counter",
        "yearFrom": 2024,
        "preloadedDependencies": [dependency(folder) for folder in NEEDS[main]],
        **changes,
    }
    return {key: value for key, value in data.items() if value is not None}


def dependency(folder: str) -> dict:
    """{"machineName", "majorVersion", "minorVersion"} of a library's folder."""
    name, _, version = folder.rpartition("-")
    major, minor = version.split(".")
    return {"machineName": name, "majorVersion": int(major), "minorVersion": int(minor)}


def library_files(folder: str, **changes) -> dict[str, bytes]:
    """{path in the package: bytes} of one of our libraries; `changes` are made in its library.json."""
    found = {
        f"{folder}/{path.relative_to(LIBRARIES / folder).as_posix()}": path.read_bytes()
        for path in sorted((LIBRARIES / folder).rglob("*"))
        if path.is_file()
    }
    name = f"{folder}/library.json"
    return {**found, name: to_json({**json.loads(found[name]), **changes})} if changes else found


def media() -> dict[str, bytes]:
    """The picture the note of the series shows."""
    return {"images/gate.png": picture()}


def params_of(main: str) -> dict:
    """content.json of the library in this folder."""
    return {SERIES: series, CHOICE: choice, NOTE: note}[main]()


def series(*, parts=None, **changes) -> dict:
    """A note, then two questions of one point and two points: 50 % are needed."""
    return {
        "title": "At the counter",
        "parts": parts
        if parts is not None
        else [
            sub_content(NOTE, note(), NOTE_ID, title="Before you begin"),
            sub_content(CHOICE, choice(), CHOICE_ID, title="First words"),
            sub_content(
                CHOICE,
                choice(
                    question="<p>Who may refuse an asylum claim?</p>",
                    answers=[
                        answer("The guard at the gate"),
                        answer("The determining authority", correct=True),
                    ],
                    behaviour={"points": 2, "enableRetry": True},
                ),
                OTHER_CHOICE_ID,
                title="Who decides",
            ),
        ],
        "passPercentage": 50,
        "finishLabel": "Finish",
        **changes,
    }


def sub_content(folder: str, params: dict, key: str, **metadata) -> dict:
    """A library as a value inside of params."""
    name, _, version = folder.rpartition("-")
    kind = {"contentType": name.removeprefix("H5P.Panah"), "license": "U", "title": "Untitled"}
    return {
        "library": f"{name} {version}",
        "params": params,
        "subContentId": key,
        "metadata": {**kind, **metadata},
    }


def note(**changes) -> dict:
    return {
        "text": "<p>A person asks for <strong>asylum</strong> at the gate.</p>",
        "pictures": [
            {
                "path": "images/gate.png",
                "mime": "image/png",
                "width": 200,
                "height": 100,
                "copyright": {"license": "CC BY-SA", "author": "Nurlan Sadykov", "version": "4.0"},
            }
        ],
        **changes,
    }


def choice(**changes) -> dict:
    """One question of one point: the second answer is right."""
    return {
        "question": "<p>A person says: “I cannot go back.” What do you do first?</p>",
        "answers": [
            answer("Send the person back", feedback="Nobody may be sent back unheard."),
            answer("Refer the person to the authority", correct=True, feedback="That is your duty."),
            answer("Ask for more papers"),
        ],
        "behaviour": {"points": 1, "enableRetry": True},
        "checkLabel": "Check",
        **changes,
    }


def answer(text: str, *, correct=False, **changes) -> dict:
    return {"text": text, "correct": correct, **changes}
