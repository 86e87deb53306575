"""Mutated plans through the importer: no error but ours, and what is written says what was read.

    python tests/soak/fuzz_import.py [count] [seed]

Each round takes a sample plan, deletes, doubles, moves and inserts pieces and hostile tokens,
imports it, writes the ledger text with all remarks, and reads it back. Prints the counts; ends
with 1 and the plan that did it when something else happens.
"""

import random
import sys
import tempfile
from datetime import date
from pathlib import Path

from rectify_cli.domain.model import Checklist, Document
from rectify_cli.errors import RectifyError
from rectify_cli.importing.plan.reader import read_plan
from rectify_cli.ledger.reading import parse_ledger_text
from rectify_cli.ledger.render import ledger_text
from rectify_cli.views.exchange.imported import document_remarks, finding_remarks, unit_remarks

DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"
TOKENS = [
    *("整改措施：", "责任单位：", "牵头单位：", "附件：", "问题1：", "2020年", "责", "等", "和"),
    *(
        "（",
        "）",
        "(",
        "；",
        "。",
        "，",
        "“",
        "\n",
        "\n\n",
        "1. ",
        "（一）",
        "二、",
        "①",
        "l．",
        "- 3 -",
    ),
    *("|", " ", "　", "**", "# ", "【", "】", "{a: b}", "- ", "'", '"', ": ", " #", "&a ", "*a"),
    *("\u200b", "\x07", "\x1b[31m", "\ufffd", "\u2028", "\x85", "\ufeff", "\ud7ff", "𠮷", "\t"),
]


def mutate(text: str, chance: random.Random) -> str:
    """``text`` with up to 25 changes."""
    for _ in range(chance.randint(1, 25)):
        at, other = chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)
        kind = chance.random()
        if kind < 0.4:
            text = text[:at] + chance.choice(TOKENS) + text[at:]
        elif kind < 0.6:
            text = text[:at] + text[at + chance.randint(1, 30) :]
        elif kind < 0.75:
            lines = text.split("\n")
            lines.insert(chance.randrange(len(lines)), chance.choice(lines))
            text = "\n".join(lines)
        elif kind < 0.9:
            text = text[:at] + text[other : other + chance.randint(1, 200)] + text[at:]
        else:
            text = text[:at] + text[at:].replace("\n", "", 1)
    return text


def import_and_read_back(path: Path) -> bool:
    """Whether ``path`` was read; false when it was refused with an error of ours."""
    try:
        result = read_plan(path)
    except RectifyError:
        return False
    issued_on = result.document.issued_on or date(2020, 1, 1)
    document = Document(**result.document.model_dump() | {"issued_on": issued_on})
    text = ledger_text(
        document,
        result.units,
        result.issues,
        comment="\n".join(document_remarks(result)),
        unit_remarks=unit_remarks(result),
        issue_remarks=finding_remarks(result),
    )
    meant = Checklist(document=document, units=result.units, issues=result.issues)
    if parse_ledger_text(text, "made.yaml") != meant:
        raise AssertionError("what was written is not what was read")
    return True


def main() -> int:
    """Run from the command line; returns the exit code."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 15)
    plans = sorted([*DOCUMENTS.glob("*.txt"), *DOCUMENTS.glob("plans/*.[tm][xd]*")])
    texts = [path.read_text(encoding="utf-8") for path in plans]
    read = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        for _ in range(count):
            text = mutate(chance.choice(texts), chance)
            path.write_text(text, encoding="utf-8", newline="")
            try:
                read += import_and_read_back(path)
            except Exception as error:
                print(text)
                print(f"{type(error).__name__}: {error}")
                return 1
    print(f"{count} plans: {read} read and written back, {count - read} refused")
    return 0


if __name__ == "__main__":
    sys.exit(main())
