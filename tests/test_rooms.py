"""The rooms of the house: an import only goes down, and only ``cli`` knows the day."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "rectify_cli"
# Each room, and the rooms it may import; a room may always import itself.
BELOW = ("formats", "domain", "files", "errors")
MAY_IMPORT: dict[str, set[str]] = {
    "cli": {
        "views",
        "exchange",
        "importing",
        "history",
        "ledger",
        "formats",
        "domain",
        "files",
        "errors",
    },
    "views": {*BELOW},
    "exchange": {"importing", "formats", "domain", "files", "errors"},
    "history": {"ledger", "domain", "files", "errors"},
    "importing": {"domain", "files", "errors"},
    "ledger": {"domain", "files", "errors"},
    "formats": {"files", "errors"},
    "domain": {"errors"},
    "files": {"errors"},
    "errors": set(),
}
# Asked for by Typer, Rich and pydantic.
HOOKS = {"list_commands", "make_parser", "on_broken_pipe", "_fits_its_kind"}
PURE = sorted((PACKAGE / "domain").rglob("*.py"))


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(source: str) -> Iterator[str]:
    """The rooms that a module imports from, wherever in it the import stands."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            names = ["rectify_cli.<relative>"]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "rectify_cli" and len(parts) > 1 and parts[1] != "__version__":
                yield parts[1]


def wrong_imports(room: str, source: str) -> list[str]:
    """What a module of ``room`` imports and may not."""
    return [other for other in imported_rooms(source) if other not in MAY_IMPORT[room] | {room}]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_only_go_down(path: Path) -> None:
    if path != PACKAGE / "__init__.py":
        assert wrong_imports(room_of(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("formats", "from rectify_cli.domain.model import Issue"),
        ("domain", "from rectify_cli.files import write_file"),
        ("views", "import rectify_cli.ledger.reading"),
        ("ledger", "def f():\n    from rectify_cli.views import issues"),
        ("importing", "from rectify_cli import ledger"),
        ("domain", "from ..files import write_file"),
    ],
)
def test_one_wrong_import_is_found(room: str, line: str) -> None:
    assert wrong_imports(room, line)


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_domain_touches_neither_disk_nor_clock_nor_terminal(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not names & {"open", "print", "input", "Path", "os", "sys"}
    assert not attributes & {"today", "now", "read_text", "write_text"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_grows_beyond_what_one_reads_at_a_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_nothing_stays_that_nobody_in_the_house_asks_for() -> None:
    """Functions, classes and constants that stand once in the package are dead, or tests' own."""
    texts = [path.read_text(encoding="utf-8") for path in modules()]
    templates = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.j2")]
    words = Counter(word for text in (*texts, *templates) for word in re.findall(r"\w+", text))
    dead = {name for text in texts for name in defined_in(text) if words[name] == 1}
    assert {name for name in dead if not name.startswith("__")} <= HOOKS


def defined_in(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        yield from (target.id for target in targets if isinstance(target, ast.Name))


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
    assert not {"docx", "openpyxl", "lxml"} & loaded_by("list")


def test_a_markdown_report_loads_no_office_packages() -> None:
    assert not {"docx", "openpyxl", "lxml"} & loaded_by("report", "-o", "-")
