"""What cannot be added to a ledger: said where and what to do, and the file stays as it is."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rectify_cli.domain.model import Event, EventKind, Issue, Paper, PaperKind, Unit
from rectify_cli.errors import ConflictError, NotFoundError, StorageError
from rectify_cli.ledger import editing, limits
from rectify_cli.ledger.editing import LedgerEdit, edit_ledger
from rectify_cli.ledger.reading import read_ledger

STARTED = Event(date=date(2020, 8, 20), event=EventKind.START)
NEW = Issue(id=12, title="新问题", problem="问题。")
PAPER = Paper(date=date(2020, 11, 6), paper=PaperKind.NOTICE, until=date(2020, 11, 5))
UNIT = Unit(name="县水务局", aliases=("水务局",))
HEAD = "document: {title: 清单, issued_on: 2020-08-12}\n"
WAY_OUT = "把这一处改成逐行写法（log: 下面一行一个“- {date: …}”）再试，或手工添加。"
UNPROVEN = "先运行 rectify check；再不行，请手工添加并反馈这个文件。"


@pytest.mark.parametrize(
    ("text", "add", "refusal"),
    [
        (
            "issues:\n  - {id: 7, title: 甲, problem: 甲, log: ~}\n",
            lambda edit: edit.append_event(7, STARTED),
            "事项 7 的 log：log 不是列表",
        ),
        (
            "issues: [{id: 1, title: 甲, problem: 甲}]\n",
            lambda edit: edit.append_issue(NEW),
            "issues：列表写在一对方括号里",
        ),
        (
            "units: [{name: 甲局}]\nissues: []\n",
            lambda edit: (edit.append_paper(PAPER), edit.append_unit(UNIT)),
            "units：列表写在一对方括号里",
        ),
        (
            "units:\n  - name: 甲局\n    aliases: [甲]\nissues: []\n",
            lambda edit: (
                edit.append_paper(PAPER),
                edit.set_unit_fields("甲局", {"aliases": "乙"}),
            ),
            "单位“甲局”：aliases 不是一段文字",
        ),
    ],
)
def test_a_list_written_in_a_way_that_cannot_grow_is_named(
    tmp_path: Path, text: str, add: Callable[[LedgerEdit], object], refusal: str
) -> None:
    path = tmp_path / "清单.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    with edit_ledger(path) as edit:
        add(edit)
        with pytest.raises(ConflictError) as caught:
            edit.save()
    assert caught.value.message == f"不能自动写入{refusal}。文件没有改动"
    assert caught.value.hint == WAY_OUT
    assert path.read_text(encoding="utf-8") == HEAD + text


def test_what_is_not_in_the_ledger_is_named(ledger: Path) -> None:
    with edit_ledger(ledger) as edit:
        with pytest.raises(NotFoundError, match="清单里没有序号为 99 的事项"):
            edit.append_event(99, STARTED)
        with pytest.raises(NotFoundError, match="清单里没有序号为 99 的事项"):
            edit.add_evidence(99, [])
        with pytest.raises(NotFoundError, match="units 里没有“没有的局”"):
            edit.set_unit_fields("没有的局", {"contact": "张某"})
        with pytest.raises(ConflictError, match="单位没有这样的键：甲、乙"):
            edit.set_unit_fields("县发改局", {"甲": "一", "乙": "二"})


def test_an_issue_that_is_being_added_takes_its_id_and_no_events_yet(ledger: Path) -> None:
    with edit_ledger(ledger) as edit:
        edit.append_issue(NEW)
        with pytest.raises(ConflictError) as caught:
            edit.append_issue(NEW)
        assert caught.value.message == "序号 12 已经用过"
        assert caught.value.hint == "新事项要用新的序号。"
        with pytest.raises(NotFoundError, match="序号为 12 "):
            edit.append_event(12, STARTED)


@pytest.mark.parametrize(
    ("broken", "add"),
    [
        ("record_text", lambda edit: edit.append_event(3, STARTED)),
        ("scalar", lambda edit: edit.set_unit_fields("县发改局", {"contact": "张某"})),
    ],
)
@pytest.mark.parametrize("written", ["{", "{date: 2020-08-21, event: start}", "&a 甲"])
def test_an_entry_that_would_say_something_else_is_not_added(
    ledger: Path,
    monkeypatch: pytest.MonkeyPatch,
    broken: str,
    add: Callable[[LedgerEdit], object],
    written: str,
) -> None:
    monkeypatch.setattr(editing, broken, lambda _: written)
    with edit_ledger(ledger) as edit, pytest.raises(ConflictError) as caught:
        add(edit)
    assert caught.value.message == f"写入前的复核没有通过，{ledger} 没有改动"
    assert caught.value.hint == UNPROVEN


def test_a_file_that_an_editor_saved_meanwhile_is_named_with_what_to_do(ledger: Path) -> None:
    with edit_ledger(ledger) as edit:
        edit.append_event(3, STARTED)
        ledger.write_bytes(ledger.read_bytes() + b"# another\n")
        with pytest.raises(ConflictError) as caught:
            edit.save()
    assert caught.value.message == f"{ledger} 刚刚被别的程序改过，什么也没有写"
    assert caught.value.hint == "如果正用编辑器打开着，先保存并关闭，再试一次。"


def test_a_file_that_is_gone_meanwhile_is_named(ledger: Path) -> None:
    with edit_ledger(ledger) as edit:
        edit.append_event(3, STARTED)
        ledger.unlink()
        with pytest.raises(StorageError) as caught:
            edit.save()
    assert caught.value.message.startswith(f"读不了 {ledger}：")


def test_the_keys_of_a_unit_may_be_set_one_after_the_other(ledger: Path) -> None:
    with edit_ledger(ledger) as edit:
        edit.set_unit_fields("县发改局", {"contact": "张某"})
        assert "张某" in edit.text
        edit.set_unit_fields("县发改局", {"phone": "1\n2"})
        edit.set_unit_fields("县人行", {"contact": "王某"})
        edit.save()
    units = {unit.name: unit for unit in read_ledger(ledger).checklist.units}
    assert (units["县发改局"].contact, units["县发改局"].phone) == ("张某", "1 2")
    assert units["县人行"].contact == "王某"


def test_what_is_asked_for_in_between_knows_all_that_was_added_so_far(ledger: Path) -> None:
    with edit_ledger(ledger) as edit:
        assert (edit.text, edit.added) == (ledger.read_text(encoding="utf-8"), ())
        edit.append_event(3, STARTED)
        assert [line.issue_id for line in edit.added] == [3]
        edit.append_unit(UNIT)
        for issue_id, note in ((2, "其一"), (3, "其二")):
            edit.append_event(issue_id, STARTED.model_copy(update={"note": note}))
        assert "县水务局" in edit.text
        assert [line.issue_id for line in edit.added] == [3, 2, 3]
        assert [line.text[-4:-1] for line in edit.added] == ["art", " 其一", " 其二"]


def test_what_was_typed_over_lines_is_one_line_and_blanks_are_nothing(ledger: Path) -> None:
    with edit_ledger(ledger) as edit:
        edit.append_event(3, STARTED.model_copy(update={"note": " 甲\r\n\t乙 ", "by": " \n"}))
        edit.save()
    (event,) = read_ledger(ledger).checklist.issues_by_id()[3].log
    assert (event.note, event.by) == ("甲 乙", None)


def test_a_ledger_that_has_a_second_name_is_written_and_that_is_told(ledger: Path) -> None:
    told: list[str] = []

    def write() -> None:
        with edit_ledger(ledger, tell=told.append) as edit:
            edit.append_event(3, STARTED)
            edit.save()

    write()
    assert told == []
    try:
        os.link(ledger, ledger.with_name("另一个.yaml"))
    except OSError:
        pytest.skip("this file system knows no second names")
    write()
    assert told == [
        f"{ledger} 还有别的名字（硬链接）；写入后那个名字下仍是旧内容，"
        "请改用符号链接，或只留一个文件。"
    ]


def test_a_ledger_that_would_be_too_large_is_named(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with edit_ledger(ledger) as edit:
        edit.append_event(3, STARTED)
        monkeypatch.setattr(limits, "MAX_BYTES", 4 * len(edit.ledger.text))
        with pytest.raises(ConflictError, match="再也读不了") as caught:
            edit.save()
    assert caught.value.message.startswith(f"{ledger} 写入后就太大了")


def break_off_after_the_write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    raise KeyboardInterrupt


def lose_the_drive(path: Path, _: bytes) -> None:
    path.unlink()
    raise StorageError("网络磁盘的连接断了")


@pytest.mark.parametrize("replace", [break_off_after_the_write, lose_the_drive])
def test_evidence_stays_where_the_ledger_may_name_it(
    ledger: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    replace: Callable[[Path, bytes], None],
) -> None:
    proof = tmp_path / "照片.jpg"
    proof.write_bytes(b"x")
    monkeypatch.setattr(editing, "replace_file", replace)
    with edit_ledger(ledger) as edit:
        (relative,) = edit.add_evidence(3, [proof])
        edit.append_event(3, STARTED.model_copy(update={"evidence": (relative,)}))
        with pytest.raises((KeyboardInterrupt, StorageError)):
            edit.save()
    assert (ledger.parent / relative).read_bytes() == b"x"
