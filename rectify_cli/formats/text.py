"""Text from the ledger made safe to show: no control characters, no escape sequences."""

_REPLACEMENT = "\ufffd"
# C0 and C1 controls but tab and line feed, line and paragraph separators, the marks that turn
# text around, byte order marks, lone surrogates and non-characters.
_RANGES = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x061C, 0x061C), (0x200E, 0x200F),
    (0x2028, 0x202E), (0x2066, 0x2069), (0xFEFF, 0xFEFF), (0xFFFE, 0xFFFF),
)  # fmt: skip
_SURROGATES = range(0xD800, 0xE000)
_CONTROLS = {code: _REPLACEMENT for low, high in _RANGES for code in range(low, high + 1)}


def clean(text: str) -> str:
    """``text`` with every control character replaced by U+FFFD; line breaks stay."""
    if text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    return lines.encode("utf-8", "replace").decode("utf-8") if _has_surrogates(lines) else lines


def clean_line(text: str) -> str:
    """``clean`` text on one line; a break or a tab is one space."""
    if text.isprintable():
        return text
    return clean(" ".join(part.strip(" ") for part in text.replace("\t", "\n").splitlines()))


def escape_controls(text: str) -> str:
    """``text`` with every control character as ``\\uXXXX``, which JSON reads back as it was."""
    return text.translate({code: f"\\u{code:04x}" for code in (*_CONTROLS, *_SURROGATES)})


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
