"""Blocks → one self-contained HTML page."""
