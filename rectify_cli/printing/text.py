"""Text from the ledger made safe to show: no control characters, no escape sequences."""

import re

# C0 and C1 controls, line and paragraph separators, and the marks that turn text around; a tab
# or a line break is a matter of layout and becomes a space where one line is wanted.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)
_BREAKS = re.compile(r"\s*[\r\n\t]+\s*")
_REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """``text`` with every control character replaced by U+FFFD; line breaks stay."""
    return _CONTROLS.sub(_REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str) -> str:
    """``clean`` text on one line."""
    return clean(_BREAKS.sub(" ", text))
