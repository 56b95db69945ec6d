from itertools import zip_longest

from django import template

register = template.Library()


@register.filter
def beside(header, cells) -> list[tuple[str, str]]:
    """Pair each cell of a row with the heading of its column; a row may be shorter or longer than the header."""
    return list(zip_longest(header, cells, fillvalue=""))
