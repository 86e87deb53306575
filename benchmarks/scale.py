"""What a large ledger costs beside the shipped one of 11 issues, and beside other programs.

    python benchmarks/scale.py [rounds]

The ledgers have 1,000 and 9,000 issues in the words of the shipped one, with six events each,
led by 300 units. All commands are started in turn, round after round, so that a machine that slows
down slows them all. The figures are processor seconds (user and system) of finished processes;
each is divided by that of `rectify list` on the shipped ledger in the same round, and the medians
are printed beside the goals. Modules are compiled once, as when installed (``startup.py``).
hledger reads the same events as transactions, Taskwarrior the same issues as tasks; what is not
installed is said to be missing.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import NamedTuple
from uuid import uuid4

from startup import EMPTY_APP, as_installed

from rectify_cli.domain.model import Checklist, Event, Issue, Unit
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.ledger.render import ledger_text

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "data" / "issues.yaml"
UNIT = "第7单位"
RECTIFY = [sys.executable, "-c", "import sys; from rectify_cli.cli import main; sys.exit(main())"]
NOTES = (
    "办事指南印发200份，在大厅设置了咨询台",
    "召开部署会，明确责任股室和完成时间",
    "走访企业",
)
KINDS = ("start", "progress", "progress", "progress", "submit", "done")
BASE = "list, 11 issues"
NEW_NOTE = "{}"  # filled anew in each run: no event is recorded twice


class Cost(NamedTuple):
    """Of a finished process: processor seconds, and the most memory it held, in megabytes."""

    seconds: float
    megabytes: float


class Row(NamedTuple):
    """A line of the table: what is divided by what, and the most that it should be."""

    name: str
    measured: str
    beside: str = BASE
    goal: float | None = None


ROWS = (
    Row("list, 11 issues, beside an empty Typer app", BASE, "empty Typer app", 1.12),
    Row("list --unit, 1,000", "list 1000", goal=1.5),
    Row("progress, 1,000", "progress 1000", goal=1.8),
    Row("list --unit, 9,000", "list 9000", goal=6),
    Row("list --unit, 9,000, beside hledger", "list 9000", "hledger", 0.5),
    Row("progress, 9,000", "progress 9000", goal=7.5),
    Row("40 issues at once, 1,000, beside one", "40 at once 1000", "progress 1000", 1.5),
    Row("hledger on the events of 9,000", "hledger"),
    Row("Taskwarrior on 9,000 tasks", "Taskwarrior"),
)


def large(shipped: Checklist, count: int) -> Checklist:
    """The shipped checklist grown to ``count`` issues with six events each; always the same."""
    chance = random.Random(count)
    units = [Unit(name=f"第{number}单位") for number in range(1, 301)]

    def issue(number: int) -> Issue:
        day, log = shipped.document.issued_on, []
        lead = units[number % len(units)].name
        for kind in KINDS[: 6 if number % 9 else 3]:
            day += timedelta(days=1 + chance.randrange(12))
            event = {"date": day, "event": kind, "by": "李某", "unit": lead}
            log.append(Event.model_validate({**event, "note": chance.choice(NOTES)}))
        update = {"id": number, "number": None, "lead_unit": (lead,), "log": tuple(log)}
        return shipped.issues[number % len(shipped)].model_copy(update=update)

    issues = tuple(issue(number) for number in range(1, count + 1))
    return shipped.model_copy(update={"units": (*shipped.units, *units), "issues": issues})


def hledger_text(checklist: Checklist) -> str:
    """Every event as a transaction, oldest first."""
    lines = sorted((e.date, i.id, e) for i in checklist.issues for e in i.log)
    return "".join(
        f"{day} {event.note}\n    事项:{number}:{event.event}  1\n    单位:{event.unit}\n\n"
        for day, number, event in lines
    )


def tasks_of(checklist: Checklist) -> str:
    """Every issue as a task with its events as annotations."""

    def stamp(day: date) -> str:
        return f"{day:%Y%m%d}T080000Z"

    return json.dumps(
        [
            {
                "description": issue.title,
                "project": issue.lead_unit[0],
                "status": "pending",
                "entry": stamp(checklist.document.issued_on),
                "annotations": [{"entry": stamp(e.date), "description": e.note} for e in issue.log],
            }
            for issue in checklist.issues
        ],
        ensure_ascii=False,
    )


def cost_of(command: list[str], environment: Mapping[str, str]) -> Cost:
    """What one run of ``command`` takes; raises when it fails."""
    command = [str(uuid4()) if word == NEW_NOTE else word for word in command]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def commands_in(folder: Path, environment: Mapping[str, str]) -> dict[str, list[str]]:
    """Make the ledgers and the peers' files in ``folder``; returns what is to be measured."""
    app = folder / "empty_app.py"
    app.write_text(EMPTY_APP, encoding="utf-8")
    commands = {
        "empty Typer app": [sys.executable, str(app), "list"],
        BASE: [*RECTIFY, "--file", str(SHIPPED), "list"],
    }
    shipped = read_ledger(SHIPPED).checklist
    for count in (1000, 9000):
        checklist = large(shipped, count)
        path = folder / f"{count}.yaml"
        text = ledger_text(checklist.document, checklist.units, checklist.issues)
        path.write_text(text, encoding="utf-8")
        named = [*RECTIFY, "--file", str(path)]
        note = ("--note", NEW_NOTE, "--force")
        commands[f"list {count}"] = [*named, "list", "--unit", UNIT]
        commands[f"progress {count}"] = [*named, "progress", str(count // 2), *note]
        many = map(str, range(1, 41))
        commands[f"40 at once {count}"] = [*named, "progress", *many, *note]
    if shutil.which("hledger"):
        journal = folder / "events.journal"
        journal.write_text(hledger_text(checklist), encoding="utf-8")
        commands["hledger"] = ["hledger", "-f", str(journal), "register", f"单位:{UNIT}$"]
    if shutil.which("task"):
        (folder / "tasks.json").write_text(tasks_of(checklist), encoding="utf-8")
        cost_of(["task", "rc.verbose=nothing", "import", str(folder / "tasks.json")], environment)
        commands["Taskwarrior"] = ["task", f"project:{UNIT}", "all"]
    return commands


def print_table(rounds: list[dict[str, Cost]]) -> None:
    """Medians of the ratios, beside the goals."""

    def middle(of: Callable[[dict[str, Cost]], float]) -> float:
        return median(map(of, rounds))

    for row in ROWS:
        if not {row.measured, row.beside} <= set(rounds[0]):
            print(f"{row.name:<46} not installed")
            continue
        ratio = middle(lambda r, row=row: r[row.measured].seconds / r[row.beside].seconds)  # type: ignore[misc]
        goal = f"  goal {row.goal:g}" if row.goal else ""
        print(f"{row.name:<46} {ratio:6.2f}{goal}")
    for name in ("list 9000", "progress 9000"):
        peak = middle(lambda r, name=name: r[name].megabytes)  # type: ignore[misc]
        print(f"peak memory, {name:<33} {peak:6.0f} MB  goal 300 MB")
    print(f"{BASE}: {1000 * middle(lambda r: r[BASE].seconds):.0f} ms  ({len(rounds)} rounds)")


def main() -> None:
    """Run from the command line."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        rc = folder / "taskrc"
        rc.write_text(f"data.location={folder / 'tasks'}\nconfirmation=off\n", encoding="utf-8")
        environment = {
            **as_installed(folder / "compiled"),
            "TASKRC": str(rc),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
        }
        commands = commands_in(folder, environment)
        for command in commands.values():  # a warm-up fills the caches
            cost_of(command, environment)
        rounds = [{n: cost_of(c, environment) for n, c in commands.items()} for _ in range(count)]
    print_table(rounds)


if __name__ == "__main__":
    main()
