"""Data → JSON for other programs."""

import json


def dump(data: object, *, ascii_only: bool = False) -> str:
    """``data`` as indented JSON ending in a newline; ``ascii_only`` escapes all else."""
    return json.dumps(data, ensure_ascii=ascii_only, indent=2) + "\n"
