"""Fields right, flagged and wrong over all sample documents of the import.

    python benchmarks/import_accuracy.py [-v]

Two sets: the plans that must be read right or flagged, and documents in layouts that counties
publish. The samples and what stands in them are in tests/importing/sample_plans.py,
tests/documents/plans and tests/documents/layouts; how each set is counted, in
tests/importing/accuracy.py. "wrong" is what was silently read wrong, "missing" what was silently
not read. With -v every field that is not right is shown. Ends with 1 when any field of the first
set is wrong.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "importing"))

from accuracy import Score, score, score_layout
from sample_plans import all_layouts, all_plans


def main() -> int:
    """Print both tables; returns the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        plans = [score(plan, Path(folder)) for plan in all_plans()]
        layouts = [score_layout(plan, Path(folder)) for plan in all_layouts()]
    _print_set("plans", plans)
    print()
    _print_set("layouts", layouts)
    if "-v" in sys.argv[1:]:
        _print_misses([*plans, *layouts])
    return 1 if any(one.wrong for one in plans) else 0


def _print_set(name: str, scores: Sequence[Score]) -> None:
    _print_row(("right", "flagged", "wrong", "missing", "issues", "doubts"), name)
    for one in scores:
        _print_row(_counts(one), one.name)
    totals = [sum(column) for column in zip(*map(_counts, scores), strict=True)]
    _print_row(totals, f"{len(scores)} documents")
    fields = sum(totals[:4])
    _print_row([f"{count / fields:.1%}" for count in totals[:4]] + ["", ""], "of the fields")


def _counts(one: Score) -> list[int]:
    return [
        *(one.right, one.flagged, one.wrong - one.missing, one.missing),
        *(one.issues, one.doubts),
    ]


def _print_row(columns: Sequence[object], name: str) -> None:
    print(" ".join(f"{column:>7}" for column in columns), name, sep="  ")


def _print_misses(scores: Sequence[Score]) -> None:
    for one in scores:
        for miss in one.misses:
            word = "flagged" if miss.flagged else "WRONG"
            print(f"{word} {one.name} {miss.issue} {miss.field}")
            print(f"    expected {miss.expected!r}\n    read     {miss.read!r}")


if __name__ == "__main__":
    sys.exit(main())
