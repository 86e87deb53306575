"""What `rectify list` costs beside an empty Typer app and beside Python itself, in one run.

    python benchmarks/startup.py [rounds]

The three are started in turn, round after round, so that a machine that slows down slows them
all; the figures are processor seconds (user and system) of the finished processes, and the ratio
is taken round by round. Prints the medians, twice: with modules compiled once, in the warm-up, as
an installation compiles them; and with those that are not compiled yet compiled in each run, as
where PYTHONDONTWRITEBYTECODE is set.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
EMPTY_APP = """\
import typer

app = typer.Typer()


@app.command("list")
def show() -> None:
    print("nothing")


@app.command()
def done() -> None:
    pass


app()
"""
RECTIFY = "import sys; from rectify_cli.cli import main; sys.exit(main())"


def as_installed(folder: str | Path) -> dict[str, str]:
    """The environment, with the compiled modules kept in ``folder``."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder)}


def as_found() -> dict[str, str]:
    """The environment, with no modules compiled but those that are so already."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


def cpu_seconds(command: list[str], environment: dict[str, str]) -> float:
    """Processor seconds that one run of ``command`` takes; raises when it fails."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Run from the command line."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        app = Path(folder) / "empty_app.py"
        app.write_text(EMPTY_APP, encoding="utf-8")
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "empty Typer app": [sys.executable, str(app), "list"],
            "rectify list": [sys.executable, "-c", RECTIFY, "list"],
        }
        for how, environment in (
            ("modules compiled once", as_installed(Path(folder) / "compiled")),
            ("modules compiled in each run", as_found()),
        ):
            for command in commands.values():  # a warm-up fills the caches
                cpu_seconds(command, environment)
            times = [
                {name: cpu_seconds(c, environment) for name, c in commands.items()}
                for _ in range(rounds)
            ]
            print(f"{how} ({rounds} rounds)")
            for name in commands:
                print(f"  {name:<16} {1000 * median(t[name] for t in times):6.1f} ms")
            ratio = median(t["rectify list"] / t["empty Typer app"] for t in times)
            print(f"  rectify list / empty Typer app: {ratio:.2f}")


if __name__ == "__main__":
    main()
