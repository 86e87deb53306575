"""What one page of many ledgers costs: a country's 2,800 of 11 issues, a province's 129 of 300.

    python benchmarks/rollup.py [rounds]

The ledgers are made in a folder of its own and thrown away: the shipped one's issues, each with up
to six events. `rectify rollup` reads them all, and half of them, and prints the page, or writes it
as Word and Excel files, or writes the Parquet data beside it. Printed are the processor seconds
(user and system) of the finished process, the most memory it held, and both for half the ledgers:
what is linear takes twice as long. The medians of the rounds are printed.
"""

import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median

from scale import KINDS, NOTES, RECTIFY, SHIPPED, Cost, cost_of
from startup import as_installed

from rectify_cli.domain.model import Checklist, Event, Issue
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.ledger.render import ledger_text

SIZES = ((2800, 11), (129, 300))
AS_OF = "2020-11-05"
MOST_MEGABYTES = 400
OUTPUTS = {
    "the page on a screen": (),
    "a Word file": ("-o", "page.docx"),
    "an Excel file": ("-o", "page.xlsx"),
    "Parquet data": ("--parquet", "data"),
}


def county(shipped: Checklist, number: int, issues: int) -> Checklist:
    """The shipped checklist with so many issues and events of its own; always the same."""
    chance = random.Random(number)

    def issue(at: int) -> Issue:
        original = shipped.issues[at % len(shipped)]
        day, log = shipped.document.issued_on, []
        for kind in KINDS[: chance.randrange(len(KINDS) + 1)]:
            day += timedelta(days=1 + chance.randrange(12))
            event = {"date": day, "event": kind, "by": "李某", "note": chance.choice(NOTES)}
            log.append(Event.model_validate(event))
        return original.model_copy(update={"id": at + 1, "number": at + 1, "log": tuple(log)})

    return shipped.model_copy(update={"issues": tuple(map(issue, range(issues)))})


def write_counties(folder: Path, count: int, issues: int) -> list[Path]:
    """So many ledgers in folders of their own; returns the ledgers."""
    shipped = read_ledger(SHIPPED).checklist

    def paths() -> Iterator[Path]:
        for number in range(1, count + 1):
            path = folder / f"县{number:04}" / "data" / "issues.yaml"
            path.parent.mkdir(parents=True)
            made = county(shipped, number, issues)
            path.write_text(ledger_text(made.document, made.units, made.issues), encoding="utf-8")
            yield path

    return list(paths())


def command(folder: Path, paths: list[Path], output: tuple[str, ...]) -> list[str]:
    """``rollup`` of the ledgers, named by a list."""
    names = folder / f"{len(paths)}.txt"
    names.write_text("\n".join(map(str, paths)), encoding="utf-8")
    written = [str(folder / word) if not word.startswith("-") else word for word in output]
    more = ["--overwrite"] if output else []
    return [*RECTIFY, "rollup", "--list", str(names), "--as-of", AS_OF, *written, *more]


def main() -> None:
    """Run from the command line."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    for count, issues in SIZES:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            environment = as_installed(folder / "compiled")
            paths = write_counties(folder / "各县", count, issues)
            half = paths[: count // 2]
            cost_of(command(folder, paths[:1], ()), environment)  # a warm-up fills the caches
            print(f"{count:,} ledgers of {issues} issues, and half of them")
            for name, output in OUTPUTS.items():
                costs: list[tuple[Cost, Cost]] = [
                    (
                        cost_of(command(folder, paths, output), environment),
                        cost_of(command(folder, half, output), environment),
                    )
                    for _ in range(rounds)
                ]
                seconds, less = (median(pair[at].seconds for pair in costs) for at in (0, 1))
                peak, low = (median(pair[at].megabytes for pair in costs) for at in (0, 1))
                print(
                    f"  {name:<22} {seconds:5.1f} s ({less:5.1f} s), peak {peak:4.0f} MB"
                    f" ({low:4.0f} MB), goal {MOST_MEGABYTES} MB"
                )


if __name__ == "__main__":
    main()
