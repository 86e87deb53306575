"""How long an audit takes: a ledger with a history of many commits, one of which removed an event.

    python benchmarks/audit_speed.py [COMMITS [ISSUES]]

Each commit adds one event; the repository is made in a folder of its own and thrown away.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

REMOVED = "第 7 次报送"


def issues_text(issues: int, events: list[list[str]]) -> str:
    """A ledger of so many issues, each with official text of the usual length."""
    parts = ["document: {title: 整改工作清单, issued_on: 2020-08-12}\n\nissues:\n"]
    for number in range(1, issues + 1):
        clause = "通过政府门户网站、政务微博、微信公众号等新媒体渠道加强便企政策的宣传，"
        parts.append(
            f"  - id: {number}\n    title: 事项{number}\n    problem: |-\n"
            + f"      {clause}\n" * 4
            + "    measures:\n"
            + f"      - {clause}\n" * 3
            + "    lead_unit: 县政务服务局\n    deadline: 2020年10月底\n    log:\n"
        )
        parts += [f"      - {line}\n" for line in events[number - 1]]
    return "".join(parts)


def stream(commits: int, issues: int) -> Iterator[str]:
    """The history as ``git fast-import`` takes it."""
    events: list[list[str]] = [[] for _ in range(issues)]
    for number in range(commits):
        of_issue = events[number % issues]
        of_issue.append(f"{{date: 2020-09-01, event: progress, note: 第 {number} 次报送}}")
        if number == commits // 2:
            events = [[line for line in log if REMOVED not in line] for log in events]
        text = issues_text(issues, events)
        yield (
            f"commit refs/heads/main\ncommitter 李某 <li@example.org> {1600000000 + number} +0800\n"
            f"data 6\n记录\nM 100644 inline issues.yaml\ndata {len(text.encode())}\n{text}\n"
        )


def main() -> None:
    """Run from the command line."""
    commits = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    issues = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        git = ["git", "-C", made]
        subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
        history = "".join(stream(commits, issues)).encode()
        subprocess.run([*git, "fast-import", "--quiet"], input=history, check=True)
        subprocess.run([*git, "reset", "-q", "--hard", "main"], check=True)
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
        command = [sys.executable, "-m", "rectify_cli", "-f", str(folder / "issues.yaml"), "audit"]
        begun = time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        seconds = time.perf_counter() - begun
    found = REMOVED in done.stdout.decode("utf-8")
    size = len(issues_text(issues, [[]] * issues)) // 1000
    print(
        f"{commits} commits, {issues} issues ({size}k characters without events): {seconds:.1f} s"
    )
    print("the removed event is found" if found and done.returncode == 1 else "NOT FOUND")


if __name__ == "__main__":
    main()
