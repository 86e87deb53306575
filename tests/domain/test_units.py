"""Who is meant by a name."""

from datetime import date

import pytest

from rectify_cli.domain.model import Checklist, Document, Issue, Role, Unit
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import NotFoundError, UsageError


def checklist_of(*units: Unit, issues: tuple[Issue, ...] = ()) -> Checklist:
    """A checklist about units alone."""
    document = Document(title="清单", issued_on=date(2020, 8, 12))
    return Checklist(document=document, units=units, issues=issues)


def issue_of(lead: tuple[str, ...] = (), responsible: tuple[str, ...] = ()) -> Issue:
    """An issue about units alone."""
    return Issue(id=1, title="事项", problem="问题", lead_unit=lead, responsible_units=responsible)


def test_a_name_that_the_issues_use_need_not_be_declared() -> None:
    directory = UnitDirectory(checklist_of(issues=(issue_of(lead=("县水务局",)),)))
    assert directory.resolve("水务局") == "县水务局"


def test_an_exact_name_wins_over_a_longer_one_that_contains_it() -> None:
    directory = UnitDirectory(checklist_of(Unit(name="县政务局"), Unit(name="县政务局机关党委")))
    assert directory.resolve("县政务局") == "县政务局"


def test_names_of_one_unit_do_not_make_a_short_form_ambiguous() -> None:
    directory = UnitDirectory(checklist_of(Unit(name="县政务服务局", aliases=("县政务局",))))
    assert directory.resolve("政务") == "县政务服务局"


def test_an_ambiguous_short_form_names_its_candidates() -> None:
    directory = UnitDirectory(checklist_of(Unit(name="县水务局"), Unit(name="县税务局")))
    with pytest.raises(UsageError, match="县水务局、县税务局"):
        directory.resolve("务局")


@pytest.mark.parametrize("typed", ["", "  ", "不存在的单位"])
def test_a_name_that_nobody_bears(typed: str) -> None:
    with pytest.raises(NotFoundError):
        UnitDirectory(checklist_of(Unit(name="县水务局"))).resolve(typed)


def test_the_strongest_role_counts() -> None:
    group = Unit(name="县级各部门", members=("县水务局", "县税务局"))
    directory = UnitDirectory(checklist_of(group))
    issue = issue_of(lead=("县水务局",), responsible=("县级各部门",))
    assert directory.role_of("县水务局", issue) is Role.LEAD
    assert directory.role_of("县级各部门", issue) is Role.RESPONSIBLE
    assert directory.role_of("县税务局", issue) is Role.MEMBER
    assert directory.role_of("县民政局", issue) is None


def test_groups_of_groups_count_and_a_cycle_does_no_harm() -> None:
    directory = UnitDirectory(
        checklist_of(
            Unit(name="各乡镇", members=("漕涧镇",)),
            Unit(name="全县各单位", members=("各乡镇",)),
            Unit(name="环", members=("环", "全县各单位")),
        )
    )
    assert directory.groups_of("漕涧镇") == {"各乡镇", "全县各单位", "环"}
    assert directory.groups_of("环") == {"环"}
    assert directory.role_of("漕涧镇", issue_of(responsible=("全县各单位",))) is Role.MEMBER


def test_members_named_by_an_alias_belong_all_the_same() -> None:
    directory = UnitDirectory(
        checklist_of(
            Unit(name="县政务服务局", aliases=("县政务局",)),
            Unit(name="县级各部门", members=("县政务局",)),
        )
    )
    assert directory.groups_of("县政务服务局") == {"县级各部门"}
