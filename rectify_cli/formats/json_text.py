"""Data → JSON for other programs."""

import json

from rectify_cli.formats.text import escape_controls


def dump(data: object, *, ascii_only: bool = False) -> str:
    """``data`` as indented JSON ending in a newline; ``ascii_only`` escapes all else.

    What could command a terminal, or turn its text around, is escaped in any case.
    """
    return escape_controls(json.dumps(data, ensure_ascii=ascii_only, indent=2)) + "\n"
