"""A zip as somebody sent it: its directory and its entries read within limits, never unpacked by name."""
