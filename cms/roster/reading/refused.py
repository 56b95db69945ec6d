class ListRefused(Exception):
    """A file cannot be read as a list at all; the message says why and what to do, nothing was kept."""
