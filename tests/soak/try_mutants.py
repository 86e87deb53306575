"""Try mutants that mutmut has made, the tests collected once for all: see docs/mutation.md.

    mutmut run rectify_cli.ledger.creating.x_create_ledger__mutmut_1   # makes them, measures tests
    python tests/soak/try_mutants.py ledger.text ledger.reading        # prefixes; none: all of them
    python tests/soak/try_mutants.py --survivors --seconds 60 --longest 10

For each mutant a fork runs the tests that reach its function, the ones that killed its neighbours
first, at most ``--seconds`` of them, one of each kind before the next, none longer than
``--longest``. What becomes of each is added to ``mutants/tried.txt``
(killed, survived, no test), where its last line counts; what stands there is tried again only where
``--survivors`` asks for it.
"""

import argparse
import json
import os
import signal
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest

TREE = Path("mutants").resolve()
TRIED = TREE / "tried.txt"
_PATIENCE = 40  # seconds more than an unhurried run takes: an endless loop


class Tests:
    """Which tests reach a function, how long each takes, and which have killed what."""

    def __init__(self, *, seconds: float, longest: float) -> None:
        stats = json.loads((TREE / "mutmut-stats.json").read_text("utf-8"))
        self._reaching: dict[str, list[str]] = stats["tests_by_mangled_function_name"]
        self.seconds_of: dict[str, float] = stats["duration_by_test"]
        self._most, self._longest = seconds, longest
        self._killers: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def reaching(self, mutant: str) -> list[str]:
        """The tests to try, the likeliest killers first."""
        function = function_of(mutant)
        here, near = self._killers[function], self._killers[module_of(function)]
        return sorted(
            self._drawn(function), key=lambda t: (-here[t], -near[t], self.seconds_of.get(t, 0))
        )

    def _drawn(self, function: str) -> list[str]:
        kinds: defaultdict[str, list[str]] = defaultdict(list)
        for test in sorted(self._reaching.get(function, []), key=self.seconds_of.__getitem__):
            if self.seconds_of[test] <= self._longest:
                kinds[test.partition("[")[0]].append(test)
        drawn: list[str] = []
        left = self._most
        while any(kinds.values()) and left > 0:
            for kind in kinds.values():
                if kind and left > 0:
                    drawn.append(kind.pop(0))
                    left -= self.seconds_of[drawn[-1]]
        return drawn

    def remember(self, mutant: str, killer: str) -> None:
        """``killer`` will come first for what stands near ``mutant``."""
        function = function_of(mutant)
        self._killers[function][killer] += 1
        self._killers[module_of(function)][killer] += 1


def function_of(mutant: str) -> str:
    """The function that a mutant stands in, as mutmut names it."""
    return mutant.rpartition("__mutmut_")[0]


def module_of(function: str) -> str:
    """The module of a function."""
    return function.rpartition(".")[0]


class Child(NamedTuple):
    """A mutant on trial: its name, the pipe that its killer comes through, when time is up."""

    mutant: str
    pipe: int
    deadline: float


class Trial:
    """A pytest plugin: in place of running what was collected once, it is run for each mutant."""

    def __init__(self, mutants: list[str], tests: Tests, workers: int) -> None:
        self._mutants, self._tests, self._workers = mutants, tests, workers
        self._running: dict[int, Child] = {}
        self.became: Counter[str] = Counter()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Start as many as there are workers, and one more whenever one has ended."""
        collected = {item.nodeid: item for item in session.items}
        for mutant in self._mutants:
            items = [collected[t] for t in self._tests.reaching(mutant) if t in collected]
            if not items:
                self._record(mutant, "no test")
                continue
            self._start(session, mutant, items)
            while len(self._running) >= self._workers:
                self._await_one()
        while self._running:
            self._await_one()
        return True

    def _start(self, session: pytest.Session, mutant: str, items: list[pytest.Item]) -> None:
        out, into = os.pipe()
        pid = os.fork()
        if not pid:
            os.setpgid(0, 0)
            os.close(out)
            _run(session, mutant, items, into)
        os.close(into)
        usual = sum(self._tests.seconds_of[item.nodeid] for item in items)
        self._running[pid] = Child(mutant, out, time.monotonic() + _PATIENCE + 10 * usual)

    def _await_one(self) -> None:
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid in self._running:
                self._end(self._running.pop(pid), os.waitstatus_to_exitcode(status))
                return
            for late, child in self._running.items():
                if time.monotonic() > child.deadline:
                    os.killpg(late, signal.SIGKILL)
            time.sleep(0.005)

    def _end(self, child: Child, code: int) -> None:
        with os.fdopen(child.pipe, encoding="utf-8") as pipe:
            killer = pipe.read()
        if killer:
            self._tests.remember(child.mutant, killer)
        self._record(child.mutant, "killed" if code else "survived")

    def _record(self, mutant: str, end: str) -> None:
        self.became[end] += 1
        with TRIED.open("a", encoding="utf-8") as file:
            file.write(f"{mutant}\t{end}\n")


def _run(session: pytest.Session, mutant: str, items: list[pytest.Item], into: int) -> NoReturn:
    """In the child: the tests until one fails, whose name goes through the pipe."""
    from mutmut.mutation.trampoline import set_mutant_under_test

    code = 1
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        set_mutant_under_test(mutant)
        for item, following in zip(items, [*items[1:], None], strict=True):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                os.write(into, item.nodeid.encode())
                break
        else:
            code = 0
    finally:
        os._exit(code)


def _mutants(prefixes: list[str], *, survivors: bool) -> Iterator[str]:
    """Those whose names begin so and that were not tried yet, or that survived."""
    lines = TRIED.read_text("utf-8").splitlines() if TRIED.exists() else []
    became = dict(line.split("\t") for line in lines)
    wanted = tuple(f"rectify_cli.{prefix}" for prefix in prefixes or [""])
    for path in sorted(TREE.rglob("*.meta")):
        for mutant in json.loads(path.read_text("utf-8"))["exit_code_by_key"]:
            end = became.get(mutant)
            if mutant.startswith(wanted) and (end == "survived" if survivors else end is None):
                yield mutant


def main() -> None:
    """Read the command line, try, say what became of how many."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("prefixes", nargs="*", help="such as ledger.text; all by default")
    parser.add_argument("--seconds", type=float, default=5, help="of tests a mutant, at most")
    parser.add_argument("--longest", type=float, default=1.2, help="seconds a test may take")
    parser.add_argument("--survivors", action="store_true", help="try again what survived")
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    if not (TREE / "mutmut-stats.json").exists():
        sys.exit("no mutants yet: run mutmut for one of them first")
    settings = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    tests = Tests(seconds=chosen.seconds, longest=chosen.longest)
    mutants = list(_mutants(chosen.prefixes, survivors=chosen.survivors))
    trial = Trial(mutants, tests, chosen.workers)
    os.environ["CI"] = "1"
    sys.path.insert(0, str(TREE))
    from mutmut.mutation.trampoline import set_mutant_under_test

    set_mutant_under_test("none")
    order = [*settings["pytest_add_cli_args"], *settings["pytest_add_cli_args_test_selection"]]
    os.chdir(TREE)
    pytest.main(["-q", "--rootdir=.", *order], plugins=[trial])
    print(dict(trial.became))


if __name__ == "__main__":
    main()
