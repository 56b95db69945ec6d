"""What is said of content, a sub-content or a file: title, authors, licence, years, source."""

LICENCES = (
    "U",
    "CC BY",
    "CC BY-SA",
    "CC BY-ND",
    "CC BY-NC",
    "CC BY-NC-SA",
    "CC BY-NC-ND",
    "CC0 1.0",
    "CC PDM",
    "GNU GPL",
    "PD",
    "ODC PDDL",
    "C",
)
ROLES = ("Author", "Editor", "Licensee", "Originator")
VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")


def _text(name: str, **more) -> dict:
    return {"name": name, "type": "text", "optional": True, **more}


def _select(name: str, values, **more) -> dict:
    return {"name": name, "type": "select", "options": [{"value": value} for value in values], **more}


def _year(name: str) -> dict:
    return {"name": name, "type": "number", "min": -9999, "max": 9999, "optional": True}


def _list(name: str, *fields: dict) -> dict:
    return {"name": name, "type": "list", "max": 200, "field": {"type": "group", "fields": list(fields)}}


# As semantics, so that one filter reads all: of h5p.json and of "metadata" at sub-contents.
METADATA = [
    _text("title", maxLength=255),
    _text("a11yTitle", maxLength=255),
    _select("license", LICENCES, default="U"),
    _select("licenseVersion", VERSIONS, optional=True),
    _text("licenseExtras", maxLength=5000),
    _year("yearFrom"),
    _year("yearTo"),
    _text("source", maxLength=2000),
    _list("authors", _text("name", maxLength=255), _select("role", ROLES, default="Author")),
    _list(
        "changes", _text("date", maxLength=40), _text("author", maxLength=255), _text("log", maxLength=5000)
    ),
    _text("authorComments", maxLength=5000),
    _text("contentType", maxLength=255),
    _text("defaultLanguage", maxLength=12),
]
# Of "copyright" at files, the older form.
COPYRIGHT = [
    _text("title", maxLength=255),
    _text("author", maxLength=255),
    _text("year", maxLength=40),
    _text("source", maxLength=2000),
    _select("license", LICENCES, default="U"),
    _select("version", (*VERSIONS, "v1", "v2", "v3", "-", "CC0 1.0", "CC PDM"), optional=True),
]
# Two names for the years: h5p.json has them as yearsFrom in older packages.
OLD_NAMES = {"yearsFrom": "yearFrom", "yearsTo": "yearTo"}
