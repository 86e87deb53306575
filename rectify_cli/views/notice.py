"""A Notice → 关于……整改工作进展情况的通报, in the wording of such papers and with nothing invented:
every sentence is a count, a rule, or a fact with its issue."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from rectify_cli.domain.dates import chinese_date, days_after_at_most
from rectify_cli.domain.model import Status
from rectify_cli.domain.notice import Fact, Ground, Notice, UnitRecord
from rectify_cli.domain.period import Period
from rectify_cli.domain.query import NO_ISSUES
from rectify_cli.formats.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Section,
    Table,
    Tone,
)
from rectify_cli.views.figures import counts_data
from rectify_cli.views.issue import ids_data
from rectify_cli.views.notice_words import (
    fact_text,
    ids_text,
    summary_text,
    without_repetition,
)
from rectify_cli.views.phrases import (
    NONE,
    SIGN_OFF,
    number_cell,
    numbered_title,
    overall_text,
    percent,
)

_ORDINALS = "一二三四五六"
_MOST_COMING_DAYS = 30


def notice_document(notice: Notice) -> Document:
    """The notice as a printout, with a table of every lead unit as its appendix."""
    document = notice.checklist.document
    subject = _subject(document.title)
    maker = f"编制单位：{document.compiled_by}　" if document.compiled_by else ""
    return Document(
        title=f"关于{subject}进展情况的通报",
        subtitle=(notice.period.label, f"{maker}截止日：{chinese_date(notice.as_of)}"),
        as_of=notice.as_of,
        author=document.compiled_by or document.issuer or "",
        subject="整改工作进展情况通报",
        sections=(
            Section((*_body(notice, subject), SIGN_OFF)),
            Section(
                (Heading(1, "附件：各牵头单位整改工作情况表"), _units_table(notice)),
                landscape=True,
            ),
        ),
    )


def _subject(title: str) -> str:
    """``……整改工作`` from the title of a 清单, 方案 or 台账."""
    for ending in ("清单", "方案", "台账"):
        title = title.removesuffix(ending)
    return title


def _body(notice: Notice, subject: str) -> Iterator[Block]:
    yield Paragraph(f"现将{notice.period.label}{subject}进展情况通报如下。")
    yield Heading(1, "一、总体情况")
    if notice.counts.total:
        texts = (_figures(notice), _outcome(notice), _rules(notice))
        yield from (Paragraph(text) for text in texts)
    else:
        yield Paragraph(NO_ISSUES)
    yield Heading(1, f"二、红榜{_units(notice.red)}")
    yield _red_table(notice)
    yield Heading(1, f"三、黑榜{_units(notice.black)}")
    yield _black_table(notice)
    if remarks := "".join(_remarks(notice)):
        yield Paragraph(remarks)
    yield Heading(1, "四、工作要求")
    demands = list(_demands(notice))
    for index, text in enumerate(demands):
        yield Paragraph(f"（{_ORDINALS[index]}）{text}" if len(demands) > 1 else text)


def _units(records: Sequence[UnitRecord]) -> str:
    return f"（{len(records)}个）" if records else ""


def _figures(notice: Notice) -> str:
    now = notice.counts
    late = "没有逾期事项"
    if now.overdue:
        late = f"逾期{now.overdue}项"
    return f"{overall_text(now, notice.as_of)}；{late}。本期办理记录{notice.events}条。"


def _outcome(notice: Notice) -> str:
    red, black, others = len(notice.red), len(notice.black), len(notice.others)
    return (
        f"清单共有牵头单位{red + black + others}个，列入红榜{red}个，列入黑榜{black}个，"
        f"未列入红黑榜{others}个。"
    )


def _rules(notice: Notice) -> str:
    days = notice.stale_days
    return (
        "列入红榜的条件：牵头事项均已销号或按时限推进，未销号事项本期均有进展记录；"
        "本期有退回、迟于时限销号，或者经延期才未逾期的，不列入。"
        f"列入黑榜的情形：截至本期末，牵头事项有逾期未销号的，有立行立改事项在文件印发满{days}天后"
        f"仍未启动的，或者有未销号事项本期没有报送、且距最近一次报送或退回（都没有的，距文件印发）"
        f"满{days}天的。督查、延期不算报送；到期前已申请销号、等待核验的事项，不作逾期和未报送认定。"
    )


def _red_table(notice: Notice) -> Table:
    return Table(
        columns=(
            Column("牵头单位", 1.5),
            Column("牵头事项", 0.8, Align.CENTER, fixed=True),
            Column("已销号", 0.8, Align.CENTER, fixed=True),
            Column("情况", 4),
        ),
        rows=tuple(
            (
                Cell(record.unit, Tone.GOOD),
                number_cell(record.counts.total),
                number_cell(record.counts.done),
                Cell(summary_text(record)),
            )
            for record in notice.red
        ),
        empty="本期没有列入红榜的单位。",
    )


def _black_table(notice: Notice) -> Table:
    return Table(
        columns=(
            Column("牵头单位", 1.5),
            Column("序号", 0.5, Align.CENTER, fixed=True),
            Column("事项", 2.5),
            Column("列入依据", 3.5),
            Column("逾期天数", 0.8, Align.CENTER, fixed=True),
        ),
        rows=tuple(
            _black_row(record, list(facts))
            for record in notice.black
            for _, facts in groupby(record.blames, key=lambda fact: fact.state.issue.id)
        ),
        empty="本期没有列入黑榜的单位。",
    )


def _black_row(record: UnitRecord, facts: Sequence[Fact]) -> tuple[Cell, ...]:
    """An issue for which its lead unit is named, with every reason."""
    state = facts[0].state
    leads = state.issue.lead_unit
    shared = f"（牵头单位：{'、'.join(leads)}）" if len(leads) > 1 else ""
    late = state.overdue_days
    return (
        Cell(record.unit, Tone.BAD),
        number_cell(state.issue.id),
        Cell(numbered_title(state.issue)),
        Cell("；".join(fact_text(fact) for fact in without_repetition(facts)) + shared),
        number_cell(late, Tone.BAD) if late else Cell(NONE),
    )


def _remarks(notice: Notice) -> Iterator[str]:
    """Who is on neither list, and what nobody was judged by."""
    units = [record.unit for record in notice.others if not record.is_group]
    groups = [record.unit for record in notice.others if record.is_group]
    if notice.period.until < notice.checklist.document.issued_on:
        yield "本期结束时文件尚未印发，不作评价。"
    elif units:
        yield f"{'、'.join(units)}未列入红榜、黑榜，情况见附件。"
    if groups:
        yield f"{'、'.join(groups)}为若干单位的统称，不列入红榜、黑榜。"
    if notice.without_lead:
        yield f"{ids_text(s.issue.id for s in notice.without_lead)}未列明牵头单位，未纳入评价。"


def _demands(notice: Notice) -> Iterator[str]:
    """What follows from the facts, addressed by issue."""
    asked = (
        (Ground.OVERDUE, "逾期事项", "抓紧整改，整改到位后及时申请销号"),
        (Ground.IMMEDIATE_NOT_STARTED, "立行立改未启动事项", "立即启动整改"),
        (Ground.UNREPORTED, "本期未报送事项", "及时报送整改落实情况"),
    )
    for ground, what, demand in asked:
        facts = (f for record in notice.records for f in record.facts if f.ground is ground)
        # Who has applied, though late, now waits for the office.
        ids = dict.fromkeys(
            f.state.issue.id for f in facts if f.state.status is not Status.SUBMITTED
        )
        if ids:
            yield f"{what}（{ids_text(ids)}）的牵头单位要{demand}。"
    following = _coming_days(notice.period)
    due = {
        fact.state.issue.id: None
        for record in notice.records
        for fact in record.facts
        if fact.state.is_open and fact.state.due is not None and fact.state.due in following
    }
    if due:
        yield f"{following.label}到期事项（{ids_text(due)}）的牵头单位要按期完成。"
    yield "各牵头单位要按时限推进整改，及时报送整改落实情况，整改完成一项、销号一项。"


def _coming_days(period: Period) -> Period:
    """The period that follows, though never more than a month: nobody can act on more."""
    following = period.following()
    last = days_after_at_most(period.until, _MOST_COMING_DAYS)
    return Period(following.since, min(following.until, last))


def _units_table(notice: Notice) -> Table:
    outcomes = (
        (notice.black, "黑榜", Tone.BAD),
        (notice.others, "未列入", Tone.PLAIN),
        (notice.red, "红榜", Tone.GOOD),
    )
    numbers = ("牵头事项", *(status.label for status in Status), "逾期")
    rows = [
        (
            Cell(record.unit),
            Cell(outcome, tone),
            number_cell(record.counts.total),
            *(number_cell(record.counts.of(status)) for status in Status),
            number_cell(record.overdue, Tone.BAD if record.overdue else Tone.PLAIN),
            Cell(percent(record.counts.done, record.counts.total)),
            number_cell(record.events),
            Cell(summary_text(record)),
        )
        for records, outcome, tone in outcomes
        for record in records
    ]
    return Table(
        columns=(
            Column("牵头单位", 1.5),
            Column("结果", 0.7, Align.CENTER, fixed=True),
            *(Column(title, 0.7, Align.CENTER, fixed=True) for title in numbers),
            Column("完成率", 0.7, Align.CENTER, fixed=True),
            Column("本期记录", 0.8, Align.CENTER, fixed=True),
            Column("情况", 4),
        ),
        rows=tuple(rows),
        empty="清单没有列明牵头单位。",
    )


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
