"""What is wrong with a file that was brought, each fault with its place: a cell ("Choices!C7") or a line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault: `place` is a cell or a line, "" for the file as a whole; `message` is in the active language."""

    place: str
    message: str


@dataclass(eq=False)
class FileRefused(Exception):
    """A file cannot be taken at all: `faults`, never none, in the order they stand in the file."""

    faults: list[Fault]

    def __str__(self):
        return "\n".join(f"{fault.place}: {fault.message}" for fault in self.faults)
