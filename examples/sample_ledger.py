"""Write a busy mid-project ledger for samples, screenshots and measurements.

    python examples/sample_ledger.py OUT.yaml [--issues 300] [--seed 15]

The issues are those of data/issues.yaml (with --issues, variations of them for every unit); the
events are invented by a seeded generator, so the same call writes the same bytes. The title
carries 演示数据, and so does every printout made from it. Persons in events are 某; evidence is
written beside the ledger as small text files.
"""

import argparse
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from rectify_cli.domain.model import Checklist, Event, EventKind, Issue, Unit
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.ledger.render import ledger_text

SOURCE = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "issues.yaml"
MARK = "【演示数据】"
FIRST_DAY = date(2020, 8, 20)
LAST_DAY = date(2020, 11, 5)
OFFICE = "县优化营商环境领导小组办公室"

_COMMENT = "演示数据：办理记录均由程序编造，仅供试用和排版检查，与任何单位、个人的实际工作无关。"

_STARTS = (
    "召开专题会议，明确责任股室和完成时间",
    "已制定整改措施，落实到人",
    "主要领导牵头研究，细化分解任务",
    "印发任务分工表",
)
# What is reported, and between which numbers {n} lies.
_PROGRESS = (
    ("办事指南印发{n}份", 50, 300),
    ("窗口人员业务培训{n}人次", 12, 60),
    ("梳理政务服务事项{n}项，已完成录入", 20, 120),
    ("张贴宣传海报{n}张，发放宣传册", 10, 60),
    ("走访企业{n}户，收集意见建议", 5, 40),
    ("开展现场宣讲{n}场", 1, 6),
    ("便民服务设施已配备到位", 1, 1),
    ("投诉电话已公示并保持畅通", 1, 1),
    ("自查发现薄弱环节{n}处，已整改", 2, 9),
    ("佐证材料收集{n}份，正在核对", 3, 30),
)
_INSPECTIONS = (
    "现场督查：窗口公示牌信息已更新",
    "抽查佐证材料，要求补充2份",
    "电话回访企业5户，满意4户",
)
_EVIDENCE = ("会议纪要", "培训签到表", "现场情况说明", "办事指南", "宣传活动记录")
_CLERKS = ("李某", "杨某", "赵某", "段某")

# What becomes of the issues, in turn: the story of each is told by _log.
_STORIES = (
    "done",
    "not started",
    "done",
    "reopened",
    "submitted",
    "under way",
    "done late",
    "extended",
    "silent",
    "under way",
    "done",
)
_SUBMITTED = {
    "done": date(2020, 10, 19),
    "reopened": date(2020, 10, 12),
    "submitted": date(2020, 10, 28),
    "done late": date(2020, 11, 1),
}
_LAST_WORK = _SUBMITTED | {"silent": date(2020, 9, 25), "extended": date(2020, 10, 26)}
_DEADLINES = (
    "2020年9月底前完成",
    "立行立改，长期坚持",
    "2020年10月底取得实效",
    "2020年11月底前完成",
    "立即整改，确保成效",
    "2020年12月底取得实效",
)


def sample_checklist(*, issues: int | None = None, seed: int = 15) -> Checklist:
    """The shipped checklist with invented logs; ``issues`` of them when a number is given."""
    source = read_ledger(SOURCE).checklist
    chance = random.Random(seed)
    base = source.issues if issues is None else tuple(_multiplied(source, issues))
    units = (*source.units, Unit(name=OFFICE))
    told = (
        issue.model_copy(update={"log": tuple(_log(issue, source, chance, turn))})
        for turn, issue in enumerate(base)
    )
    document = source.document.model_copy(update={"title": MARK + source.document.title})
    return Checklist(document=document, units=units, issues=tuple(told))


def write_sample(path: Path, *, issues: int | None = None, seed: int = 15) -> Checklist:
    """Write the sample ledger to ``path`` and its evidence beside it; returns what it says."""
    checklist = sample_checklist(issues=issues, seed=seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = ledger_text(checklist.document, checklist.units, checklist.issues, comment=_COMMENT)
    path.write_text(text, encoding="utf-8", newline="\n")
    for name in _evidence_names(checklist.issues):
        file = path.parent / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("演示数据\n", encoding="utf-8")
    return checklist


def _evidence_names(issues: Iterable[Issue]) -> Iterator[str]:
    for issue in issues:
        for event in issue.log:
            yield from event.evidence


def _multiplied(source: Checklist, count: int) -> Iterator[Issue]:
    """Each unit in turn leads a variation of each issue, under deadlines of every kind."""
    groups = {unit.name for unit in source.units if unit.members is not None}
    leads = [name for name in source.unit_names() if name not in groups]
    numbers: dict[str, int] = {}
    for index in range(count):
        pattern = source.issues[index % len(source.issues)]
        lead = leads[index % len(leads)]
        category = pattern.category or "共性问题"
        numbers[category] = numbers.get(category, 0) + 1
        yield pattern.model_copy(
            update={
                "id": index + 1,
                "number": numbers[category],
                "title": f"{lead}：{pattern.title}",
                "lead_unit": (lead,),
                "deadline": _DEADLINES[index % len(_DEADLINES)],
            }
        )


def _log(issue: Issue, source: Checklist, chance: random.Random, turn: int) -> Iterator[Event]:
    story = _STORIES[turn % len(_STORIES)]
    if story == "not started":
        return
    lead = issue.lead_unit[0]
    last_work = _LAST_WORK.get(story, LAST_DAY)
    day = FIRST_DAY + timedelta(days=chance.randrange(0, 12))
    yield _event(day, EventKind.START, chance, unit=lead, note=chance.choice(_STARTS))
    townships = next(unit for unit in source.units if unit.name == "各乡镇人民政府").members or ()
    number = 0
    while (day := day + timedelta(days=chance.randrange(6, 21))) <= last_work:
        number += 1
        words, least, most = chance.choice(_PROGRESS)
        note = words.format(n=chance.randint(least, most))
        unit = chance.choice((lead, lead, *townships))
        proof = chance.choice(_EVIDENCE) if chance.random() < 0.4 else ""
        evidence = (f"evidence/{issue.id}/{proof}{number}.txt",) if proof else ()
        yield _event(day, EventKind.PROGRESS, chance, unit=unit, note=note, evidence=evidence)
        if chance.random() < 0.15:
            note = chance.choice(_INSPECTIONS)
            yield _event(day, EventKind.INSPECT, chance, unit=lead, note=note)
    yield from _ending(story, lead, chance)


def _ending(story: str, lead: str, chance: random.Random) -> Iterator[Event]:
    later = timedelta(days=chance.randrange(0, 3))
    if story in _SUBMITTED:
        note = "整改措施已全部落实，申请核验"
        day = _SUBMITTED[story] + later
        yield _event(day, EventKind.SUBMIT, chance, unit=lead, note=note)
    if story.startswith("done"):
        day = _SUBMITTED[story] + later + timedelta(days=2)
        yield _event(day, EventKind.DONE, chance, unit=OFFICE, note="现场核验通过，同意销号")
    elif story == "reopened":
        day = _SUBMITTED[story] + later + timedelta(days=3)
        yield _event(day, EventKind.REOPEN, chance, unit=lead, note="佐证材料不全，补充后再报")
        day += timedelta(days=chance.randrange(8, 15))
        yield _event(day, EventKind.PROGRESS, chance, unit=lead, note="已补充佐证材料3份")
    elif story == "extended":
        yield Event(
            date=date(2020, 10, 27) + later,
            event=EventKind.EXTEND,
            to=date(2020, 11, 30),
            unit=lead,
            by=chance.choice(_CLERKS),
            note="场地装修未完成，同意延期",
        )


def _event(
    day: date,
    kind: EventKind,
    chance: random.Random,
    *,
    unit: str,
    note: str,
    evidence: tuple[str, ...] = (),
) -> Event:
    by = chance.choice(_CLERKS)
    return Event(date=day, event=kind, by=by, unit=unit, note=note, evidence=evidence)


def main() -> None:
    """Read the command line and write the ledger."""
    parser = argparse.ArgumentParser(description="写出一份演示用的整改工作清单")
    parser.add_argument("output", type=Path, help="写到哪个文件（.yaml）")
    parser.add_argument("--issues", type=int, help="事项数（默认与原清单相同）")
    parser.add_argument("--seed", type=int, default=15, help="随机种子（默认 15）")
    given = parser.parse_args()
    checklist = write_sample(given.output, issues=given.issues, seed=given.seed)
    events = sum(len(issue.log) for issue in checklist.issues)
    print(f"已写出 {given.output}：{len(checklist)} 项，{events} 条办理记录（演示数据）")


if __name__ == "__main__":
    main()
