"""Who is meant by a name."""

from datetime import date

import pytest

from rectify_cli.domain.model import Checklist, Document, Issue, Role, Unit
from rectify_cli.domain.units import UnitDirectory, leaders_of
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


GROUPS = checklist_of(
    Unit(name="甲局", aliases=("甲委",)),
    Unit(name="各乡镇", members=("东镇", "西乡", "各村")),
    Unit(name="各村", members=("东村", "西村")),
    Unit(name="全县", members=("甲委", "各乡镇", "东镇", "北村")),
    Unit(name="各银行", members=()),
)


def test_a_group_comes_down_to_its_units_in_order_and_each_once() -> None:
    directory = UnitDirectory(GROUPS)
    assert directory.listed_members("各乡镇") == ("东镇", "西乡", "东村", "西村")
    assert directory.listed_members("全县") == (
        "甲局", "东镇", "西乡", "东村", "西村", "北村",
    )  # fmt: skip
    assert directory.listed_members("各银行") == ()
    assert directory.listed_members("东镇") == ()
    assert directory.members_of("各乡镇") == ("东镇", "西乡", "各村")
    assert directory.members_of("东镇") == ()


def test_groups_that_hold_each_other_come_down_to_what_else_they_hold() -> None:
    directory = UnitDirectory(
        checklist_of(
            Unit(name="一组", members=("二组", "甲局")), Unit(name="二组", members=("一组", "乙局"))
        )
    )
    assert directory.listed_members("一组") == ("乙局", "甲局")


def test_a_unit_has_one_name_and_others() -> None:
    directory = UnitDirectory(GROUPS)
    assert directory.canonical("甲委") == directory.canonical("甲局") == "甲局"
    assert directory.canonical("没有的局") == "没有的局"
    assert directory.aliases_of("甲局") == ["甲委"]
    assert directory.unit("甲局").aliases == ("甲委",)
    assert directory.unit("没有的局") == Unit(name="没有的局")


def test_directories_are_equal_when_their_ledgers_are() -> None:
    assert UnitDirectory(GROUPS) == UnitDirectory(GROUPS)
    assert UnitDirectory(GROUPS) != UnitDirectory(checklist_of())
    assert UnitDirectory(GROUPS) != GROUPS


def test_two_characters_in_order_abbreviate_and_one_does_not() -> None:
    directory = UnitDirectory(checklist_of(Unit(name="漕涧镇人民政府"), Unit(name="县水务局")))
    assert directory.resolve("漕府") == "漕涧镇人民政府"
    assert directory.resolve("漕涧政府") == "漕涧镇人民政府"
    with pytest.raises(NotFoundError):
        directory.resolve("府漕")


def test_what_is_ambiguous_is_to_be_written_in_full() -> None:
    directory = UnitDirectory(checklist_of(*(Unit(name=f"第{n}镇政府") for n in range(1, 10))))
    with pytest.raises(UsageError) as caught:
        directory.resolve("镇政府")
    listed = "、".join(f"第{n}镇政府" for n in range(1, 9))
    assert caught.value.message == f"“镇政府”可以指 9 个单位：{listed} 等"
    assert caught.value.hint == "请把单位名称写得更全一些。"
    directory = UnitDirectory(checklist_of(*(Unit(name=f"第{n}镇政府") for n in range(1, 9))))
    with pytest.raises(UsageError) as caught:
        directory.resolve("镇政府")
    assert caught.value.message == f"“镇政府”可以指 8 个单位：{listed}"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (
            "县水利局",
            "是不是：县水务局、县财政局、县民政局？"
            "若它属于各银行、各学校，先在清单的 units 里把它列为 members。",
        ),
        (
            "某某公司",
            "用 rectify units 查看全部单位。"
            "若它属于各银行、各学校，先在清单的 units 里把它列为 members。",
        ),
    ],
)
def test_a_name_not_found_is_answered_with_what_is_near_and_where_it_may_belong(
    typed: str, hint: str
) -> None:
    directory = UnitDirectory(
        checklist_of(
            *(Unit(name=name) for name in ("县水务局", "县林业局", "县财政局", "县民政局")),
            Unit(name="各银行", members=()),
            Unit(name="各学校", members=()),
            Unit(name="各乡镇", members=("东镇",)),
        )
    )
    with pytest.raises(NotFoundError) as caught:
        directory.resolve(typed)
    assert caught.value.message == f"清单里没有叫“{typed}”的单位"
    assert caught.value.hint == hint


def test_those_bound_by_an_issue_come_in_the_order_of_the_directory() -> None:
    issue = issue_of(lead=("乙局", "甲委"), responsible=("各乡镇", "甲局", "丙局", "各银行"))
    directory = UnitDirectory(GROUPS.model_copy(update={"issues": (issue,)}))
    roles = directory.roles_in(issue)
    assert roles.leads == ("乙局", "甲局")
    assert list(roles.obliged.items()) == [
        ("甲局", Role.LEAD),
        ("各银行", Role.RESPONSIBLE),
        ("东镇", Role.MEMBER),
        ("西乡", Role.MEMBER),
        ("东村", Role.MEMBER),
        ("西村", Role.MEMBER),
        ("乙局", Role.LEAD),
        ("丙局", Role.RESPONSIBLE),
    ]


def test_leaders_come_in_the_order_of_the_file_and_once() -> None:
    issues = [issue_of().model_copy(update={"leader": name}) for name in ("乙", None, "甲", "乙")]
    assert list(leaders_of(checklist_of(issues=tuple(issues)))) == ["乙", "甲"]
