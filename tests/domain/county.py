"""A small county for the tests of the tables: its units, and issues bound in every way."""

from collections.abc import Mapping
from datetime import date

from rectify_cli.domain.model import Checklist, Document, Event, Issue, Unit
from rectify_cli.domain.period import Period
from rectify_cli.domain.reporting.notice import Notice, notice_of
from rectify_cli.domain.reporting.roster import UnitRoster, roster_of
from rectify_cli.domain.state import IssueState, state_of
from rectify_cli.domain.units import UnitDirectory

ISSUED = date(2020, 8, 12)
COMPILER = "政务局"
"""The compiling office: also a member of 各部门."""
SUPERVISOR = "督查室"
DOCUMENT = Document(
    title="整改工作清单", issued_on=ISSUED, compiled_by="政务局", supervised_by="督查室"
)
UNITS = (
    Unit(name="甲局", aliases=("甲委",)),
    Unit(name="乙局"),
    Unit(name="丙局"),
    Unit(name="政务局", aliases=("政务服务局",)),
    Unit(name="戊局"),
    Unit(name="各乡镇", members=("东镇", "西乡")),
    Unit(name="各部门", members=("甲委", "政务局")),
    Unit(name="各银行", members=()),
    Unit(name="全县", members=("各乡镇", "各银行")),
)
DUE = "2020年10月底"
IMMEDIATE = "立行立改"


def day(text: str) -> date:
    """A day of 2020: ``day("10-05")``."""
    return date.fromisoformat(f"2020-{text}")


def event(day: str, kind: str, unit: str | None = None, **more: object) -> Event:
    """An event of 2020: ``event("10-05", "start", "甲局")``."""
    return Event.model_validate({"date": f"2020-{day}", "event": kind, "unit": unit, **more})


def void(target: Event, day: str, **more: object) -> Event:
    """A line that takes ``target`` back."""
    said = target.model_dump(mode="json", exclude_defaults=True)
    return event(day, "void", None, of=said, **more)


def issue(
    *log: Event,
    leads: tuple[str, ...] = ("甲局",),
    responsible: tuple[str, ...] = ("乙局", "各乡镇"),
    deadline: str = DUE,
    number: int = 1,
    **more: object,
) -> Issue:
    """An issue with this log; led by 甲局, 乙局 and the townships responsible beside it."""
    return Issue.model_validate(
        {
            "id": number,
            "title": f"事项{number}",
            "problem": "问题。",
            "lead_unit": leads,
            "responsible_units": responsible,
            "deadline": deadline,
            "log": log,
            **more,
        }
    )


def county(*issues: Issue) -> Checklist:
    """The county's ledger with these issues."""
    return Checklist(document=DOCUMENT, units=UNITS, issues=issues)


DIRECTORY = UnitDirectory(county())


def state(one: Issue, day: str = "12-31") -> IssueState:
    """How an issue stands on a day of 2020."""
    return state_of(one, UnitDirectory(county(one)), date.fromisoformat(f"2020-{day}"))


def parts(one: Issue, day: str = "12-31") -> dict[str, str]:
    """The part of each obliged unit, by name."""
    then = state(one, day)
    return {unit: then.part_of(unit) or "" for unit in then.roles.obliged}


def rosters(*issues: Issue, since: str, until: str, day: str = "12-31") -> Mapping[str, UnitRoster]:
    """Who has reported between two days of 2020, by unit."""
    period = Period(date.fromisoformat(f"2020-{since}"), date.fromisoformat(f"2020-{until}"))
    roster = roster_of(county(*issues), period, date.fromisoformat(f"2020-{day}"))
    return {unit.unit: unit for unit in roster.units}


def notice(*issues: Issue, since: str, until: str) -> Notice:
    """The notice about the days between two days of 2020."""
    return notice_of(
        county(*issues),
        since=date.fromisoformat(f"2020-{since}"),
        until=date.fromisoformat(f"2020-{until}"),
    )
