"""关于……整改进展情况的通报 as an official document: every sentence is a count, a rule, or a fact
with its issue; nothing is invented."""

from collections.abc import Iterator, Sequence
from typing import Any

from rectify_cli.domain.numerals import chinese_numeral
from rectify_cli.domain.query import NO_ISSUES
from rectify_cli.domain.reporting.figures import SILENT_DAYS
from rectify_cli.domain.reporting.notice import Notice, UnitRecord
from rectify_cli.domain.state import IssueState
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.formats.blocks import (
    Addressees,
    Align,
    AnnexNote,
    AnnexTitle,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    Section,
    Signature,
    Table,
)
from rectify_cli.views.columns import (
    ID,
    LAST_REPORT,
    LEAD,
    LEADER,
    OVERDUE_DAYS,
    PAGE_DUE,
    PAGE_TITLE,
    issue_table,
)
from rectify_cli.views.figures import counts_data
from rectify_cli.views.issue import ids_data
from rectify_cli.views.papers.notice.demands import demands
from rectify_cli.views.papers.notice.words import entry_text, late_in_brief, outcome_of
from rectify_cli.views.papers.official import Form, about_text
from rectify_cli.views.papers.unit_tables import (
    count_titles,
    counts_cells,
    owing_table,
    rosters_data,
)
from rectify_cli.views.papers.words import short_period, source_text, subject_of
from rectify_cli.views.phrases import change_text, day_text, ids_text, names_text, rate_text

_MANY_LATE = 70  # characters
_MOST_TITLES = 8
_ANNEXES = ("各牵头单位整改情况表", "红榜、黑榜认定标准")


def notice_document(notice: Notice, form: Form) -> Document:
    """The notice as it is issued: letterhead, text, signature, annexes, imprint."""
    subject = about_text(subject_of(notice.checklist), form.issuer)
    about = subject if subject.endswith("整改") else subject.removesuffix("工作")
    body: tuple[Block, ...] = (
        Addressees(form.addressees),
        *_body(notice, form),
        AnnexNote(_ANNEXES),
        Signature(form.issuer, form.day),
    )
    figures: tuple[Block, ...] = (
        AnnexTitle("附件1", _ANNEXES[0]),
        _units_table(notice),
        *_black_items(notice),
        *_owing(notice),
    )
    rules: tuple[Block, ...] = (
        AnnexTitle("附件2", _ANNEXES[1]),
        *(Paragraph(text) for text in _rules(notice)),
        Imprint(form.cc, form.issuer, form.day),
    )
    return Document(
        title=f"{form.issuer}关于{about}进展情况的通报",
        sections=(Section(body), Section(figures), Section(rules)),
        as_of=notice.as_of,
        author=form.issuer,
        subject="整改进展情况通报",
        letterhead=Letterhead(form.issuer, form.number),
    )


def _body(notice: Notice, form: Form) -> Iterator[Block]:
    period = short_period(notice.period.since, notice.period.until)
    yield Paragraph(
        f"按照{source_text(notice.checklist.document)}要求，核查了{period}整改进展，{form.consent}"
        "现将有关情况通报如下："
    )
    parts = [
        ("总体情况", list(_overall(notice))),
        (
            "黑榜和未报送单位" if notice.silent else "黑榜",
            [*_black(notice), *_silent(notice)],
        ),
        ("红榜", [*_entries(notice.red, with_titles=True), *_remarks(notice)]),
        ("工作要求", list(demands(notice))),
    ]
    told = [(name, blocks) for name, blocks in parts if blocks]
    for number, (name, blocks) in enumerate(told, start=1):
        yield Heading(1, f"{chinese_numeral(number)}、{name}")
        yield from blocks


def _overall(notice: Notice) -> Iterator[Block]:
    now, before = notice.counts, notice.before
    if not now.total:
        yield Paragraph(NO_ISSUES)
        return
    last = "上月底" if notice.period.since.day == 1 else "上期末"
    total = f"截至{day_text(notice.as_of, near=notice.period.since)}，应整改{now.total}项，"
    done = f"已销号{now.done}项，{rate_text(now, before, last)}"
    standing = f"待销号{now.submitted}项，整改中{now.in_progress}项，未启动{now.not_started}项。"
    change = ""
    if before is not None and (now.overdue or before.overdue):
        change = change_text(now.overdue, before.overdue, last)
    late = late_in_brief(notice.states, change)
    if len(late) > _MANY_LATE:  # the names come first, so that the first page holds them
        late = late_in_brief(notice.states)
        compared = f"；逾期事项{change}" if change else ""
        yield Paragraph(f"{total}{late}。{done}{compared}。{standing}")
    else:
        yield Paragraph(f"{total}{done}。{late}。{standing}")
    yield Paragraph(
        "逾期、未启动、未报送的列黑榜，全部销号、按时限推进的列红榜。"
        "两榜仅指本期整改进展，与上级评价结果无关。"
        + ("" if notice.red else "本期没有列入红榜的单位。")
    )


def _black(notice: Notice) -> Iterator[Block]:
    if not notice.black:
        yield Paragraph("本期没有列入黑榜的单位。")
    yield from _entries(notice.black, with_titles=len(_blamed(notice)) <= _MOST_TITLES)


def _blamed(notice: Notice) -> list[IssueState]:
    """The issues that units are on the black list for, the most overdue first."""
    found = {f.state.issue.id: f.state for record in notice.black for f in record.blames}
    return sorted(found.values(), key=lambda state: (-state.overdue_days, state.issue.id))


def _entries(records: Sequence[UnitRecord], *, with_titles: bool) -> Iterator[Block]:
    """A paragraph a unit: its name once, its facts after it."""
    for number, record in enumerate(records, start=1):
        label = f"{number}. " if len(records) > 1 else ""
        yield Paragraph(f"{label}{entry_text(record, with_titles=with_titles)}")


def _silent(notice: Notice) -> Iterator[Block]:
    """The units that are named for not reporting, by name; what they owe stands in the annex."""
    if not notice.silent:
        return
    names = names_text([roster.unit for roster in notice.silent], is_long=len(notice.silent) > 2)
    number = f"{len(notice.black) + 1}. " if notice.black else ""
    is_month = notice.period.since == notice.period.until.replace(day=1)
    directory = UnitDirectory(notice.checklist)
    groups = "、".join(r.unit for r in notice.silent if directory.is_group(r.unit))
    remark = f"其中{groups}为统称，清单没有列出成员。" if groups else ""
    yield Paragraph(f"{number}{'本月' if is_month else '本期'}未报送：{names}。{remark}")


def _remarks(notice: Notice) -> Iterator[Block]:
    """Who is on neither list, and what nobody was judged by."""
    groups = [record.unit for record in notice.others if record.is_group]
    texts = []
    if notice.period.until < notice.checklist.document.issued_on:
        texts.append("本期结束时文件尚未印发，不作评价。")
    if groups:
        texts.append(f"{'、'.join(groups)}为若干单位的统称，不列入红榜、黑榜。")
    if notice.without_lead:
        ids = ids_text(s.issue.id for s in notice.without_lead)
        texts.append(f"{ids}未列明牵头单位，未纳入评价。")
    if texts:
        yield Paragraph("".join(texts))


def _rules(notice: Notice) -> Iterator[str]:
    """The criteria in full."""
    days = notice.stale_days
    yield (
        "一、黑榜。截至本期末，牵头单位有下列情形之一的，列入黑榜：牵头事项逾期；立行立改事项在文件"
        f"印发满{days}天后仍未启动；应报送的牵头事项距本单位最近一次报送（从未报送的，距文件印发）"
        f"满{days}天。按逾期项数、逾期天数排列。"
    )
    yield (
        "二、红榜。牵头事项均已销号或按时限推进，未销号事项本期均有报送（待核验的除外），列入红榜。"
        "本期被退回、迟于时限销号，或者经延期的，不列入。"
    )
    yield (
        "三、未报送单位。非牵头单位对应报送的事项本期均未报送，且距最近一次报送（从未报送的，距文件"
        f"印发）满{SILENT_DAYS}天的，列为未报送单位。"
    )
    yield (
        "四、不作认定依据的情形。申请销号后等待核验的时间不计入逾期；被退回且反馈期限未过的事项不作"
        "依据；已作废的记录不作依据。几个单位的统称不列入红榜、黑榜。"
    )


def _units_table(notice: Notice) -> Table:
    """Every lead unit in figures, the last row the whole list."""
    leaders: dict[str, dict[str, None]] = {}
    for state in notice.states:
        for lead in state.roles.leads:
            leaders.setdefault(lead, {}).setdefault(state.issue.leader or "")
    rows = [
        (
            Cell(record.unit),
            Cell("、".join(filter(None, leaders.get(record.unit, {}))) or "—"),
            *counts_cells(record.counts, plain=True),
            Cell(outcome_of(record, notice)),
        )
        for record in notice.records
    ]
    if rows:
        total = counts_cells(notice.counts, plain=True)
        rows.append((Cell("合计"), Cell("—"), *total, Cell("—")))
    centred = (*count_titles(), "结果")
    return Table(
        columns=(
            Column(LEAD.title, 2, names=True),
            Column(LEADER.title, 1, Align.CENTER, names=True),
            *(Column(title, 0.7, Align.CENTER, fixed=True) for title in centred),
        ),
        rows=tuple(rows),
        empty="清单没有列明牵头单位。",
    )


def _black_items(notice: Notice) -> Iterator[Block]:
    """What the issues are, where the text tells of so many that it gives their numbers alone."""
    blamed = _blamed(notice)
    if len(blamed) > _MOST_TITLES:
        columns = (ID, PAGE_TITLE, LEAD, PAGE_DUE, OVERDUE_DAYS, LAST_REPORT)
        table = issue_table(blamed, columns, page=True)
        yield table._replace(caption=f"列入黑榜的事项（{len(blamed)}项）")


def _owing(notice: Notice) -> Iterator[Block]:
    """What the units that are named for not reporting owe, and since when."""
    if notice.silent:
        table = owing_table(notice.silent, near=notice.as_of)
        yield table._replace(caption=f"未报送单位（{len(notice.silent)}个）")


def notice_data(notice: Notice) -> dict[str, Any]:
    """``rectify notice --json``: every lead unit with its facts; issues appear as ids."""
    return {
        "title": notice.checklist.document.title,
        "since": notice.period.since.isoformat(),
        "until": notice.period.until.isoformat(),
        "stale_days": notice.stale_days,
        "counts": counts_data(notice.counts),
        "events": notice.events,
        "red": [_record_data(record) for record in notice.red],
        "black": [_record_data(record) for record in notice.black],
        "others": [_record_data(record) for record in notice.others],
        "silent": rosters_data(notice.silent),
        "without_lead": ids_data(notice.without_lead),
    }


def _record_data(record: UnitRecord) -> dict[str, Any]:
    return {
        "unit": record.unit,
        "is_group": record.is_group,
        **counts_data(record.counts),
        "events": record.events,
        "facts": [
            {
                "id": fact.state.issue.id,
                "ground": fact.ground.value,
                "days": fact.days,
                "on": fact.on.isoformat() if fact.on else None,
            }
            for fact in record.facts
        ],
    }
