"""Fields right, flagged and wrong over all sample documents of the import.

    python benchmarks/import_accuracy.py [-v]

The samples and what stands in them are in tests/importing/sample_plans.py and
tests/documents/plans; what the words mean, in tests/importing/accuracy.py. With -v every field
that is not right is shown. Ends with 1 when any field is wrong.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "importing"))

from accuracy import Score, score
from sample_plans import all_plans


def main() -> int:
    """Print the table; returns the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        scores = [score(plan, Path(folder)) for plan in all_plans()]
    print(f"{'right':>6} {'flagged':>7} {'wrong':>6} {'issues':>6} {'doubts':>6}  document")
    for one in scores:
        _print_row(one)
    right = sum(one.right for one in scores)
    flagged = sum(one.flagged for one in scores)
    wrong = sum(one.wrong for one in scores)
    issues = sum(one.issues for one in scores)
    doubts = sum(one.doubts for one in scores)
    print(f"{right:>6} {flagged:>7} {wrong:>6} {issues:>6} {doubts:>6}  {len(scores)} documents")
    if "-v" in sys.argv[1:]:
        for one in scores:
            for miss in one.misses:
                word = "flagged" if miss.flagged else "WRONG"
                print(f"{word} {one.name} {miss.issue} {miss.field}")
                print(f"    expected {miss.expected!r}\n    read     {miss.read!r}")
    return 1 if wrong else 0


def _print_row(one: Score) -> None:
    counts = f"{one.right:>6} {one.flagged:>7} {one.wrong:>6} {one.issues:>6} {one.doubts:>6}"
    print(f"{counts}  {one.name}")


if __name__ == "__main__":
    sys.exit(main())
