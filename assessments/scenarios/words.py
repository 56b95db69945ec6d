"""The words of a version in a language, or in the first language after it that has them all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings

from assessments.scenarios.models import Choice, ScenarioVersion, Scene

_VERSION_WORDS = ScenarioVersion._parler_meta.root_model
_SCENE_WORDS = Scene._parler_meta.root_model
_CHOICE_WORDS = Choice._parler_meta.root_model

# The fields of the words of a version, a scene and a choice: in the models and in the library.
VERSION_FIELDS = ("title", "summary", "place", "notice")
SCENE_FIELDS = ("heading", "situation", "speaker", "notes", "principle", "legal", "booth", "notice", "alt")
CHOICE_FIELDS = ("text", "consequence", "principle", "legal")
_FIELDS = {
    name: model._meta.get_field(name)
    for model, names in (
        (_VERSION_WORDS, VERSION_FIELDS),
        (_CHOICE_WORDS, CHOICE_FIELDS),
        (_SCENE_WORDS, SCENE_FIELDS),
    )
    for name in names
}
# The name of each text in the reader's language, and its most characters where there is such a limit.
LABELS = {name: one.verbose_name for name, one in _FIELDS.items()}
LONGEST = {name: one.max_length for name, one in _FIELDS.items() if one.max_length}


class WordsMissing(LookupError):
    """No language has all the words that were asked for."""


@dataclass(frozen=True)
class VersionWords:
    title: str
    summary: str
    place: str
    notice: str
    language: str
    # "draft" until a native speaker has reviewed the words.
    state: str = ScenarioVersion.WordsState.REVIEWED.value


@dataclass(frozen=True)
class ChoiceWords:
    text: str
    consequence: str
    principle: str
    legal: str


@dataclass(frozen=True)
class SceneWords:
    """What one scene says in one language, with its choices by id."""

    heading: str
    situation: str
    speaker: str
    notes: str
    principle: str
    legal: str
    booth: str
    notice: str = ""
    alt: str = ""
    # The scene's picture, a row of the library of pictures, or None.
    image: object = None
    choices: Mapping[str, ChoiceWords] = field(default_factory=dict)


@dataclass(frozen=True)
class ScenesWords:
    """Some scenes by id, all in one language."""

    language: str
    scenes: Mapping[str, SceneWords]


def languages_for(language: str) -> tuple[str, ...]:
    """Return the languages to look in, the wished one first (settings.PANAH_CONTENT_FALLBACKS)."""
    return (language, *settings.PANAH_CONTENT_FALLBACKS.get(language, ()))


def titles(version: ScenarioVersion) -> dict[str, str]:
    """Return {language: title} of a version, in all languages there are."""
    return dict(_VERSION_WORDS.objects.filter(master=version).values_list("language_code", "title"))


def states(version: ScenarioVersion) -> dict[str, str]:
    """Return {language: "draft" or "reviewed"} of a version, in all languages there are."""
    return dict(_VERSION_WORDS.objects.filter(master=version).values_list("language_code", "state"))


def words_of_version(version: ScenarioVersion, language: str) -> VersionWords:
    """Return title and so on of a version. One query. Raises WordsMissing."""
    languages = languages_for(language)
    rows = _VERSION_WORDS.objects.filter(master=version, language_code__in=languages)
    found = {row.language_code: row for row in rows}
    for code in languages:
        if code in found:
            row = found[code]
            return VersionWords(row.title, row.summary, row.place, row.notice, code, row.state)
    raise WordsMissing(f"{version}: {language}")


def words_of_scenes(version: ScenarioVersion, keys: Iterable[str], language: str) -> ScenesWords:
    """Return the words of some scenes and their choices, all in one language. Two queries.

    A language counts only if it has every one of them: half a scene in another language is worse than all
    of it. Raises WordsMissing.
    """
    keys, languages = set(keys), languages_for(language)
    scenes, choices = _rows(version, keys, languages)
    wanted = keys, {(scene, choice) for _code, scene, choice in choices}
    for code in languages:
        has = (
            {key for lang, key in scenes if lang == code},
            {(s, c) for lang, s, c in choices if lang == code},
        )
        if has == wanted:
            return ScenesWords(code, {key: _scene(code, key, scenes, choices) for key in keys})
    raise WordsMissing(f"{version}: {', '.join(sorted(keys))}: {language}")


def all_words(version: ScenarioVersion) -> dict:
    """Return every word of a version as in the library: {language: {title, …, scenes: {id: {…}}}}."""
    return words_of_versions([version.pk])[version.pk]


def words_of_versions(pks: Iterable[int]) -> dict[int, dict]:
    """Return {primary key of a version: its words, see all_words}. Three queries, however many versions."""
    found: dict[int, dict] = {pk: {} for pk in pks}
    for row in _VERSION_WORDS.objects.filter(master__in=found):
        found[row.master_id][row.language_code] = _texts(row, VERSION_FIELDS) | {"scenes": {}}
    for row in _SCENE_WORDS.objects.filter(master__version__in=found).select_related("master"):
        scenes = found[row.master.version_id][row.language_code]["scenes"]
        scenes[row.master.key] = _texts(row, SCENE_FIELDS)
    rows = _CHOICE_WORDS.objects.filter(master__scene__version__in=found).select_related("master__scene")
    for row in rows.order_by("pk"):
        scene = row.master.scene
        texts = found[scene.version_id][row.language_code]["scenes"][scene.key]
        texts.setdefault("choices", {})[row.master.key] = _texts(row, CHOICE_FIELDS)
    return found


def _texts(row, names: tuple[str, ...]) -> dict[str, str]:
    return {name: getattr(row, name) for name in names if getattr(row, name)}


def _rows(version, keys, languages):
    scene_rows = _SCENE_WORDS.objects.filter(
        master__version=version, master__key__in=keys, language_code__in=languages
    ).select_related("master__image")
    choice_rows = _CHOICE_WORDS.objects.filter(
        master__scene__version=version, master__scene__key__in=keys, language_code__in=languages
    ).select_related("master__scene")
    scenes = {(row.language_code, row.master.key): row for row in scene_rows}
    choices = {(row.language_code, row.master.scene.key, row.master.key): row for row in choice_rows}
    return scenes, choices


def _scene(code, key, scenes, choices) -> SceneWords:
    row = scenes[code, key]
    return SceneWords(
        heading=row.heading,
        situation=row.situation,
        speaker=row.speaker,
        notes=row.notes,
        principle=row.principle,
        legal=row.legal,
        booth=row.booth,
        notice=row.notice,
        alt=row.alt,
        image=row.master.image,
        choices={
            choice: ChoiceWords(words.text, words.consequence, words.principle, words.legal)
            for (lang, scene, choice), words in choices.items()
            if lang == code and scene == key
        },
    )
