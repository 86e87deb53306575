"""What systems differ in: Windows pretended elsewhere, and what not every system can do."""

import os
from pathlib import Path
from types import ModuleType

import pytest


class _Os:
    name = "nt"

    def __getattr__(self, name: str) -> object:
        return getattr(os, name)


def pretend_windows(monkeypatch: pytest.MonkeyPatch, *modules: ModuleType) -> None:
    """Let ``modules`` believe that they run on Windows. Paths stay what they are."""
    for module in modules:
        monkeypatch.setattr(module, "os", _Os())


def refusal(code: int, text: str = "拒绝访问。", name: str = "清单.xlsx") -> OSError:
    """What Python raises on Windows for the system's ``code``."""
    if os.name == "nt":
        return OSError(0, text, name, code)
    as_told = {3: 2, 5: 13, 6: 9, 32: 13, 33: 13, 53: 2, 112: 28, 206: 2}
    error = OSError(as_told.get(code, 22), text, name)
    error.winerror = code  # type: ignore[attr-defined]
    return error


def make_link(path: Path, to: Path) -> None:
    """Make ``path`` a symbolic link; the test is skipped where none can be made."""
    try:
        path.symlink_to(to, target_is_directory=to.is_dir())
    except OSError:
        pytest.skip("this user may make no links")
    if not path.is_symlink():
        pytest.skip("this system makes no links")


def make_pipe(path: Path) -> None:
    """Make ``path`` a named pipe; the test is skipped where there are none."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(path)
