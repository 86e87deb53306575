"""Blocks → a terminal, through Rich."""
