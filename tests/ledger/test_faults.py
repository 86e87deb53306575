"""The fault harnesses of ``benchmarks/``, each for a moment; their long runs are made by hand."""

import os
import subprocess
import sys

import pytest
from conftest import ROOT


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(["race_writers.py", "12", "3"], id="race"),
        pytest.param(["kill_writers.py", "3"], id="kill"),
        pytest.param(["fill_disk.py", "1500"], id="full disk"),
        pytest.param(["fuzz_reader.py", "400"], id="fuzz"),
    ],
)
def test_a_short_run_of_the_harness_finds_nothing(line: list[str]) -> None:
    if os.name == "nt" and line[0] in ("kill_writers.py", "fill_disk.py"):
        pytest.skip("needs POSIX")
    script, *numbers = line
    command = [sys.executable, str(ROOT / "benchmarks" / script), *numbers]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
