"""What an append did to a text, found out from the two texts alone: one piece put in, or not.

Knows nothing of how the writer works. Two cases are documented to touch one more place: an empty
``[]`` loses its brackets, and a list in brackets over several lines gets a comma after the entry
that was the last. A last line without its break is completed where the entry follows it.
"""

import re

from rectify_cli.domain.model import Checklist, Event
from rectify_cli.ledger.reading import parse_ledger_text

_FRAME = re.compile(r"(?:log|[-:,\[\]\s])*")
_WIDEST_FRAME = 80
_EMPTY_BRACKETS = re.compile(r"[ \t]*\[[ \t]*\]")
_COMMENTS = re.compile(r"(?:\s|#[^\r\n]*)*")
_REST_OF_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")


def surgery(old: str, new: str, event: str, line: int) -> str:
    """How ``new`` came from ``old``: ``one piece``, ``brackets opened`` or ``comma added``.

    ``event`` is the entry as text and ``line`` the number of its line in ``new``. Raises
    ``AssertionError`` when anything else is different.
    """
    start, end = _span_of_line(new, line)
    places = [found.start() for found in re.finditer(re.escape(event), new[start:end])]
    assert places, f"line {line} does not hold the event"
    for place in places:  # several, where the same event stands on that line already
        at = start + place
        if _is_one_piece(old, new, at, at + len(event)):
            return "one piece"
    rest = new[:start] + new[end:]
    for whole in _completions(old):
        if new[start:end].lstrip(" ").startswith(event) and _has_comma_more(rest, whole, start):
            return "comma added"
        if _has_lost_brackets(rest, whole, start):
            return "brackets opened"
    raise AssertionError(f"more has changed than one event:\n{old!r}\n{new!r}")


def completed(text: str) -> Checklist:
    """What ``text`` says once its last line has its break."""
    return parse_ledger_text(text if text.endswith(("\n", "\r")) else text + "\n", "x")


def with_event(checklist: Checklist, issue_id: int, event: Event) -> Checklist:
    """The same checklist with one event more."""
    grown = [
        issue.model_copy(update={"log": (*issue.log, event)}) if issue.id == issue_id else issue
        for issue in checklist.issues
    ]
    return checklist.model_copy(update={"issues": tuple(grown)})


def folded(event: Event) -> Event:
    """``event`` as one line holds it: line breaks and runs of spaces become one space."""
    texts = {key: " ".join((getattr(event, key) or "").split()) for key in ("by", "unit", "note")}
    return event.model_copy(update={key: text or None for key, text in texts.items()})


def _span_of_line(text: str, number: int) -> tuple[int, int]:
    for count, found in enumerate(_LINE.finditer(text), start=1):
        if count == number:
            return found.span()
    raise AssertionError(f"there is no line {number}")


def _is_one_piece(old: str, new: str, start: int, end: int) -> bool:
    """Whether ``new`` is ``old`` with the event and its frame (dash, key, breaks) put in."""
    for left in range(start, max(-1, start - _WIDEST_FRAME), -1):
        if not _FRAME.fullmatch(new, left, start) and new[left] not in "log":
            return False
        right = left + len(new) - len(old)
        frame = _FRAME.fullmatch(new, left, start) and _FRAME.fullmatch(new, end, right)
        if right >= end and frame and new[:left] + new[right:] == old:
            lead = new[left:start]  # a list has dashes or commas
            return lead.count("log") <= 1 and not ("-" in lead and "," in lead)
    return False


def _completions(old: str) -> list[str]:
    ended = old.endswith(("\n", "\r"))
    return [old] if ended else [old, *(old + eol for eol in ("\n", "\r\n", "\r"))]


def _has_comma_more(rest: str, old: str, place: int) -> bool:
    """Whether ``rest`` has a comma more than ``old``, and but comments from there to ``place``."""
    at = _first_difference(rest, old)
    return (
        rest[at : at + 1] == ","
        and rest[:at] + rest[at + 1 :] == old
        and _COMMENTS.fullmatch(rest, at + 1, place) is not None
    )


def _has_lost_brackets(rest: str, old: str, place: int) -> bool:
    """Whether the line above ``place`` is without the ``[]`` that it has in ``old``."""
    size = len(old) - len(rest)
    last = _first_difference(old, rest)
    return size > 0 and any(
        old[:at] + old[at + size :] == rest
        and _EMPTY_BRACKETS.fullmatch(old, at, at + size)
        and _REST_OF_LINE.fullmatch(rest, at, place)
        for at in range(max(0, last - size), last + 1)
    )


def _first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
