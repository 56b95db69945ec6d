"""Uploaded bytes go out again: signed addresses, answers in an origin of their own."""
