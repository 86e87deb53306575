"""Text that a spreadsheet program will not take for a formula, nor choke on."""

from rectify_cli.formats.blocks import Cell
from rectify_cli.formats.text import clean

# What opens a formula in one program or another; full-width forms count in East Asian set-ups.
_FORMULA_LEADS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_LONGEST = 32_000  # Excel holds 32,767 characters a cell and calls a longer one damaged
_CUT = "……（文字过长，以下从略）"


def cell_text(text: str) -> str:
    """``text`` without control characters, and no longer than a cell may be."""
    cleaned = clean(text)
    return cleaned if len(cleaned) <= _LONGEST else cleaned[:_LONGEST] + _CUT


def looks_like_formula(text: str) -> bool:
    """Whether a program might compute ``text`` instead of showing it."""
    return text.startswith(_FORMULA_LEADS) or text.lstrip().startswith(_FORMULA_LEADS)


def stored_value(cell: Cell) -> object:
    """What a spreadsheet stores: the typed value where there is one, else the text."""
    return cell.text if cell.value is None else cell.value


def shown_text(cell: Cell) -> str:
    """What a spreadsheet shows of the stored value."""
    return cell_text(str(stored_value(cell)))
