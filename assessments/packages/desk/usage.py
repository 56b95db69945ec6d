"""Where packages are used: told by whoever stands above and knows the lessons.

A function hooked as "panah_package_usage" takes a language and returns {Package.pk: [use]}; a use has a `title`, and
`editions` with `name`, `url` and `is_live`, as courses.content.usage makes them.
"""

from collections.abc import Mapping

from wagtail import hooks


def usage(language: str) -> Mapping[int, list]:
    """Return {Package.pk: where it is used}. A fixed number of queries."""
    found: dict[int, list] = {}
    for tell in hooks.get_hooks("panah_package_usage"):
        for pk, uses in tell(language).items():
            found.setdefault(pk, []).extend(uses)
    return found
