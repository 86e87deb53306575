"""Which file is the ledger: where it is looked for, and what is said where there is none."""

from pathlib import Path

import pytest

from rectify_cli.errors import NotFoundError, StorageError
from rectify_cli.ledger.finding import find_ledger, refuse_missing

NEW = "还没有清单，用 rectify init 新建。"


def make(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def refused(named: Path | None) -> tuple[str, str | None]:
    with pytest.raises(NotFoundError) as caught:
        find_ledger(named)
    return caught.value.message, caught.value.hint


def test_the_ledger_of_the_nearest_folder_from_here_upward_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "股室" / "归档"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    assert refused(None) == (
        f"在 {here} 和它的上级文件夹里都没有 data/issues.yaml",
        f"用 --file 或环境变量 RECTIFY_FILE 指明清单文件；{NEW}",
    )
    above = make(tmp_path / "data" / "issues.yaml")
    assert find_ledger(None) == above
    nearer = make(tmp_path / "股室" / "data" / "issues.yaml")
    assert find_ledger(None) == nearer
    make(here / "data" / "issues.yaml")
    assert find_ledger(None) == Path("data/issues.yaml"), "as people type it"
    assert find_ledger(above) == above, "what is named is not looked for"


def test_a_named_file_that_is_missing_or_a_folder_is_told_with_what_to_do(tmp_path: Path) -> None:
    missing = tmp_path / "没有.yaml"
    said = (f"找不到清单文件：{missing}", f"核对 --file（或 RECTIFY_FILE）的路径；{NEW}")
    assert refused(missing) == said
    below = make(tmp_path / "文件") / "清单.yaml"
    assert refused(below)[0] == f"找不到清单文件：{below}"
    assert refused(Path("清\0单"))[0] == "找不到清单文件：清\0单"
    assert refused(tmp_path) == (
        f"{tmp_path} 是文件夹，不是清单文件",
        f"--file（或 RECTIFY_FILE）要写到文件名，例如 {tmp_path / 'issues.yaml'}。",
    )


def test_a_working_folder_that_was_deleted_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> Path:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(Path, "cwd", gone)
    hint = "换到别的文件夹，或用 --file 写明清单的完整路径。"
    assert refused(None) == ("当前文件夹已经不在了", hint)


def test_where_one_may_not_look_is_named_here_and_passed_over_further_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "中" / "下"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    above = make(tmp_path / "data" / "issues.yaml")
    forbidden = tmp_path / "中" / "data" / "issues.yaml"

    def look(path: Path) -> bool:
        if path == forbidden:
            raise PermissionError(13, "Permission denied")
        return path == above

    monkeypatch.setattr(Path, "is_file", look)
    assert find_ledger(None) == above
    forbidden = Path("data/issues.yaml")
    with pytest.raises(StorageError) as caught:
        find_ledger(None)
    assert caught.value.message.startswith(f"读不了 {forbidden}：")


def test_a_name_that_cannot_be_looked_up_is_left_to_who_opens_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    refuse_missing(Path("清单.yaml"))
    assert find_ledger(Path("清单.yaml")) == Path("清单.yaml")
