"""Writing one text of the curriculum into the CMS, unless an editor has changed there what was written before."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from courses.content.curriculum.pairing import ensure_paired
from courses.content.models import LoadedText

# Wagtail's editor gives paragraphs keys of its own each time a page is saved.
EDITORS_MARKS = re.compile(r' data-block-key="[^"]*"')


@dataclass(frozen=True)
class PageText:
    """One page in one language as the data has it: `fields` are field values, StreamFields as raw lists.

    `name` says which object it is ("lesson/m4-1"), `siblings` are the keys of all pages under its parent in
    order, itself among them, `places` is {block id: what the data calls it}; `state` says how far the words have
    been checked (TextState), "" where the data does not say.
    """

    name: str
    key: UUID
    language: str
    model: type[Page]
    fields: Mapping[str, object]
    parent: UUID | None
    siblings: tuple[UUID, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    state: str = ""


@dataclass
class Tally:
    """What a load did: how many texts were new, renewed, as before, left as an editor had changed them.

    `orphaned` are those whose parent page is not there. `written` are the pages that are new or renewed.
    """

    new: int = 0
    renewed: int = 0
    same: int = 0
    edited: int = 0
    orphaned: int = 0
    written: list[Page] = field(default_factory=list)


def canonical(model: type[Page], name: str, value):
    """Return a field's value as the database would give it back."""
    model_field = model._meta.get_field(name)
    if not isinstance(model_field, StreamField):
        return value
    stream = model_field.stream_block.to_python(value)
    for child in stream:
        child.value  # noqa: B018 - a child that was never looked at is stored as it came
    return json.loads(json.dumps(stream.get_prep_value(), cls=DjangoJSONEncoder))


def stored(page: Page, names: Iterable[str]) -> dict:
    """Return what stands in the page's fields now, StreamFields as raw lists."""
    found = {}
    for name in names:
        value = getattr(page, name)
        found[name] = list(value.raw_data) if hasattr(value, "raw_data") else value
    return found


# Fields that came later: as long as they say nothing, what was loaded before them has the same fingerprint.
LATER = {"session": [], "edition": 1}


def digest(values: Mapping) -> str:
    """Return a fingerprint of field values that does not see the marks Wagtail's editor leaves."""
    values = {name: value for name, value in values.items() if name not in LATER or value != LATER[name]}
    told = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(EDITORS_MARKS.sub("", told.replace('\\"', '"')).encode()).hexdigest()


def _digests(now: Mapping) -> set[str]:
    """Return the fingerprints of what stands in the database, now and before its edition was raised.

    A major change in one language raises the edition in all (editions.py): nobody has written in the others.
    """
    return {digest(now), *(digest({**now, "edition": number}) for number in range(1, now.get("edition", 1)))}


def for_saving(fields: Mapping) -> dict:
    """Return field values as a page takes them: a StreamField reads raw data from JSON."""
    return {name: json.dumps(value) if isinstance(value, list) else value for name, value in fields.items()}


class PageWriter:
    """Writes page texts in order, parents first. `report` prints one line; `changed` are the
    (name, language) of those written to."""

    def __init__(self, *, texts: list[PageText], report: Callable[[str], None], tally: Tally):
        self.texts = texts
        self.report = report
        self.tally = tally
        self.at = timezone.now()
        self.changed: set[tuple[str, str]] = set()
        self.new_records: list[LoadedText] = []
        self.pages: dict[tuple[UUID, str], Page] = self._existing()
        self.records = {
            (record.name, record.language): record
            for record in LoadedText.objects.filter(name__in={text.name for text in texts})
        }
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}

    def _existing(self):
        keys: dict[type[Page], set[UUID]] = {}
        for text in self.texts:
            keys.setdefault(text.model, set()).add(text.key)
        parents = {text.parent for text in self.texts if text.parent} - set().union(*keys.values())
        if parents:
            keys[Page] = parents
        return {
            (page.translation_key, page.locale.language_code): page
            for model, wanted in keys.items()
            for page in model.objects.filter(translation_key__in=wanted).select_related("locale")
        }

    def write(self):
        for text in self.texts:
            self._write(text)
        LoadedText.objects.bulk_create(self.new_records, batch_size=200)

    def _write(self, text: PageText):
        page = self.pages.get((text.key, text.language))
        record = self.records.get((text.name, text.language))
        fields = {name: canonical(text.model, name, value) for name, value in text.fields.items()}
        loaded = digest(fields)
        if page is None:
            self._write_missing(text, fields, loaded, record)
            return
        now = stored(page, fields)
        settled = page.live and not page.has_unpublished_changes
        if settled and record is not None and record.stored in _digests(now):
            self._renew(text, page, fields, loaded, record)
        elif settled and loaded in _digests(now):
            # An editor wrote in the CMS what the data says now: they agree again.
            self._record(text, page, loaded)
            self.tally.same += 1
        else:
            self._tell_edited(text, page, fields, now)

    def _renew(self, text, page, fields, loaded, record):
        if record.loaded == loaded:
            self.tally.same += 1
            return
        if text.language == settings.LANGUAGE_CODE:
            ensure_paired(page)
        # A page that was put in before it has moved it since it was read.
        page = text.model.objects.get(pk=page.pk)
        for name, value in for_saving(fields).items():
            setattr(page, name, value if name != "edition" else max(value, page.edition))
        page.save_revision().publish()
        self.pages[text.key, text.language] = page
        self._record(text, page, loaded)
        self.tally.renewed += 1

    def _write_missing(self, text, fields, loaded, record):
        if record is not None:
            self.tally.edited += 1
            self.report(_("%(text)s: deleted in the CMS, not loaded again") % {"text": told(text)})
            return
        if text.parent is not None and (text.parent, text.language) not in self.pages:
            self.tally.orphaned += 1
            self.report(_("%(text)s: its parent is not in the CMS, not loaded") % {"text": told(text)})
            return
        # Live at once: a page nobody has edited needs no revision, and a first load writes fourteen hundred.
        page = text.model(
            translation_key=text.key,
            locale=self.locales[text.language],
            first_published_at=self.at,
            last_published_at=self.at,
            **for_saving(fields),
        )
        self._insert(text, page)
        self.pages[text.key, text.language] = page
        self.new_records.append(
            LoadedText(name=text.name, language=text.language, loaded=loaded, stored=loaded)
        )
        self.changed.add((text.name, text.language))
        self.tally.new += 1

    def _insert(self, text, page):
        """Put the page before the brothers that the data has after it; else last."""
        here = text.siblings.index(text.key) if text.key in text.siblings else len(text.siblings)
        for key in text.siblings[here + 1 :]:
            if brother := self.pages.get((key, text.language)):
                fresh(brother).add_sibling(pos="left", instance=page)
                return
        if text.parent is None:
            Page.get_first_root_node().add_child(instance=page)
        else:
            fresh(self.pages[text.parent, text.language]).add_child(instance=page)

    def _record(self, text, page, loaded):
        page = text.model.objects.get(pk=page.pk)
        LoadedText.objects.update_or_create(
            name=text.name,
            language=text.language,
            defaults={"loaded": loaded, "stored": digest(stored(page, text.fields))},
        )
        self.changed.add((text.name, text.language))

    def _tell_edited(self, text, page, fields, now):
        self.tally.edited += 1
        different = differing(fields, now, text.places)
        if not page.live:
            different.append(_("not live"))
        elif page.has_unpublished_changes:
            different.append(_("a draft"))
        self.report(
            _("%(text)s: changed in the CMS, left as it is; differs in: %(places)s")
            % {"text": told(text), "places": ", ".join(different)}
        )


def fresh(page: Page) -> Page:
    """Return the page read again: adding pages moves others, and treebeard counts on what it was told."""
    return Page.objects.get(pk=page.pk)


def told(text) -> str:
    return f"{text.name} ({text.language})"


def differing(fields: Mapping, now: Mapping, places: Mapping[str, str]) -> list[str]:
    """Return where two sets of field values differ: names of fields, and of screens inside a StreamField."""
    found = []
    for name, value in fields.items():
        if digest({name: value}) == digest({name: now[name]}):
            continue
        if isinstance(value, list):
            found += _differing_screens(value, now[name], places) or [name]
        else:
            found.append(name)
    return found


def _differing_screens(ours: list, theirs: list, places: Mapping[str, str]) -> list[str]:
    mine, others = ({block["id"]: digest(block) for block in each} for each in (ours, theirs))
    keys = list(dict.fromkeys([*mine, *others]))
    return [places.get(key, key) for key in keys if mine.get(key) != others.get(key)]
