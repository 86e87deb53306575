"""A new ledger, and how large one may be: refused in words, and then nothing is written."""

from pathlib import Path

import pytest

from rectify_cli.errors import ConflictError, InvalidDataError, StorageError
from rectify_cli.ledger import limits
from rectify_cli.ledger.creating import create_ledger
from rectify_cli.ledger.limits import memory_of
from rectify_cli.ledger.reading import parse_ledger_text, read_ledger
from rectify_cli.ledger.text.blocks import parts_of

HEAD = "document: {title: 清单, issued_on: 2020-08-12}\n"
MEGABYTE = 1 << 20


def test_what_is_wrong_in_a_new_ledger_is_told_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "清单.yaml"
    with pytest.raises(InvalidDataError) as caught:
        create_ledger(path, "document: {}\n")
    assert {problem.place.file for problem in caught.value.problems} == {str(path)}
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    with pytest.raises(StorageError) as caught:
        create_ledger(tmp_path / "文件" / "issues.yaml", HEAD)
    assert caught.value.message.startswith(f"建不了文件夹 {tmp_path / '文件'}：")


def test_a_new_ledger_too_large_to_be_read_again_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its characters may take four bytes each."""
    path = tmp_path / "清单.yaml"
    monkeypatch.setattr(limits, "MAX_BYTES", 4 * len(HEAD))
    create_ledger(path, HEAD)
    path.unlink()
    with pytest.raises(ConflictError) as caught:
        create_ledger(path, HEAD + "\n")
    assert caught.value.message == (
        f"{path} 写入后就太大了，再也读不了（要用约 0 MB 内存），什么也没有写"
    )
    assert caught.value.hint == "把已了结的事项另存为一份清单。"
    assert not path.exists()


def test_a_text_of_more_than_a_gigabyte_in_memory_is_not_parsed() -> None:
    with pytest.raises(InvalidDataError) as caught:
        parse_ledger_text("#" * 10_000_000, "清单.yaml")
    assert caught.value.message == (
        "读 清单.yaml 要用约 1,068 MB 内存（写法有误或特殊，不能分段读），超过 1,024 MB，没有读"
    )
    assert caught.value.hint == "先分成几份，再逐份 check。"


def test_a_large_ledger_in_its_usual_form_is_told_what_to_do() -> None:
    issue = "- {id: 1, title: 事项, problem: 问题}\n"
    with pytest.raises(InvalidDataError) as caught:
        parse_ledger_text(f"{HEAD}issues:\n{issue}# {'问' * 10_000_000}\n{issue}", "清单.yaml")
    assert caught.value.message.endswith(" MB 内存，超过 1,024 MB，没有读")
    assert caught.value.hint == "把已了结的事项另存为一份清单。"


def test_what_is_read_issue_by_issue_takes_less_memory_than_what_is_parsed_at_once() -> None:
    issue = "- id: 1\n  title: 事项\n  log:\n" + "  # 说明\n" * 4_000
    text = f"{HEAD}issues:\n" + issue * 30
    at_once, in_parts = memory_of(text, None), memory_of(text, parts_of(text))
    assert 80 * MEGABYTE < at_once < 120 * MEGABYTE
    assert 10 * MEGABYTE < in_parts < 20 * MEGABYTE


def test_each_issue_and_each_event_takes_its_memory() -> None:
    text = f"{HEAD}issues:\n" + "- id: 1\n" * 30
    none = memory_of(text, parts_of(text))
    issues = memory_of(text + "problem" * 1_000, parts_of(text))
    events = memory_of(text + "event" * 1_000, parts_of(text))
    assert 3 * MEGABYTE < issues - none < 6 * MEGABYTE
    assert 1 * MEGABYTE < events - none < 3 * MEGABYTE


def test_a_ledger_that_takes_all_that_is_given_is_written_and_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issues = [f"- {{id: {number}, title: 事项, problem: 问题}}\n" for number in range(1, 31)]
    text = f"{HEAD}issues:\n{''.join(issues)}"
    monkeypatch.setattr(limits, "MAX_MEMORY", memory_of(text, parts_of(text)))
    create_ledger(tmp_path / "清单.yaml", text)
    assert len(read_ledger(tmp_path / "清单.yaml").checklist) == 30
