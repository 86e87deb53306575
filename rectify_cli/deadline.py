"""整改时限 → Deadline: reads the words in which official documents set a time limit. Pure."""

import re
from datetime import date, timedelta
from typing import NamedTuple


class Deadline(NamedTuple):
    """What a 整改时限 asks for.

    ``due`` is the last day on which the issue is still in time (none where the words name no
    date), ``immediate`` is 立行立改, ``ongoing`` 长期坚持.
    """

    due: date | None
    immediate: bool
    ongoing: bool


def parse_deadline(text: str, issued_on: date) -> Deadline:
    """Placeholder of the first hour; the full reader lands with its own tests."""
    due = None
    if match := re.search(r"(\d{4})年(\d{1,2})月底", text):
        year, month = int(match[1]), int(match[2])
        due = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return Deadline(
        due,
        immediate=any(w in text for w in ("立行立改", "立即整改")),
        ongoing="长期坚持" in text,
    )
