"""The public LMS test suite of cmi5 run against Panah: its small interface to an LMS, never part of the site."""
