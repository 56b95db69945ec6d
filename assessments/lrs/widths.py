"""How wide a value may be in a column."""

from hashlib import sha256

WIDTH = 500


def fitted(value: str) -> str:
    """Return a value no wider than its column; one too long is cut and told apart by its digest."""
    if len(value) <= WIDTH:
        return value
    return f"{value[: WIDTH - 65]} {sha256(value.encode('utf-8', 'surrogatepass')).hexdigest()}"
