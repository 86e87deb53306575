"""Files that are no UTF-8: named for what they are, converted on demand, the original kept."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, ids

from rectify_cli.errors import ConflictError, InvalidDataError, NotFoundError
from rectify_cli.ledger.decoding import decode_ledger, fix_encoding
from rectify_cli.ledger.reading import read_ledger

ENCODINGS = {
    "gbk": "GBK",
    "gb18030": "GBK",
    "utf-16": "UTF-16LE",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_error_names_the_encoding_and_the_way_out(
    run: Run, ledger: Path, encoding: str
) -> None:
    ledger.write_bytes(ledger.read_text(encoding="utf-8").encode(encoding))
    result = run("list")
    assert result.code == 1
    assert f"看起来是 {ENCODINGS[encoding]} 编码，不是 UTF-8" in result.err
    assert f"rectify check --fix-encoding --file {Path('data/issues.yaml')} 转成" in result.err


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_fix_encoding_converts_and_keeps_the_original(
    run: Run, ledger: Path, encoding: str
) -> None:
    text = ledger.read_text(encoding="utf-8")
    original = text.encode(encoding)
    ledger.write_bytes(original)
    result = run("check", "--fix-encoding")
    assert result.code == 0
    assert "11 项，校验通过" in result.out
    assert f"已由 {ENCODINGS[encoding]} 转成 UTF-8；原件备份在" in result.err
    assert ledger.read_text(encoding="utf-8") == text
    assert ledger.with_name("issues.yaml.bak").read_bytes() == original
    assert len(ids(run("list", "--json"))) == 11


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n"])
def test_a_file_without_text_is_told_with_what_to_do(data: bytes) -> None:
    with pytest.raises(InvalidDataError) as caught:
        decode_ledger(data, "清单.yaml")
    assert caught.value.message == "清单.yaml 是空的"
    assert caught.value.hint == "用 rectify init 新建清单，或从备份、git 里恢复。"
    assert decode_ledger(b"\xef\xbb\xbfXX", "清单.yaml") == "\ufeffXX"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "清单.yaml"
    with pytest.raises(NotFoundError) as caught:
        read_ledger(path)
    assert caught.value.message == f"找不到清单文件：{path}"


def test_an_older_backup_is_not_overwritten(ledger: Path) -> None:
    ledger.with_name("issues.yaml.bak").write_text("旧备份", encoding="utf-8")
    ledger.write_bytes(ledger.read_text(encoding="utf-8").encode("gbk"))
    fixed = fix_encoding(ledger)
    assert fixed is not None
    assert fixed.backup.name == "issues.yaml.bak2"
    assert ledger.with_name("issues.yaml.bak").read_text(encoding="utf-8") == "旧备份"


def test_a_file_that_is_utf8_already_is_left_alone(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    result = run("check", "--fix-encoding")
    assert "不用转换" in result.err
    assert ledger.read_bytes() == before
    assert list(ledger.parent.iterdir()) == [ledger]


def test_a_byte_order_mark_and_crlf_from_notepad_are_welcome(ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8")
    ledger.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert len(read_ledger(ledger).checklist) == 11


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_nul_byte_is_told_with_its_place(end: str) -> None:
    data = f"document:{end}  title: 整\0改\0{end}{'# 备注' * 50}".encode()
    with pytest.raises(InvalidDataError) as caught:
        decode_ledger(data, "清单.yaml")
    (problem,) = caught.value.problems
    assert str(problem.place) == "清单.yaml:2:11"
    assert problem.message == "这里有空字节（NUL），文件可能已损坏"
    assert problem.hint == "从备份或 git 里恢复；或删去这个字符。"
    assert caught.value.message == "清单文件有误"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_stray_byte_is_told_with_its_place(end: str) -> None:
    data = f"document:{end}  title: 整".encode() + b"\xff" + end.encode()
    with pytest.raises(InvalidDataError) as caught:
        decode_ledger(data, "清单.yaml")
    (problem,) = caught.value.problems
    assert str(problem.place) == "清单.yaml:2:11"
    assert problem.message == "这里的字节 0xFF 不是 UTF-8 文字，文件可能混用了两种编码"
    assert problem.hint == "用编辑器打开，改正这一处后另存为 UTF-8。"


def test_a_gbk_word_pasted_into_a_utf8_file_does_not_make_it_a_gbk_file(
    run: Run, ledger: Path
) -> None:
    """By chance every pair of these bytes is a GBK character; converting would garble all."""
    data = "document:\n  title: 整改清单\n  basis: ".encode() + "点".encode("gbk") + b"\n"
    assert data.decode("gbk")
    ledger.write_bytes(data)
    result = run("check", "--fix-encoding")
    assert result.code == 1
    assert "issues.yaml:3:10" in result.err
    assert "混用了两种编码" in result.err
    assert ledger.read_bytes() == data


def test_a_file_that_is_being_written_to_is_not_converted(run: Run, ledger: Path) -> None:
    from rectify_cli.ledger import decoding, locking

    data = ledger.read_text(encoding="utf-8").encode("gbk")
    ledger.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch, locking.ledger_lock(ledger, timeout=0):
        real = locking.ledger_lock
        patch.setattr(locking, "ledger_lock", lambda path, **_: real(path, timeout=0))
        with pytest.raises(ConflictError, match="正在写"):
            decoding.fix_encoding(ledger)
    assert ledger.read_bytes() == data


def test_of_two_who_convert_at_once_the_second_finds_it_done(ledger: Path) -> None:
    from rectify_cli.ledger import decoding, locking

    data = ledger.read_bytes()
    ledger.write_bytes(data.decode("utf-8").encode("gbk"))
    with pytest.MonkeyPatch.context() as patch:
        real = locking.ledger_lock

        def lock_after_the_other(path: Path, **options: Any) -> AbstractContextManager[None]:
            path.write_bytes(data)
            return real(path, **options)

        patch.setattr(locking, "ledger_lock", lock_after_the_other)
        assert decoding.fix_encoding(ledger) is None
    assert ledger.read_bytes() == data
    assert list(ledger.parent.glob("*.bak*")) == []
