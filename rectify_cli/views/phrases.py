"""The short wordings and marks that every printout shares, so that all say a thing one way."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.journal import Changes
from rectify_cli.domain.model import ADDRESSING, Event, EventKind, Issue, Status
from rectify_cli.domain.reporting.figures import DUE_SOON_DAYS, Counts
from rectify_cli.domain.state import IssueState
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.formats.blocks import Cell, SignOff, Tone

NONE = "—"
SIGN_OFF = SignOff(("填报人", "审核人", "日期"))
LIST_SIGN_OFF = SignOff(("填报单位（盖章）", *SIGN_OFF.fields))
_MOST_IDS = 12
MANY_NAMES = 70
"""Characters of units' names in one breath."""
_COUNCIL = "人民政府"
STATUS_TONES = {
    Status.NOT_STARTED: Tone.MUTED,
    Status.IN_PROGRESS: Tone.ACTIVE,
    Status.SUBMITTED: Tone.WARN,
    Status.DONE: Tone.GOOD,
}


def date_cell(day: date | None) -> Cell:
    """A day as text and as a value; a dash for none."""
    return Cell(day.isoformat() if day else NONE, value=day)


def number_cell(number: int, tone: Tone = Tone.PLAIN) -> Cell:
    """A count as text and as a value."""
    return Cell(str(number), tone, number)


def remaining_cell(state: IssueState) -> Cell:
    """剩余/逾期: ``剩26天``, ``今天到期``, ``逾期5天``; for a struck-off issue whether in time."""
    left = state.days_left
    if left is None:
        return Cell(NONE, Tone.MUTED)
    if not state.is_open:
        return Cell(in_time_text(state), Tone.GOOD if is_punctual(state) else Tone.WARN)
    if state.is_overdue:
        extended = "经延期，" if state.extended else ""
        return Cell(f"{extended}逾期{state.overdue_days}天", Tone.BAD)
    if state.is_waiting:
        return Cell(f"待核验{state.waiting_days}天", Tone.WARN)
    if left == 0:
        return Cell("今天到期", Tone.WARN)
    return Cell(f"剩{left}天", Tone.WARN if state.is_due_within(DUE_SOON_DAYS) else Tone.PLAIN)


def in_time_text(state: IssueState) -> str:
    """按期, 经延期, 迟N天, 经延期，迟N天 of a struck-off issue with a due date."""
    extended = "经延期" if state.extended else ""
    late = f"迟{state.late_days}天" if state.late_days else ""
    return "，".join(filter(None, (extended, late))) or "按期"


def is_punctual(state: IssueState) -> bool:
    """In time, and not by an extension."""
    return not state.late_days and not state.extended


def event_line(event: Event, state: IssueState | None = None, *, near: date | None = None) -> str:
    """``2020-09-18 漕涧镇人民政府：办事指南印发200份``: day, who, what; of the office's acts, to
    whom: ``2020-09-20 督查漕涧镇人民政府：现场抽查``. On a page that speaks of a time ``near``
    it the day is ``9月18日``."""
    day = f"{event.date} " if near is None else day_text(event.date, near=near)
    unit = state.directory.canonical(event.unit) if state and event.unit else event.unit
    if unit and event.event in ADDRESSING - {EventKind.EXTEND}:
        note = f"：{event.note}" if event.note else ""
        return f"{day}{event.event.label}{unit}{note}"
    actor, what = unit or event.by, _what(event, state, near)
    return f"{day}{actor}：{what}" if actor else f"{day}{what}"


def _what(event: Event, state: IssueState | None, near: date | None) -> str:
    """The kind of event, save where the note already says it, then the note and the evidence."""
    note = event.note or ""
    word = state.word_of(event) if state else event.event.label
    if event.to is not None:
        word = f"延期至{event.to if near is None else day_text(event.to, near=near)}"
    said = bool(note) and (event.event is EventKind.PROGRESS or note.startswith(word))
    text = "，".join(filter(None, ("" if said else word, note)))
    return f"{text}（佐证材料{len(event.evidence)}份）" if event.evidence else text


def numbered_title(issue: Issue) -> str:
    """``企业办事体验感较差（共性3）``."""
    return f"{issue.title}（{issue.label}）" if issue.label != str(issue.id) else issue.title


def status_text(state: IssueState) -> str:
    """状态; what is struck off and has to last says so."""
    lasting = state.ongoing and not state.is_open
    return f"{state.status.label}（长期坚持）" if lasting else state.status.label


def members_question(directory: UnitDirectory) -> str:
    """``成员是否列全：县级各部门（3个）、县各金融机构（没有列）``; empty where nothing is asked."""
    counts = ((name, len(directory.listed_members(name))) for name in directory.sparse_groups)
    listed = "、".join(
        f"{name}（{count}个）" if count else f"{name}（没有列）" for name, count in counts
    )
    return f"成员是否列全：{listed}。没有列在 units 里的单位，不会被催报。" if listed else ""


def percent(part: int, whole: int) -> str:
    """``27.3%``, ``50%``, ``0``; a dash where there is no whole. What is less than the whole is
    never 100%, what is more than nothing never 0."""
    if not whole:
        return NONE
    if part in (0, whole):
        return "100%" if part else "0"
    tenths = min(max(round(1000 * part / whole), 1), 999)
    return f"{tenths / 10:.1f}".removesuffix(".0") + "%"


def day_text(day: date, *, near: date) -> str:
    """``11月5日``; with its year where that is not the year of ``near``."""
    text = chinese_date(day)
    return text if day.year != near.year else text.partition("年")[2]


def day_cell(day: date | None, *, near: date, none: str = NONE) -> Cell:
    """A day as a page writes it, and as a value."""
    return Cell(day_text(day, near=near) if day else none, value=day)


def numbers_text(numbers: Iterable[int], *, most: int | None = None) -> str:
    """Items by their numbers, runs drawn together: ``第1—5、9项``; a dash for none. With ``most``,
    of more runs than that the first and how many items there are: ``第1、3、5等40项``."""
    ordered = sorted(set(numbers))
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0])
    ]
    parts = [
        part
        for run in runs
        for part in ([f"{run[0]}—{run[-1]}"] if len(run) > 2 else [str(n) for n in run])
    ]
    if not parts:
        return NONE
    more = f"等{len(ordered)}" if most is not None and len(parts) > most else ""
    return f"第{'、'.join(parts[:most])}{more}项"


def ids_text(ids: Iterable[int]) -> str:
    """The numbers of issues in running text, where many would be too many."""
    return numbers_text(ids, most=_MOST_IDS)


def change_word(now: int, before: int) -> str:
    """``增加1``, ``减少2``, ``持平``."""
    if now == before:
        return "持平"
    return f"{'增加' if now > before else '减少'}{abs(now - before)}"


def change_text(now: int, before: int, last: str) -> str:
    """``比上周减少1项``, ``与上周持平``."""
    word = change_word(now, before)
    return f"与{last}持平" if now == before else f"比{last}{word}项"


def rate_text(now: Counts, before: Counts | None, last: str) -> str:
    """``完成率36.4%，比上周提高9.1个百分点``."""
    text = f"完成率{percent(now.done, now.total)}"
    if before is None or not before.total or not now.total:
        return text
    points = 100 * (now.rate - before.rate)
    if not points:
        return f"{text}，与{last}持平"
    size = f"{abs(points):.1f}".removesuffix(".0")
    much = f"{size}个百分点" if size != "0" else "不到0.1个百分点"
    return f"{text}，比{last}{'提高' if points > 0 else '下降'}{much}"


def units_text(units: Iterable[str]) -> str:
    """``县政务局2项，县人行、县税务局各1项``: each unit once, with how often it is in
    ``units``, the most first; a single unit needs no number."""
    counted = Counter(units)
    if len(counted) == 1:
        return next(iter(counted))
    by_number: dict[int, list[str]] = {}
    for unit, number in counted.most_common():
        by_number.setdefault(number, []).append(unit)
    is_long = sum(map(len, counted)) > MANY_NAMES
    return "，".join(
        f"{names_text(names, is_long=is_long)}{'各' if len(names) > 1 else ''}{number}项"
        for number, names in by_number.items()
    )


def names_text(names: Sequence[str], *, is_long: bool) -> str:
    """Units joined by 、; where that is long, 人民政府 is said once for all of which it is a part:
    ``县人行和漕涧镇、诺邓镇人民政府``."""
    single = [name for name in names if name.endswith(_COUNCIL) and not name.startswith("各")]
    councils = [name.removesuffix(_COUNCIL) for name in single]
    if not is_long or len(councils) < 2:
        return "、".join(names)
    others = "、".join(name for name in names if name not in single)
    together = f"{'、'.join(councils)}{_COUNCIL}"
    return f"{others}和{together}" if others else together


def learned_since(changes: Changes) -> str:
    """What the ledger learned of a time only later: ``补记2条、更正1条``; empty for nothing."""
    late = f"补记{changes.late_entries}条" if changes.late_entries else ""
    wrong = f"更正{changes.corrections}条" if changes.corrections else ""
    return "、".join(filter(None, (late, wrong)))


def learned_line(changes: Changes, as_of: date) -> str:
    """``2020年10月25日以后补记2条、更正1条，已计入本表。``; empty where nothing was."""
    told = learned_since(changes)
    return f"{chinese_date(as_of)}以后{told}，已计入本表。" if told else ""


def as_known_line(changes: Changes, as_of: date) -> str:
    """How to have the time as it was printed then; empty where nothing was learned since."""
    told = learned_since(changes)
    return f"提示：{as_of} 以后{told}，已计入；与当时一致的：--known {as_of}。" if told else ""
