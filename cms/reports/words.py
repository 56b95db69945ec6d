"""The fixed words of a report, in the active language."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def definitions(*, totals_only: bool) -> list[tuple[str, str]]:
    """Return what every word of the report means: (term, text)."""
    found = [
        (
            pgettext("a column of a report", "People"),
            _(
                "Every person counts once in a figure, with the academy, the track and the country of the cohort where "
                "it last happened in the period."
            ),
        ),
        (
            _("Enrolled"),
            _("People in a cohort whose first day lies in the period, without those who were taken out."),
        ),
        (
            _("Completed"),
            _("People who completed the last lesson of the courses of their cohort in the period."),
        ),
        (
            _("Certified"),
            _("People who got a certificate in the period; certificates that were revoked do not count."),
        ),
        (
            _("Refreshed"),
            _("People among the certified who had an earlier certificate of the same track."),
        ),
        (
            _("Learning gain"),
            _(
                "How many points of a hundred the test after the course lies above the test before it: the mean among "
                "people who took both, by the day of the test after."
            ),
        ),
        (
            _("Played scenarios"),
            _("People who came to the end of a scenario in the period, whether they passed or not."),
        ),
        (
            _("Critical error"),
            _(
                "People who made this error at least once in a scenario that ended in the period; the principle is "
                "the one it breaks."
            ),
        ),
        (
            _("Trained onwards"),
            _(
                "People in groups that certified trainers taught afterwards and that ended in the period, as the "
                "trainers recorded them: numbers without names, by the country of the group."
            ),
        ),
        (_("Country"), _("The country of the academy that leads the cohort.")),
        (_("Language"), _("The language the person chose for reading.")),
        (_("Track"), _("The route through the courses that the cohort takes.")),
    ]
    return found + _careful() if totals_only else found


def _careful() -> list[tuple[str, str]]:
    return [
        (
            _("Hidden numbers"),
            _(
                "Numbers from one to four are hidden, and those that leave out one to four people of a group. Other "
                "numbers are hidden with them where they could be calculated otherwise."
            ),
        ),
        (
            _("As recorded"),
            _(
                "The report of a year holds what was recorded by its end. In a year that still runs, numbers are "
                "rounded to fives and change once a week."
            ),
        ),
    ]


def hidden_note(*, totals_only: bool, hides: bool, is_rounded: bool) -> str:
    """Return what is hidden in this report."""
    if not totals_only:
        return _("Nothing is hidden. Keep this report among those who may know the people.")
    if is_rounded:
        return _(
            "Groups of fewer than five people are hidden. The year still runs: numbers are rounded to fives, and hold "
            "what was recorded by last Sunday."
        )
    if hides:
        return _("Groups of fewer than five people are hidden, and what would give them away.")
    return _("Groups of fewer than five people would be hidden; there are none in this report.")


def hidden_cell() -> str:
    return pgettext("a number of a report", "hidden")


def too_small() -> str:
    return _("The groups are too small: this table has no rows that may be shown.")
