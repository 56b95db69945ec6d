"""Every text of a page with the place it stands in. Nothing here knows what a kind of screen means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wagtail.fields import StreamField
from wagtail_localize.fields import TranslatableField

# Codes, choices and dates inside a screen: structure, no words.
NO_WORDS = {"kind", "drawing", "slot", "sources", "cites", "on", "checked_on", "right", "image", "scenario"}


@dataclass(frozen=True)
class Text:
    """`place` is the way to the text as Wagtail's editor names it ("body.<id>.facts.<id>.text"), `label` for people."""

    place: str
    label: str
    key: str
    text: str


@dataclass(frozen=True)
class Screen:
    """One block of a stream: `number` from 1, `type` and raw `value` as they are stored."""

    place: str
    label: str
    type: str
    value: Mapping
    id: str


@dataclass(frozen=True)
class Sheet:
    """What is written on one page: `texts` in order, `screens` of all its streams."""

    texts: tuple[Text, ...] = ()
    screens: tuple[Screen, ...] = ()
    by_place: Mapping[str, str] = field(default_factory=dict)


def read_page(page) -> Sheet:
    """Return the texts and screens of a page, as its fields have them now. No query."""
    texts: list[Text] = []
    screens: list[Screen] = []
    for each in page.translatable_fields:
        if isinstance(each, TranslatableField):
            _read_field(page, each.field_name, texts, screens)
    return Sheet(tuple(texts), tuple(screens), {text.place: text.text for text in texts})


def _read_field(page, name: str, texts: list[Text], screens: list[Screen]) -> None:
    model_field = page._meta.get_field(name)
    if not isinstance(model_field, StreamField):
        value = getattr(page, name)
        texts.append(Text(name, str(model_field.verbose_name), name, value or ""))
        return
    kinds = model_field.stream_block.child_blocks
    for number, block in enumerate(getattr(page, name).raw_data, start=1):
        kind = kinds.get(block["type"])
        label = f"{number} · {kind.label if kind else block['type']}"
        place = f"{name}.{block.get('id')}"
        value = block["value"] if isinstance(block["value"], Mapping) else {}
        screens.append(Screen(place, label, block["type"], value, block.get("id") or ""))
        texts += _texts(block["value"], place, label, block["type"])


def _texts(value, place: str, label: str, key: str) -> Iterator[Text]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in NO_WORDS:
                yield from _texts(inner, f"{place}.{name}", label, name)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            if isinstance(item, Mapping) and "id" in item:
                yield from _texts(item["value"], f"{place}.{item['id']}", label, key)
    elif isinstance(value, str):
        yield Text(place, label, key, value)
