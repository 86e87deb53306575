"""The rooms of the house: an import only goes down, and only ``cli`` knows the day."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "rectify_cli"
FLOORS = (
    ("cli",),
    ("printing", "importing", "ledger"),
    ("notice",),
    ("report",),
    ("figures", "query", "rules", "schema"),
    ("fold", "units"),
    ("model", "deadline"),
    ("dates",),
    ("errors",),
)
HEIGHT = {room: -floor for floor, rooms in enumerate(FLOORS) for room in rooms}
PURE = [room for rooms in FLOORS[2:] for room in rooms]


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[str]:
    """The rooms that a module imports from, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "rectify_cli" and len(parts) > 1 and parts[1] in HEIGHT:
                yield parts[1]


def test_every_module_has_its_floor() -> None:
    rooms = {room_of(path) for path in modules()} - {"__init__"}
    assert rooms == set(HEIGHT)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_only_go_down(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    for other in imported_rooms(path):
        assert other == room or HEIGHT[other] < HEIGHT[room], other


@pytest.mark.parametrize("room", PURE)
def test_the_pure_rooms_touch_neither_disk_nor_clock_nor_terminal(room: str) -> None:
    tree = ast.parse((PACKAGE / f"{room}.py").read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not names & {"open", "print", "input", "Path", "os", "sys"}
    assert not attributes & {"today", "now", "read_text", "write_text"}


def loaded_by(*arguments: str) -> set[str]:
    """The top-level packages in memory after a command line."""
    code = (
        "import sys; from rectify_cli.cli import main; main(sys.argv[1:]);"
        "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, check=True
    )
    return set(done.stderr.decode().split())


def test_a_list_loads_nothing_that_it_does_not_need() -> None:
    assert not {"docx", "openpyxl", "lxml", "filelock"} & loaded_by("list")


def test_a_markdown_report_loads_no_office_packages() -> None:
    assert not {"docx", "openpyxl", "lxml"} & loaded_by("report", "-o", "-")
