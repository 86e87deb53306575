"""催办: the message to paste, and the slip on paper (催办通知单) with its 回执."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import Document as Plan
from rectify_cli.domain.model import Role, Unit, title_of
from rectify_cli.domain.reporting.urging import Grade, UrgedItem, Urging
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.formats.blocks import (
    Addressees,
    Align,
    Block,
    Cell,
    Column,
    Document,
    PageTitle,
    Paragraph,
    Section,
    Signature,
    Table,
    Tone,
)
from rectify_cli.views.papers.words import quoted
from rectify_cli.views.phrases import NONE, day_text, numbers_text

_WEEK = 7
_FEW = 5  # items that a message lists one by one
_NOW = {
    Grade.REMIND: "",
    Grade.URGE: "此前已经提醒，仍未报送，请抓紧。",
    Grade.PRESS: "多次催办仍未报送，现予督办，请主要领导过问。",
}
_RECEIPT = ("签收人", "签收时间", "承办股室", "承办人", "联系电话")


def message_of(urging: Urging, plan: Plan) -> str:
    """A message for WeChat or SMS: who, what, by when, to whom."""
    items = urging.items
    what = "牵头" if all(item.role is Role.LEAD for item in items) else "承担"
    if len(items) <= _FEW:
        listed = "；".join(
            f"第{i.state.issue.id}项{quoted(i.state.issue.title)}（{_since(i)}）" for i in items
        )
    else:
        listed = f"{numbers_text(i.state.issue.id for i in items)}（共{len(items)}项）"
        if urging.overdue:
            late = numbers_text(item.state.issue.id for item in urging.overdue)
            listed += f"，其中{late}已逾期"
        silent = [item for item in items if item.last is None]
        if silent and len(silent) < len(items):
            listed += f"，{numbers_text(item.state.issue.id for item in silent)}从未报送"
        elif silent:
            listed += "，均从未报送"
    to = plan.compiled_by or plan.issuer
    by = urging.reply_by
    ending = f"请于{day_text(by, near=urging.on)}前" if by else "请尽快"
    ending += f"将落实情况和佐证材料报{to}" if to else "报送落实情况和佐证材料"
    return (
        f"【{urging.grade.label}】{urging.unit.name}：截至{day_text(urging.on, near=urging.on)}，"
        f"你单位{what}的整改事项还有未报送的：{listed}。{_now(urging)}"
        f"{ending}；不能按期完成的，说明原因。"
    )


def _now(urging: Urging) -> str:
    """What is said of the items that were urged before."""
    said = _NOW[urging.grade]
    return f"{_pressed(urging)}{said}" if said else ""


def _pressed(urging: Urging) -> str:
    """``其中第3、8项``: the items urged most often, where others are not."""
    ids = [item.state.issue.id for item in urging.items if item.grade is urging.grade]
    return f"其中{numbers_text(ids)}" if len(ids) < len(urging.items) else ""


def urging_lines(urgings: Sequence[Urging], plan: Plan) -> Iterator[str]:
    """The messages one after another, each under the person whom it goes to."""
    for urging in urgings:
        yield f"── {urging.unit.name}　{_person(urging.unit)}"
        yield message_of(urging, plan)
        yield ""


def urging_data(urgings: Sequence[Urging], plan: Plan) -> list[dict[str, Any]]:
    """The messages, for ``rectify urge --json``."""
    return [
        {
            "unit": urging.unit.name,
            "grade": urging.grade.label,
            "issues": [
                {
                    "id": item.state.issue.id,
                    "grade": item.grade.label,
                    "urged": item.urged,
                    "last": item.last.isoformat() if item.last else None,
                    "silent_days": item.silent_days,
                    "overdue_days": item.state.overdue_days,
                }
                for item in urging.items
            ],
            "contact": urging.unit.contact,
            "phone": urging.unit.phone,
            "text": message_of(urging, plan),
        }
        for urging in urgings
    ]


def slips_document(urgings: Sequence[Urging], directory: UnitDirectory) -> Document:
    """The slips, one unit a page; there is at least one."""
    plan = directory.document
    first, *others = urgings
    sections = [Section(tuple(_slip(first, directory)))]
    for urging in others:
        head = PageTitle(_title(urging), tuple(filter(None, (urging.number,))))
        sections.append(Section((head, *_slip(urging, directory))))
    return Document(
        title=_title(first),
        subtitle=tuple(filter(None, (first.number,))),
        sections=tuple(sections),
        as_of=first.on,
        author=plan.supervised_by or plan.compiled_by or plan.issuer or "",
        subject=_title(first),
    )


def _title(urging: Urging) -> str:
    return f"{urging.grade.label}通知单"


def _slip(urging: Urging, directory: UnitDirectory) -> Iterator[Block]:
    plan = directory.document
    yield Addressees((urging.unit.name,))
    yield Paragraph(_opening(urging))
    yield _items_table(urging)
    by = f"{chinese_date(urging.reply_by)}前" if urging.reply_by else "〔请补充：日期〕前"
    yield Paragraph(
        f"请于{by}书面反馈，主要负责人签字并加盖公章，附佐证材料；"
        f"不能按期完成的，说明原因，同时提出延期申请。{_office(directory)}"
    )
    organ = plan.supervised_by or plan.compiled_by or plan.issuer or "〔请补充：发文机关〕"
    yield Signature(organ, urging.on, sealed=False)
    yield Table(
        columns=tuple(Column(title, 1, Align.CENTER) for title in _RECEIPT),
        rows=(tuple(Cell("\n") for _ in _RECEIPT),),
        caption="回执（请签收后退回）",
    )


def _office(directory: UnitDirectory) -> str:
    """Whom a unit asks: the compiling office's contact."""
    name = directory.document.compiled_by
    office = directory.unit(directory.canonical(name)) if name else Unit(name="〔请补充：单位〕")
    contact = office.contact or "〔请补充：姓名〕"
    phone = office.phone or "〔请补充：号码〕"
    return f"{title_of(Unit, 'contact')}：{office.name}{contact}，电话：{phone}。"


def _opening(urging: Urging) -> str:
    items, overdue = urging.items, urging.overdue
    role = "牵头" if all(item.role is Role.LEAD for item in items) else "承担"
    if len(overdue) == len(items):
        what = "的下列整改事项已逾期"
    elif overdue:
        late = numbers_text(item.state.issue.id for item in overdue)
        what = f"的下列整改事项未按要求报送落实情况，其中{late}已逾期"
    else:
        what = "的下列整改事项未按要求报送落实情况"
    again = {
        Grade.REMIND: "现予提醒",
        Grade.URGE: "现予催办",
        Grade.PRESS: f"{_pressed(urging)}经多次催办仍未报送，现予督办",
    }
    return f"你单位{role}{what}，{again[urging.grade]}。"


def _items_table(urging: Urging) -> Table:
    return Table(
        columns=(
            Column("序号", 0.5, Align.CENTER, fixed=True),
            Column("事项", 3.9),
            Column("整改时限", 2.4),
            Column("逾期天数", 0.8, Align.CENTER, fixed=True),
            Column("最近报送", 1.1, Align.CENTER, fixed=True),
            Column("要求", 1.1),
        ),
        rows=tuple(_item_row(item, urging.on) for item in urging.items),
    )


def _item_row(item: UrgedItem, on: date) -> tuple[Cell, ...]:
    state = item.state
    late = state.overdue_days
    due = day_text(state.due, near=on) if state.due else state.issue.deadline or NONE
    last = day_text(item.last, near=on) if item.last else "从未报送"
    asked = "限期完成" if late else "报送情况"
    return (
        Cell(str(state.issue.id), value=state.issue.id),
        Cell(state.issue.title),
        Cell(due),
        Cell(f"{late}天" if late else NONE, Tone.PLAIN, late or None),
        Cell(last),
        Cell(asked),
    )


def _named(item: UrgedItem) -> str:
    issue = item.state.issue
    return f"第{issue.id}项{quoted(issue.title)}（{_since(item)}）"


def _since(item: UrgedItem) -> str:
    last = "从未报送"
    if item.last is not None:
        silent = f"后{item.silent_days}天未报" if item.silent_days >= _WEEK else "报送"
        last = f"{day_text(item.last, near=item.state.as_of)}{silent}"
    late = f"，逾期{item.state.overdue_days}天" if item.state.is_overdue else ""
    return last + late


def _person(unit: Unit) -> str:
    told = filter(None, (unit.contact, unit.phone))
    return "　".join(told) or "没有填联系人（rectify contact 填上）"
