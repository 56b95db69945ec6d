import json
from collections.abc import Iterator

from django.core.management.base import BaseCommand

from cms.translation.reporting import LANGUAGES, curriculum_report

# What a cell of the table says: everything is there and reviewed, there but a draft, only a part of it, nothing.
REVIEWED, DRAFT, PART, NOTHING = "ok", "draft", "part", "-"


class Command(BaseCommand):
    help = "Tell how far the curriculum is in every language, read from the database."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object for programs")

    def handle(self, *args, **options):
        report = curriculum_report()
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            self.stdout.writelines(f"{line}\n" for line in lines(report))


def lines(report: dict) -> Iterator[str]:
    """Yield the report as a table for people: one line a module, scenario and sheet, one column a language."""
    yield f"{'':<10}{'lessons':>8}{'checks':>8}" + "".join(f"{code:>14}" for code in LANGUAGES)
    for module in report["modules"]:
        yield f"{module['id']:<10}{module['lessons']:>8}{module['checks']:>8}" + _cells(module)
    yield f"{'':<10}{'scenes':>8}{'problems':>8}"
    for scenario in report["scenarios"]:
        yield f"{scenario['id']:<10}{scenario['scenes']:>8}{scenario['problems']:>8}" + _cells(scenario)
    for sheet in report["sheets"]:
        yield f"{sheet['id']:<10}{'':>16}" + _cells(sheet)
    yield from _glossary(report["glossary"])
    for route in report["routes"]:
        yield f"{route['id']:<10} {', '.join(route['modules'])} ({', '.join(route['languages'])})"
    for country, tokens in report["open_tokens"].items():
        yield f"{country}: open: {', '.join(tokens)}"
    yield f"{REVIEWED}: complete and reviewed; {DRAFT}: complete, not yet reviewed; {PART}: not complete"


def _cells(row: dict) -> str:
    return "".join(f"{_cell(row['languages'][code]):>14}" for code in LANGUAGES)


def _cell(language: dict) -> str:
    if not language["words"]:
        return NOTHING
    state = (REVIEWED if language["state"] == "reviewed" else DRAFT) if language["complete"] else PART
    return f"{language['words']} {state}"


def _glossary(glossary: dict) -> Iterator[str]:
    for name in ("terms", "definitions", "reviewed"):
        counts = "".join(f"{glossary['languages'][code][name]:>14}" for code in LANGUAGES)
        yield f"{name:<18}{glossary['terms']:>8}" + counts
