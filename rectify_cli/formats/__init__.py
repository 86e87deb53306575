"""Blocks and one writer a format. Knows no issue."""
