"""Numbers, switches and choices of content, each brought to what its field allows."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from assessments.h5p.semantics.texts import escaped
from assessments.h5p.semantics.walk import NOTHING, Walk, shown

_TRUE, _FALSE = {"true", "1", "yes", "on"}, {"false", "0", "no", "off", ""}


def kept_number(value: object, field: Mapping, walk: Walk, place: str):
    """Return the number within its bounds, on a step, with its decimals; the default where it is none, or NOTHING."""
    number = decimal(value)
    if number is None:
        return _instead(value, decimal(field.get("default")), "number", walk, place)
    bounded = _within(number, field)
    if bounded != number:
        walk.tell(place, "out-of-bounds", found=shown(str(value)), kept=str(bounded))
    return _plain(_rounded(bounded, field))


def kept_boolean(value: object, field: Mapping, walk: Walk, place: str):
    """Return a boolean: the H5P core lets anything pass here."""
    found = boolean(value)
    if found is None:
        return _instead(value, boolean(field.get("default")), "boolean", walk, place)
    return found


def kept_select(value: object, field: Mapping, walk: Walk, place: str):
    """Return one of the options, or a list of them where several may be chosen; NOTHING where there is none."""
    if field.get("multiple"):
        values = value if isinstance(value, list) else [value]
        kept = [_option(each, field, walk, place) for each in values]
        return [each for each in kept if each is not NOTHING]
    if isinstance(value, list):
        value = value[0] if value else None
    kept = _option(value, field, walk, place)
    return kept if kept is not NOTHING or field.get("optional") else _first_option(field)


def options_of(field: Mapping) -> Iterator:
    """Yield the values to choose from, those in groups of options, too."""
    for option in _listed(field.get("options")):
        if option.get("type") == "optgroup":
            yield from (each["value"] for each in _listed(option.get("options")) if "value" in each)
        elif "value" in option:
            yield option["value"]


def decimal(value: object) -> Decimal | None:
    """Return a number or a text that is one; None: it is neither, or not finite."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)) or value == "":
        return None
    try:
        number = Decimal(str(value).strip()[:60])
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 30 else None


def boolean(value: object) -> bool | None:
    if isinstance(value, (bool, int, float)):
        return bool(value) if value in (0, 1) else None
    word = value.strip().lower() if isinstance(value, str) else None
    return True if word in _TRUE else False if word in _FALSE else None


def _instead(value: object, default, wanted: str, walk: Walk, place: str):
    if value is not None and value != "":
        walk.tell(place, "wrong-type", wanted=wanted, found=shown(value))
    return NOTHING if default is None else _plain(default) if isinstance(default, Decimal) else default


def _within(number: Decimal, field: Mapping) -> Decimal:
    least, most, step = (decimal(field.get(key)) for key in ("min", "max", "step"))
    if least is not None:
        number = max(number, least)
    if most is not None:
        number = min(number, most)
    if step is not None and step > 0:
        number -= (number - (least or 0)) % step
    return number


def _rounded(number: Decimal, field: Mapping) -> Decimal:
    decimals = field.get("decimals")
    if isinstance(decimals, int) and not isinstance(decimals, bool) and 0 <= decimals <= 12:
        return round(number, decimals)
    return number


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _option(value: object, field: Mapping, walk: Walk, place: str):
    options = {_key(option): option for option in options_of(field)}
    if not options:
        return escaped(value) if isinstance(value, str) else _scalar(value, walk, place)
    if _key(value) in options:
        return options[_key(value)]
    # A field left empty is not worth telling.
    if value is not None and value != "":
        walk.tell(place, "not-an-option", found=shown(value))
    return NOTHING


def _scalar(value: object, walk: Walk, place: str):
    if isinstance(value, (int, float)):
        return value
    return NOTHING if value is None else walk.drop(place, "wrong-type", wanted="option", found=shown(value))


def _first_option(field: Mapping):
    options = list(options_of(field))
    default = [option for option in options if _key(option) == _key(field.get("default"))]
    return next(iter(default or options), NOTHING)


def _key(value: object) -> str | None:
    """ "1" and 1 are the same choice, as in PHP and in what browsers post."""
    if isinstance(value, (str, bool, int, float)):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return None


def _listed(options: object) -> list[Mapping]:
    return [each for each in options if isinstance(each, Mapping)] if isinstance(options, list) else []
