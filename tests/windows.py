"""Windows, as far as a module sees it by asking ``os``; for tests on other systems."""

import os
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
    error = OSError({5: 13, 32: 13, 33: 13, 112: 28, 53: 2, 206: 2, 3: 2}.get(code, 22), text, name)
    error.winerror = code  # type: ignore[attr-defined]
    return error
