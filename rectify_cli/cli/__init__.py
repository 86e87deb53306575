"""The Typer app: parse, call, print. The only room that knows exit codes, the day and argv."""

import gc
import os
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (``sys.argv`` by default); returns the exit code for the shell.

    0 done; 1 bad data, not found, conflict or disk trouble; 2 the command line itself is wrong.
    """
    # A run takes a fraction of a second; collecting cycles while modules load, and again over all
    # of them at exit, would be a quarter of it.
    gc.set_threshold(100_000)
    # Plug-ins of pydantic would look through every installed package at start-up, and could watch
    # what passes; this program wants neither.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")

    from rectify_cli.cli.app.edge import run

    code = run(arguments)
    gc.freeze()
    return code
