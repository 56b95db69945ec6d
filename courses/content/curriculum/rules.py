"""Rules of qualification in rules.yaml, where scenarios are called by their names -> rows, and back."""

from collections.abc import Callable, Collection, Iterator, Mapping

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.content.curriculum.facts import RowText
from courses.content.curriculum.keys import key_of
from courses.content.requirements import COMPULSORY, SCENARIOS, TRAINER, Fault, faults_in

_FAULTS: Mapping[str, Promise] = {
    "no_requirement": gettext_lazy("a rule needs a list of requirements, at least one"),
    "unknown_kind": gettext_lazy("there is no requirement of this kind"),
    "kind_twice": gettext_lazy("a rule asks for each kind once"),
    "unknown_number": gettext_lazy("this requirement has no such number"),
    "out_of_range": gettext_lazy("a number from %(least)s to %(most)s is needed"),
    "no_scenarios": gettext_lazy("“compulsory” or a list of scenarios is needed"),
}


def rule_texts(rules: Mapping) -> Iterator[RowText]:
    """Yield a RowText for every rule of rules.yaml."""
    for position, (code, rule) in enumerate((rules.get("rules") or {}).items(), start=1):
        yield RowText(
            name=f"qualificationrule/{code}",
            identity={"code": code},
            fields={"position": position, "content": content_of(rule)},
            words={language: {"title": title} for language, title in rule["title"].items()},
        )


def content_of(rule: Mapping) -> dict:
    """Return the content of a row: what the data says, with the keys of scenarios in place of their names."""
    return {
        "requirements": _with_scenarios(rule.get("requirements"), lambda name: str(key_of("scenario", name))),
        "suggested_for": list(rule.get("suggested_for") or []),
    } | _certifies(rule)


def data_of(content: Mapping, names: Mapping[str, str]) -> dict:
    """Return what rules.yaml says of a row's content; `names` is {key of a scenario: its name in the data}."""
    return {
        "suggested_for": list(content.get("suggested_for") or []),
        "requirements": _with_scenarios(content["requirements"], lambda key: names.get(key, key)),
    } | _certifies(content)


def _certifies(rule: Mapping) -> dict:
    return {"certifies": rule["certifies"]} if "certifies" in rule else {}


def _with_scenarios(requirements, called: Callable[[str], str]):
    """Return the requirements with every scenario called otherwise; what is not well formed stays as it is."""
    if not isinstance(requirements, list):
        return requirements
    return [
        {**one, "keys": [_called(each, called) for each in one["keys"]]}
        if isinstance(one, Mapping) and isinstance(one.get("keys"), list)
        else one
        for one in requirements
    ]


def _called(one, called):
    if isinstance(one, list):
        return [called(each) for each in one if isinstance(each, str)]
    return called(one) if isinstance(one, str) and one else one


def rules_faults(rules: Mapping, routes: Collection[str], scenarios: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with rules.yaml; `routes` and `scenarios` are the names of those there are."""
    for code, rule in (rules.get("rules") or {}).items():
        where = f"rules.yaml: rules.{code}"
        if settings.LANGUAGE_CODE not in (rule.get("title") or {}):
            yield f"{where}.title: " + _("has no words")
        for route in rule.get("suggested_for") or []:
            if route not in routes:
                yield f"{where}.suggested_for.{route}: " + _("there is no such route")
        for name in _scenario_names(rule):
            if name not in scenarios:
                yield f"{where}.requirements.{SCENARIOS}.keys.{name}: " + _("there is no such scenario")
        for place, told in _content_faults(rule):
            yield f"{where}.{place}: {told}"


def _content_faults(rule: Mapping) -> Iterator[tuple[str, str]]:
    if rule.get("certifies", TRAINER) != TRAINER:
        yield "certifies", _("“%(only)s” is the only thing a rule certifies by name") % {"only": TRAINER}
    for fault in faults_in(content_of(rule)):
        yield f"requirements{fault.where and '.'}{fault.where}", _told(fault)


def _scenario_names(rule: Mapping) -> Iterator[str]:
    listed = rule.get("requirements")
    for one in listed if isinstance(listed, list) else []:
        keys = one.get("keys") if isinstance(one, Mapping) else None
        for each in keys if isinstance(keys, list) and keys != COMPULSORY else []:
            yield from (
                name for name in (each if isinstance(each, list) else [each]) if isinstance(name, str)
            )


def _told(fault: Fault) -> str:
    return str(_FAULTS[fault.code]) % {"least": fault.least, "most": fault.most}
