import pytest
from django.utils import translation

from cms.templatetags.learning_tags import duration


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "0 min"), (75, "75 min"), (120, "2 h"), (900, "15 h"), (980, "16 h 20 min")]
)
def test_a_long_time_is_told_in_hours(minutes, told):
    assert duration(minutes) == told


def test_it_is_told_in_the_language_of_the_reader():
    with translation.override("ru"):
        assert duration(980) == "16 ч 20 мин"
