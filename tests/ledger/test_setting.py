"""Setting texts of a unit, as its contact, in place."""

from pathlib import Path

import pytest
from marked import after, before

from rectify_cli.domain.model import Unit
from rectify_cli.errors import ConflictError, NotFoundError
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.reading import read_ledger

HEAD = "document: {title: 清单, issued_on: 2020-08-12}\n"
NEW = {"contact": "张某: 女", "phone": "转2号"}
ADDED = "contact: '张某: 女'"
# A unit in every style, «…» around what is put in and ‹…› around what is taken out.
UNITS = {
    "nothing yet": "  - name: 甲局\n«    CONTACT\n    phone: 转2号\n»  - name: 乙局\n",
    "other keys and comments": (
        "  - name: 甲局  # 注\n    aliases: [甲]\n    # 电话待补\n"
        "«    CONTACT\n    phone: 转2号\n»\n  # 下一个\n  - name: 乙局\n"
    ),
    "in place": (
        "  - name: 甲局\n    contact: ‹李某›«'张某: 女'»  # 兼\n    phone: ‹\"1\"›«转2号»\n"
        "    office: 股\n"
    ),
    "nothing after the key": (
        "  - name: 甲局\n    contact:« '张某: 女'»   # 待补\n    phone:« 转2号»\n"
    ),
    "texts over lines": (
        "  - name: 甲局\n    contact: ‹|-\n      李某\n      二人›«'张某: 女'»\n"
        "    phone: ‹'1\n      2'›«转2号»\n  - name: 乙局\n"
    ),
    "in braces": "  - {name: 甲局, contact: ‹李›«'张某: 女'», aliases: [甲]«, phone: 转2号»}\n",
    "a text that keeps blank lines": (
        "  - name: 甲局\n    contact: ‹|+\n      李某\n\n›«'张某: 女'»\n    phone: ‹'1'›«转2号»\n"
    ),
    "in braces without the keys": ("  - {name: 甲局«, contact: '张某: 女', phone: 转2号»}\n"),
    "in braces with nothing": (
        "  - {name: 甲局, contact:« '张某: 女'» , aliases: [甲]«, phone: 转2号»}\n"
    ),
    "in braces with a bare key": ("  - {name: 甲局, contact«: '张某: 女'», phone: ‹'1'›«转2号»}\n"),
    "in braces with a bare key at the end": (
        "  - {name: 甲局, contact: ‹李›«'张某: 女'», leader« , phone: 转2号»}\n"
    ),
    "in braces with nothing at the end": (
        "  - {name: 甲局, contact: ‹李›«'张某: 女'», leader:« , phone: 转2号» }\n"
    ),
    "the only one": "  - name: 甲局\n«    CONTACT\n    phone: 转2号\n»",
    "the only one, not indented": "- name: 甲局\n«  CONTACT\n  phone: 转2号\n»",
    "not indented": "- name: 甲局\n«  CONTACT\n  phone: 转2号\n»- name: 乙局\n",
}


@pytest.mark.parametrize("eol", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("marked", UNITS.values(), ids=UNITS.keys())
def test_a_contact_is_set_in_place_and_nothing_else_moves(
    ledger: Path, marked: str, eol: str
) -> None:
    marked = f"{HEAD}units:\n{marked.replace('CONTACT', ADDED)}issues: []\n".replace("\n", eol)
    ledger.write_bytes(before(marked).encode())
    with edit_ledger(ledger) as edit:
        edit.set_unit_fields("甲局", NEW)
        edit.append_unit(Unit(name="丙局"))
        edit.save()
    unit = read_ledger(ledger).checklist.units[0]
    assert (unit.contact, unit.phone) == (NEW["contact"], NEW["phone"])
    written = ledger.read_bytes().decode().replace(f"  - name: 丙局{eol}", "")
    assert written.replace(f"- name: 丙局{eol}", "") == after(marked)


def test_a_last_line_without_its_end_stays_so(ledger: Path) -> None:
    text = f"{HEAD}issues: []\nunits:\n  - name: 甲局\n    phone: 1"
    ledger.write_text(text, encoding="utf-8")
    with edit_ledger(ledger) as edit:
        edit.set_unit_fields("甲局", {"phone": "2"})
        edit.save()
    assert ledger.read_text(encoding="utf-8") == f"{text[:-1]}'2'"


def test_what_is_no_text_or_no_unit_is_not_set(ledger: Path) -> None:
    before = ledger.read_bytes()
    with edit_ledger(ledger) as edit:
        with pytest.raises(NotFoundError):
            edit.set_unit_fields("没有的局", NEW)
        with pytest.raises(ConflictError, match="没有这样的键"):
            edit.set_unit_fields("县发改局", {"没有的键": "甲"})
        edit.set_unit_fields("县级各部门", {"members": "甲"})
        with pytest.raises(ConflictError, match="单位“县级各部门”：members 不是一段文字"):
            edit.save()
    assert ledger.read_bytes() == before
