"""What may be wrong with a code that nobody has. Pure."""

from dataclasses import dataclass

from certificates.register.numbering import CODE_LENGTH, normalise_code

# What the eye takes for one another; letters that the code has not got are read as what they look like anyway.
ALIKE = ("0 D Q", "8 B", "5 S", "2 Z", "6 G", "V Y", "1 7", "M N")


@dataclass(frozen=True)
class Hints:
    """`is_number`: the number was typed, not the code. `letters` of `length` were typed. `alike`: what is in it."""

    is_number: bool
    letters: int
    length: int
    alike: tuple[tuple[str, ...], ...]

    @property
    def is_short(self) -> bool:
        return self.letters < self.length

    @property
    def is_long(self) -> bool:
        return self.letters > self.length


def hints_on(typed: str) -> Hints:
    """Return what may be wrong with a code as typed."""
    code = normalise_code(typed)
    groups = (tuple(group.split()) for group in ALIKE)
    return Hints(
        is_number=code.startswith("PAN") and len(code) != CODE_LENGTH,
        letters=len(code),
        length=CODE_LENGTH,
        alike=tuple(group for group in groups if set(group) & set(code)),
    )
