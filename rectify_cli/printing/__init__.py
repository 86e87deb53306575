"""Data → what a person reads: a Document of blocks, built once, and one backend a format."""
