"""What can be found in a row: what it is called, how grave it is, what was found and what to do."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ERROR, QUESTION, NOTE = "error", "question", "note"


class Finding(NamedTuple):
    """One thing about one cell; kept as a list in JSON. `data` fills the placeholders of its text."""

    row: int
    field: str
    code: str
    found: str = ""
    data: dict | None = None

    @property
    def kind(self) -> "Kind":
        return KINDS[self.code]

    @property
    def level(self) -> str:
        return self.kind.level

    def without_names(self) -> "Finding":
        """Return what may be kept when the list has ended: which rule in which cell, nothing of a person."""
        return Finding(self.row, self.field, self.code)


class Kind(NamedTuple):
    """A rule: an error leaves the row out, a question waits for an answer, a note says what was done.

    `group` is what an answer is kept under, `options` are the answers; "skip" leaves the row out.
    """

    level: str
    what: Promise
    advice: Promise
    group: str = ""
    options: tuple[str, ...] = ()


KINDS = {
    "missing": Kind(ERROR, _("nothing is written here"), _("Fill the cell in.")),
    "formula": Kind(
        ERROR,
        _("a formula without a result"),
        _("Open the file in a spreadsheet and save it, or write the value instead of the formula."),
    ),
    "cell_error": Kind(ERROR, _("an error of the spreadsheet"), _("Write the value instead of the formula.")),
    "too_long": Kind(ERROR, _("the text is longer than %(most)s signs"), _("Shorten it.")),
    "number_signs": Kind(
        ERROR,
        _("a service number has letters, digits and . - _ + @ and nothing else"),
        _("Take out the other signs and blanks; write one number in a cell."),
    ),
    "number_shortened": Kind(
        ERROR,
        _("the spreadsheet has shortened the number, its last digits are lost"),
        _("Make the column a text column and write the number again."),
    ),
    "number_twice": Kind(
        ERROR,
        _("row %(other)s has the same service number"),
        _("Correct one of the numbers, or take one of the rows out."),
    ),
    "number_alike": Kind(
        ERROR,
        _("it looks like %(other)s and has letters of another alphabet"),
        _("Write the number with the letters of one alphabet, the same for everybody."),
    ),
    "name_digits": Kind(ERROR, _("there are digits in the name: %(signs)s"), _("Write the name in letters.")),
    "name_signs": Kind(
        ERROR, _("there are signs in the name that no name has: %(signs)s"), _("Take them out of the name.")
    ),
    "name_mixed": Kind(
        ERROR,
        _("the name is written in two alphabets"),
        _("Write it in one alphabet; the spelling of the passport has a column of its own."),
    ),
    "name_one_word": Kind(NOTE, _("the name has one word only"), _("Add the surname if there is one.")),
    "letters": Kind(
        QUESTION,
        _("letters of another alphabet that look alike: %(marked)s"),
        _("Mended it would be %(mended)s."),
        "letters",
        ("mend", "skip"),
    ),
    "latin_letters": Kind(
        QUESTION,
        _("Cyrillic letters in the Latin name that look alike: %(marked)s"),
        _("Mended it would be %(mended)s."),
        "latin_letters",
        ("mend", "skip"),
    ),
    "latin_other": Kind(
        ERROR,
        _("the Latin name has letters that are not Latin"),
        _("Write it as in the passport, or leave the cell empty: a spelling is then proposed."),
    ),
    "latin_proposed": Kind(
        NOTE, _("proposed from the native name"), _("The holder confirms it at the first sign-in.")
    ),
    "latin_rough": Kind(
        NOTE,
        _("only roughly proposed: Dari does not write its vowels"),
        _("Compare it with the passport; the holder corrects and confirms it at the first sign-in."),
    ),
    "invisible": Kind(NOTE, _("signs that cannot be seen"), _("They were taken out.")),
    "unknown_sex": Kind(
        ERROR, _("no sex we can read"), _("Write female or male, ж or м, or leave it empty.")
    ),
    "unknown_language": Kind(
        ERROR, _("no language of this site"), _("Write one of: en, ru, kk, ky, tg, tk, uz, fa-af.")
    ),
    "unknown_country": Kind(ERROR, _("no country of this site"), _("Write one of: KZ, KG, TJ, TM, UZ.")),
    "email": Kind(ERROR, _("no e-mail address"), _("Correct it, or leave the cell empty: none is needed.")),
    "date_unclear": Kind(ERROR, _("no date we can read"), _("Write it as 31.12.1990.")),
    "date_ambiguous": Kind(
        ERROR, _("it is not clear which number is the month"), _("Write it with dots, day first: 31.12.1990.")
    ),
    "date_impossible": Kind(ERROR, _("there is no such day"), _("Correct the date.")),
    "date_solar": Kind(
        ERROR, _("a year of the solar calendar"), _("Write the Gregorian date, as in the passport.")
    ),
    "date_future": Kind(ERROR, _("the date is in the future"), _("Correct the date.")),
    "date_age": Kind(ERROR, _("nobody of this age serves"), _("Correct the date.")),
    "superior_self": Kind(
        ERROR,
        _("the person would be the own superior"),
        _("Write the superior’s service number, or nothing."),
    ),
    "superior_unknown": Kind(
        ERROR,
        _("nobody of the list or of the academy has this number"),
        _("Correct it, add the superior to the list, or leave the cell empty."),
    ),
    "elsewhere": Kind(
        ERROR,
        _("the service number belongs to another academy"),
        _("Check the number; if it is right, ask the other academy to transfer the person."),
    ),
    "switched_off": Kind(
        ERROR,
        _("the account of this number is switched off"),
        _("Switch it on in People first, or leave the row out."),
    ),
    "guarded": Kind(
        ERROR, _("an account that keeps the site cannot be changed by a list"), _("Take the row out.")
    ),
    "person_twice": Kind(
        ERROR, _("row %(other)s stands for the same account"), _("Leave one of the two rows out.")
    ),
    "renamed": Kind(
        QUESTION,
        _("the number belongs to %(account)s"),
        _("Is it the same person with a new name? Otherwise correct the number."),
        "renamed",
        ("same", "skip"),
    ),
    "name_changes": Kind(
        NOTE, _("the name was %(account)s"), _("It is written anew, and the holder confirms it again.")
    ),
    "known_person": Kind(
        QUESTION,
        _("somebody with this name is known already: %(people)s"),
        _("Is it the same person?"),
        "person",
        ("same", "new", "skip"),
    ),
    "namesake": Kind(
        QUESTION,
        _("row %(other)s has the same name"),
        _("Is it the same person, or another with the same name?"),
        "namesake",
        ("new", "skip"),
    ),
    "guest": Kind(
        NOTE,
        _("a person of another academy"),
        _("The person joins this cohort as a guest; nothing else is changed."),
    ),
    "merged": Kind(
        NOTE, _("the account of this number was made one with %(account)s"), _("That account is used.")
    ),
    "superior_left": Kind(
        NOTE, _("the superior’s row is not taken"), _("Import the list again when that row is in order.")
    ),
}
