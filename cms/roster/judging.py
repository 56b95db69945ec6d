"""What would be done with each row: created, renewed, taken as a guest, left. Pure: accounts and answers are given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cms.roster.accounts import Account, Known, agree, words
from cms.roster.checking.findings import ERROR, QUESTION, Finding
from cms.roster.checking.rows import Person
from cms.roster.fields import LATIN, NAME, NUMBER, SUPERIOR
from courses.cohorts.letters import in_one_script, scripts_in, skeleton

NEW, RENEW, THERE, GUEST, ASK, LEFT = "new", "renew", "there", "guest", "ask", "left"
SAME = "same:"
SKIP = "skip"


class Plan(NamedTuple):
    """What would be done with a row; `account` is the pk of the account that stands for it. A list in JSON."""

    row: int
    verdict: str
    account: int | None = None


@dataclass(frozen=True)
class Entry:
    """A row as the others are compared with it: its number and name, nothing else."""

    row: int
    number: str
    spellings: tuple[frozenset[str], ...]
    born_on: object = None


class Index:
    """All rows of a list by number, by the look of the number and by name."""

    def __init__(self, entries: Iterable[Entry]):
        self.numbers: dict[str, list[Entry]] = {}
        self.looks: dict[str, list[Entry]] = {}
        self.names: dict[frozenset[str], list[Entry]] = {}
        for entry in entries:
            if entry.number:
                self.numbers.setdefault(entry.number.lower(), []).append(entry)
                self.looks.setdefault(skeleton(entry.number), []).append(entry)
            if len(entry.spellings[0]) > 1:
                self.names.setdefault(entry.spellings[0], []).append(entry)

    def holds(self, number: str) -> bool:
        return number.lower() in self.numbers


def spellings_of(name: str, latin: str = "") -> tuple[frozenset[str], ...]:
    """Return the words of a name by which it is compared; look-alike letters count for what they look like."""
    own = name if len(scripts_in(name)) < 2 else in_one_script(name) or name
    return (words(own), words(latin)) if latin else (words(own),)


def judge(
    person: Person, findings: list[Finding], index: Index, known: Known, answers: Mapping[str, str]
) -> tuple[Plan, list[Finding]]:
    """Return what would be done with a row and everything that was found in it."""
    said = [*findings, *_within(person, index, known), *_superior(person, index, known)]
    account, verdict = None, NEW
    if person.number:
        account, verdict, more = _matched(person, index, known, answers)
        said += more
    if account and LATIN in {finding.field for finding in said}:
        said = _without_proposal(person, account, said)
    if SKIP in answers.values() or any(finding.level == ERROR for finding in said):
        return Plan(person.row, LEFT), said
    if any(finding.level == QUESTION and not _is_answered(finding, answers) for finding in said):
        return Plan(person.row, ASK), said
    return Plan(person.row, verdict, account.pk if account else None), said


def _is_answered(finding: Finding, answers: Mapping[str, str]) -> bool:
    given = answers.get(finding.kind.group, "")
    return given in finding.kind.options or given.startswith(SAME) and given[len(SAME) :] in _offered(finding)


def _offered(finding: Finding) -> list[str]:
    return [str(pk) for pk, _name in (finding.data or {}).get("accounts", ())]


def _without_proposal(person: Person, account: Account, said: list[Finding]) -> list[Finding]:
    """Who has a Latin name keeps it: nothing has to be proposed, unless the name is another now."""
    if not person.latin_is_proposed or not _keeps_latin(person, account):
        return said
    return [finding for finding in said if finding.code not in ("latin_proposed", "latin_rough")]


def _keeps_latin(person: Person, account: Account) -> bool:
    return bool(account.latin) and agree(spellings_of(person.name), account.spellings)


def _within(person: Person, index: Index, known: Known) -> Iterable[Finding]:
    """Find what a row has in common with other rows of its list."""
    own = spellings_of(person.name)
    same = [entry for entry in index.numbers.get(person.number.lower(), ()) if entry.row != person.row]
    # One person twice: the first row counts. Two people with one number: nobody knows whose it is.
    clashing = [one for one in same if one.row < person.row or not agree(own, one.spellings)]
    if person.number and clashing:
        yield Finding(person.row, NUMBER, "number_twice", person.number, {"other": clashing[0].row})
    alike = [
        entry
        for entry in index.looks.get(skeleton(person.number), ())
        if entry.row < person.row and entry.number.lower() != person.number.lower()
    ]
    if person.number and alike:
        yield Finding(person.row, NUMBER, "number_alike", person.number, {"other": alike[0].number})
    # Who has an account under the number was told apart before.
    if not same and not alike and known.numbered(person.number) is None:
        yield from _namesakes(person, own[0], index)


def _namesakes(person: Person, name: frozenset[str], index: Index) -> Iterable[Finding]:
    for entry in index.names.get(name, ()):
        differs = person.born_on and entry.born_on and person.born_on != entry.born_on
        if entry.row < person.row and not differs:
            yield Finding(person.row, NAME, "namesake", person.name, {"other": entry.row})
            return


def _superior(person: Person, index: Index, known: Known) -> Iterable[Finding]:
    number = person.superior
    if not number or skeleton(number) == skeleton(person.number) or index.holds(number):
        return
    account = known.numbered(number)
    if account is None or account.academy != known.academy:
        yield Finding(person.row, SUPERIOR, "superior_unknown", number)


def _matched(
    person: Person, index: Index, known: Known, answers: Mapping[str, str]
) -> tuple[Account | None, str, list[Finding]]:
    """Return the account of a row, what would be done, and what has to be said about it."""
    said = []
    account = known.numbered(person.number)
    if account and account.merged_into:
        kept = known.merged.get(account.merged_into)
        if kept and kept.academy == known.academy:
            said.append(Finding(person.row, NUMBER, "merged", person.number, {"account": str(kept)}))
        account = kept or account
    if account is None:
        return _unnumbered(person, index, known, answers)
    judged = _of_own if account.academy == known.academy else _of_another
    account, verdict, more = judged(person, account, known)
    return account, verdict, said + more


def _of_another(person: Person, account: Account, known: Known) -> tuple[Account | None, str, list[Finding]]:
    """A guest has to be named rightly: nothing about people of other academies is told to who only has a number."""
    is_named = agree(spellings_of(person.name, _given_latin(person)), account.spellings)
    differs = person.born_on and account.born_on and person.born_on != account.born_on
    if not is_named or differs or account.is_superuser or not account.is_active or account.merged_into:
        return None, LEFT, [Finding(person.row, NUMBER, "elsewhere", person.number)]
    verdict = THERE if account.pk in known.enrolled else GUEST
    return account, verdict, [Finding(person.row, NUMBER, "guest", person.number)]


def _of_own(person: Person, account: Account, known: Known) -> tuple[Account | None, str, list[Finding]]:
    if account.is_superuser:
        return None, LEFT, [Finding(person.row, NUMBER, "guarded", person.number)]
    if not account.is_active or account.merged_into:
        return None, LEFT, [Finding(person.row, NUMBER, "switched_off", person.number)]
    said = []
    if person.name and not agree(spellings_of(person.name, _given_latin(person)), account.spellings):
        said.append(Finding(person.row, NUMBER, "renamed", person.number, {"account": str(account)}))
    return account, _renewal(person, account, known), said + _changed_name(person, account)


def _changed_name(person: Person, account: Account) -> list[Finding]:
    changed = changes(person, account)
    if "name_native" not in changed and "name_latin" not in changed:
        return []
    was = account.name if "name_native" in changed else account.latin
    field = NAME if "name_native" in changed else LATIN
    now = changed.get("name_native") or changed["name_latin"]
    return [Finding(person.row, field, "name_changes", now, {"account": was})]


def _renewal(person: Person, account: Account, known: Known) -> str:
    if account.pk in known.enrolled and not changes(person, account):
        return THERE
    return RENEW


def _unnumbered(
    person: Person, index: Index, known: Known, answers: Mapping[str, str]
) -> tuple[Account | None, str, list[Finding]]:
    """Nobody has the number: it is a new person, or one whose number was another before."""
    alike = known.looks.get(skeleton(person.number))
    if alike:
        return (
            None,
            LEFT,
            [Finding(person.row, NUMBER, "number_alike", person.number, {"other": alike.number})],
        )
    people = [
        account
        for account in known.named(spellings_of(person.name, _given_latin(person)))
        # Somebody with an own row in the list is asked about there, as a namesake within it.
        if not index.holds(account.number)
        and not (person.born_on and account.born_on and person.born_on != account.born_on)
    ]
    if not people:
        return None, NEW, []
    data = {
        "people": ", ".join(map(str, people)),
        "accounts": [[account.pk, str(account)] for account in people],
    }
    said = [Finding(person.row, NAME, "known_person", person.name, data)]
    chosen = next((one for one in people if answers.get("person") == f"{SAME}{one.pk}"), None)
    if chosen is None:
        return None, NEW, said
    return chosen, _renewal(person, chosen, known), said + _changed_name(person, chosen)


def _given_latin(person: Person) -> str:
    return "" if person.latin_is_proposed else person.latin


def changes(person: Person, account: Account) -> dict[str, object]:
    """Return {field of the account: value} for what the list says and the account does not; blanks say nothing."""
    said = {
        "sex": (person.sex, account.sex),
        "born_on": (person.born_on, account.born_on),
        "language": (person.language, account.language),
        "country": (person.country, account.country),
        "agency": (person.unit, account.unit),
        "rank": (person.rank, account.rank),
        "email": (person.email, account.email),
        "superior": (person.superior.lower(), (account.superior or "").lower()),
        "name_native": _spelled(person.name, account.name),
        "name_latin": _spelled(person.latin, account.latin),
    }
    if person.latin_is_proposed and _keeps_latin(person, account):
        del said["name_latin"]
    return {field: new for field, (new, old) in said.items() if new and new != old}


def _spelled(new: str, old: str) -> tuple[str, str]:
    # A list in capitals says nothing new about a name.
    return ("", old) if new.casefold() == old.casefold() else (new, old)


def twice(plans: Iterable[Plan]) -> list[Finding]:
    """Find rows that would stand for one account; the first of them keeps it."""
    first: dict[int, int] = {}
    found = []
    for plan in plans:
        if plan.account is None:
            continue
        if plan.account in first:
            found.append(Finding(plan.row, NUMBER, "person_twice", "", {"other": first[plan.account]}))
        first.setdefault(plan.account, plan.row)
    return found
