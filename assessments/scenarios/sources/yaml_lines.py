"""YAML -> plain values that remember their lines. What strangers send is read too, so nothing can grow in here."""

import re

import yaml
from django.utils.translation import gettext as _

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML built without libyaml: the same, only slower
    from yaml import SafeLoader as _SafeLoader

MOST_BYTES = 5_000_000
_DEEPEST = 20
# YAML 1.2.2, 5.1: everything else must be escaped, and libyaml tells no line for it.
UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class YamlInvalid(ValueError):
    """The text is no YAML that can be used. `fault` is one line of text "name:line: what is wrong"."""

    def __init__(self, name: str, line: int, what: str):
        super().__init__(f"{name}:{line}: {what}")
        self.fault = f"{name}:{line}: {what}"


class Mapping(dict):
    """A mapping of YAML: `line` is where it begins, `lines` {key: line}."""

    line = 1

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        return self.lines.get(key, self.line)


class _Refused(yaml.MarkedYAMLError):
    """A fault of our own, already in the reader's language."""


class _Loader(_SafeLoader):
    def construct_mapping(self, node, deep=False):
        found = Mapping()
        found.line = node.start_mark.line + 1
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                problem = _("the key %(key)s must be text: put it in quotes") % {"key": repr(key)}
                raise _Refused(problem=problem, problem_mark=key_node.start_mark)
            if key in found:
                problem = _("the key “%(key)s” stands twice") % {"key": key}
                raise _Refused(problem=problem, problem_mark=key_node.start_mark)
            found[key] = self.construct_object(value_node, deep=True)
            found.lines[key] = key_node.start_mark.line + 1
        return found

    def construct_object(self, node, deep=False):
        try:
            return super().construct_object(node, deep)
        except ValueError as error:  # 2026-13-45, or a number of 5,000 digits
            problem = _("this value cannot be read: put it in quotes")
            raise _Refused(problem=problem, problem_mark=node.start_mark) from error


_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.construct_mapping)


def read_mapping(text: str | bytes, name: str) -> Mapping:
    """Return the mapping that a YAML text holds. `name` stands before every fault. Raises YamlInvalid."""
    text = _decoded(text, name)
    if match := UNPRINTABLE.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise YamlInvalid(
            name, line, _("a character that cannot stand in a text: %(code)s") % _code(match[0])
        )
    try:
        _require_plain(text)
        # _Loader is a SafeLoader: it makes plain values only.
        data = yaml.load(text, Loader=_Loader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise YamlInvalid(name, line, _told(error)) from error
    except yaml.YAMLError as error:
        raise YamlInvalid(name, 1, _("this is not YAML")) from error
    if not isinstance(data, Mapping):
        raise YamlInvalid(name, 1, _("must be a mapping"))
    return data


def _decoded(text: str | bytes, name: str) -> str:
    if len(text) > MOST_BYTES:
        raise YamlInvalid(
            name, 1, _("the file is larger than %(most)s MB") % {"most": MOST_BYTES // 1_000_000}
        )
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise YamlInvalid(name, line, _("the file is not in UTF-8: save it with this encoding")) from error


def _require_plain(text: str) -> None:
    """Refuse what can make a small text large or deep, and what names a kind of value: nobody writes it by hand."""
    depth = 0
    for event in yaml.parse(text, Loader=_SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(problem=_("“&” and “*” cannot be used"), problem_mark=event.start_mark)
        if getattr(event, "tag", None):
            raise _Refused(problem=_("“!” cannot be used"), problem_mark=event.start_mark)
        if depth > _DEEPEST:
            raise _Refused(problem=_("nested too deeply"), problem_mark=event.start_mark)


def _told(error: yaml.MarkedYAMLError) -> str:
    if isinstance(error, _Refused):
        return error.problem
    return _("this is not YAML: %(problem)s") % {"problem": error.problem}


def _code(character: str) -> dict[str, str]:
    return {"code": f"U+{ord(character):04X}"}


def plain(value):
    """Return the value as dicts, lists and scalars, texts without the spaces around them."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.strip() if isinstance(value, str) else value


def with_id(items: object, key: str, *, last: bool = False) -> Mapping | None:
    """Return the first (or last) mapping of a list whose id is `key`."""
    found = [
        item
        for item in (items if isinstance(items, list) else ())
        if isinstance(item, Mapping) and str(item.get("id")) == key
    ]
    return (found[-1] if last else found[0]) if found else None
