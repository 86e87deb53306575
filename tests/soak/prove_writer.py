"""Append events to ledgers in every hand, and hold each result to the two texts alone.

    python tests/soak/prove_writer.py [ledgers] [seed]

Each ledger is written at random in the styles of tests/ledger/handwriting.py and gets three
events, then one issue more. With each event the new file must say what the old one said plus
exactly that event, and every other character must stand where it stood (tests/ledger/surgery.py);
or the writer refuses and nothing changes. Prints how often each way of writing was met; exits 1
on anything else.
"""

import random
import sys
import traceback
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "ledger"))

from handwriting import ODD_TEXTS, Pen, write_ledger  # noqa: E402
from surgery import completed, folded, surgery, with_event  # noqa: E402

from rectify_cli.domain.model import Event, EventKind, Issue  # noqa: E402
from rectify_cli.errors import ConflictError  # noqa: E402
from rectify_cli.ledger.editing import LedgerEdit  # noqa: E402
from rectify_cli.ledger.reading import ledger_of  # noqa: E402
from rectify_cli.ledger.render import record_text  # noqa: E402
from rectify_cli.ledger.text import blocks  # noqa: E402

EVENTS_EACH = 3
BRACKETS = {"file: issues in brackets", "file: all in braces"}
MARKS = "甲 :-#[]{}'\"\\,&*!|>%@`~?\n\r\t\u3000\xa0\x85\u2028\ufeff\x1b😀"


class Tally(NamedTuple):
    """What a run met: ledgers by style, events by what became of them, failures."""

    styles: Counter[str]
    hands: set[frozenset[str]]
    became: Counter[str]
    failed: list[str]


def any_event(chance: random.Random) -> Event:
    """Any event, its texts as odd as they come."""

    def text() -> str | None:
        marks = "".join(chance.choice(MARKS) for _ in range(chance.randrange(12)))
        return chance.choice((None, chance.choice(ODD_TEXTS), marks))

    kind = chance.choice([k for k in EventKind if k is not EventKind.VOID])
    day = date(2020, 8, 12) + timedelta(days=chance.randrange(200))
    return Event(
        date=day,
        event=kind,
        to=day if kind is EventKind.EXTEND else None,
        by=text(),
        unit=text(),
        note=text(),
        evidence=tuple(filter(None, [text()])),
    )


def append_to(text: str, chance: random.Random) -> tuple[str, str]:
    """Append one event to ``text``; returns the new text and what became of the event.

    Raises ``AssertionError`` when the result is not exactly that.
    """
    ledger = ledger_of(text, Path("x.yaml"))
    edit = LedgerEdit(ledger)
    issue_id, event = chance.choice(ledger.checklist.issues).id, any_event(chance)
    try:
        edit.append_event(issue_id, event)
        new = edit.text
    except ConflictError as error:
        return text, f"refused: {error.message.partition('：')[2]}"
    how = surgery(text, new, record_text(folded(event)), edit.added[0].line)
    expected = with_event(completed(text), issue_id, folded(event))
    assert completed(new) == expected, "it says something else"
    return new, how


def append_issue_to(text: str, styles: frozenset[str]) -> str:
    """Append an issue to ``text``; returns what became of it.

    Raises ``AssertionError`` when the others no longer say what they said.
    """
    issue = Issue(id=9, title="新增事项", problem="甲：一，\n乙；二。", measures=("- 丙", "丁: 戊"))
    old = completed(text)
    edit = LedgerEdit(ledger_of(text, Path("x.yaml")))
    try:
        edit.append_issue(issue)
        new = edit.text
    except ConflictError as error:
        if not styles & BRACKETS:
            raise AssertionError("refused without need") from error
        return "issue refused: the list is in brackets"
    assert completed(new) == old.model_copy(update={"issues": (*old.issues, issue)}), (
        "it says something else"
    )
    return "issue added"


def run(ledgers: int, seed: int) -> Tally:
    """Write ``ledgers`` ledgers and append to each."""
    tally = Tally(Counter(), set(), Counter(), [])
    for number in range(ledgers):
        chance = random.Random(f"{seed}-{number}")
        written = write_ledger(Pen(chance.randrange))
        tally.styles.update(written.styles)
        tally.hands.add(written.styles)
        text = written.text
        try:
            for _ in range(EVENTS_EACH):
                text, how = append_to(text, chance)
                tally.became[how] += 1
            tally.became[append_issue_to(text, written.styles)] += 1
        except Exception:
            tally.failed.append(f"{traceback.format_exc()}\n{text!r}")
    return tally


def main() -> int:
    """Run from the command line."""
    blocks.FEW = 0  # small ledgers are cut at their issues as large ones are
    ledgers = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    tally = run(ledgers, seed)
    for style, count in sorted(tally.styles.items()):
        print(f"{count:>8}  {style}")
    print(f"清单 {ledgers}（种子 {seed}）：写法 {len(tally.styles)} 种，组合 {len(tally.hands)} 种")
    for how, count in tally.became.most_common():
        print(f"{count:>8}  {how}")
    print(f"写入和拒绝共 {tally.became.total()}，不符 {len(tally.failed)}")
    for failure in tally.failed[:20]:
        print(failure, file=sys.stderr)
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
