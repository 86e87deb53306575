"""Which ledgers are meant by what was typed, and what each of them is called."""

from pathlib import Path

import pytest

from rectify_cli.errors import InvalidDataError, NotFoundError, StorageError
from rectify_cli.ledger.several import find_ledgers, names_of, read_list


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*names: str) -> None:
    """Empty files: which ledgers are meant is told without reading one."""
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()


def found(*words: str) -> list[str]:
    return [path.as_posix() for path in find_ledgers(words)]


def test_a_folder_stands_for_its_own_ledger_or_for_those_of_its_folders() -> None:
    make("州/甲县/data/issues.yaml", "州/乙县/data/issues.yaml", "州/说明/读我.txt")
    assert found("州") == ["州/乙县/data/issues.yaml", "州/甲县/data/issues.yaml"]
    make("州/data/issues.yaml")
    assert found("州") == ["州/data/issues.yaml"]


def test_a_pattern_fits_ledgers_of_either_ending_and_nothing_else() -> None:
    make("清单/甲.yaml", "清单/乙.yml", "清单/丙.txt", "清单/丁.yaml.bak", "清单/戊.YAML")
    assert set(found("清单/*")) == {"清单/甲.yaml", "清单/乙.yml", "清单/戊.YAML"}


def test_a_pattern_that_fits_no_ledger_is_named_with_what_to_do() -> None:
    make("清单/说明.txt")
    with pytest.raises(NotFoundError) as caught:
        found("清单/*")
    assert (caught.value.message, caught.value.hint) == ("没有符合 清单/* 的清单", "核对路径。")


def test_a_word_that_names_nothing_is_kept_for_who_reads_it() -> None:
    assert found("没有", "没有.yaml") == ["没有", "没有.yaml"]


def test_a_folder_that_the_system_will_not_look_into_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(StorageError, match="读不了 甲县："):
        found("甲县")


@pytest.mark.parametrize(
    ("ledgers", "names"),
    [
        ([], []),
        (["甲县/data/issues.yaml"], ["甲县"]),
        (["甲县/issues.yaml"], ["甲县"]),
        (["甲县/乙镇.yaml"], ["乙镇"]),
        (["东/甲县/data/issues.yaml", "西/甲县/data/issues.yaml"], ["东/甲县", "西/甲县"]),
        (
            ["一/东/甲县/issues.yaml", "二/东/甲县/issues.yaml", "乙县.yaml"],
            ["一/东/甲县", "二/东/甲县", "乙县"],
        ),
    ],
)
def test_a_ledger_is_called_by_what_tells_it_from_the_others(
    ledgers: list[str], names: list[str]
) -> None:
    assert names_of([Path(ledger) for ledger in ledgers]) == names


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_is_read_as_an_editor_saved_it(encoding: str, end: str) -> None:
    lines = ["XX县", "# 下面的还没有报", "", '"D:\\各县\\甲县"', "  乙县/XX镇  "]
    Path("名单.txt").write_bytes(end.join(lines).encode(encoding))
    assert read_list(Path("名单.txt")) == ["XX县", "D:\\各县\\甲县", "乙县/XX镇"]


def test_a_list_that_is_missing_or_no_text_is_said_to_be_so() -> None:
    with pytest.raises(NotFoundError, match=r"^找不到清单目录：名单\.txt$"):
        read_list(Path("名单.txt"))
    Path("名单.pdf").write_bytes(b"%PDF-1.7\n\xff\xfe\xff")
    with pytest.raises(InvalidDataError) as caught:
        read_list(Path("名单.pdf"))
    assert caught.value.message == "名单.pdf 不是文本文件"
    assert caught.value.hint == "每行写一个清单文件或文件夹。"
