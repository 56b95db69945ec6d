"""What the Makefile runs: fonts, catalogues, and the search for programs the machine must have."""
