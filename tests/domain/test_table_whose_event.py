"""Whose event moves what: the table of the architecture, row by row."""

import pytest
from county import DIRECTORY, event, issue, parts, state, void

from rectify_cli.domain.journal import standing_events
from rectify_cli.domain.model import EventKind, PartStatus, Role, Status
from rectify_cli.domain.procedure import objection_to, refusal_of

DAY = "10-05"
NOTHING = {
    "甲局": "not_started",
    "乙局": "not_started",
    "东镇": "not_started",
    "西乡": "not_started",
}
RAISED = {"start": "in_progress", "progress": "in_progress", "submit": "submitted"}
FINISHED = {"start": "in_progress", "progress": "in_progress", "submit": "finished"}


@pytest.mark.parametrize("kind", RAISED)
@pytest.mark.parametrize("unit", [None, "甲局", "甲委"])
def test_no_unit_or_a_lead_moves_the_status_and_is_the_leads_report(
    kind: str, unit: str | None
) -> None:
    one = issue(event(DAY, kind, unit))
    assert state(one).status == RAISED[kind]
    assert parts(one) == NOTHING | {"甲局": FINISHED[kind]}
    assert [e.unit for e in state(one).reports] == [unit]
    assert [e.unit for e in state(one).reports_of("甲局")] == [unit]


@pytest.mark.parametrize("kind", RAISED)
@pytest.mark.parametrize("unit", ["乙局", "东镇", "西乡"])
def test_a_responsible_unit_or_a_member_moves_its_own_part_only(kind: str, unit: str) -> None:
    one = issue(event(DAY, kind, unit))
    assert state(one).status is Status.NOT_STARTED
    assert parts(one) == NOTHING | {unit: FINISHED[kind]}
    assert state(one).reports == ()
    assert state(one).applied_on is None
    assert [e.date for e in state(one).reports_of(unit)] == [one.log[0].date]


@pytest.mark.parametrize("kind", RAISED)
@pytest.mark.parametrize("unit", ["政务局", "政务服务局", "督查室"])
def test_an_office_moves_the_status_and_it_is_nobodys_report(kind: str, unit: str) -> None:
    one = issue(event(DAY, kind, unit))
    assert state(one).status == RAISED[kind]
    assert state(one).reports == ()
    assert not any(state(one).reports_of(each) for each in state(one).roles.obliged)
    assert state(one).silent_days_of("甲局") == (state(one).as_of - state(one).issued_on).days


@pytest.mark.parametrize("kind", RAISED)
@pytest.mark.parametrize("unit", ["政务局", "政务服务局"])
def test_the_compiling_office_as_a_member_moves_its_own_part_only(kind: str, unit: str) -> None:
    one = issue(event(DAY, kind, unit), responsible=("各部门",))
    assert state(one).status is Status.NOT_STARTED
    assert parts(one) == {"甲局": "not_started", "政务局": FINISHED[kind]}
    assert len(state(one).reports_of("政务局")) == 1


@pytest.mark.parametrize("kind", RAISED)
@pytest.mark.parametrize("group", ["各乡镇", "各部门", "全县"])
def test_a_group_with_listed_members_is_refused_and_moves_nothing(kind: str, group: str) -> None:
    new = event(DAY, kind, group)
    one = issue(responsible=(group,))
    refusal = refusal_of(new, one, DIRECTORY) or ""
    assert "请逐个单位记" in refusal
    assert all(name in refusal for name in DIRECTORY.listed_members(group))
    found = issue(new, responsible=(group,))
    assert (state(found).status, set(parts(found).values())) == ("not_started", {"not_started"})


@pytest.mark.parametrize("kind", RAISED)
def test_a_group_without_listed_members_counts_as_one_unit(kind: str) -> None:
    one = issue(event(DAY, kind, "各银行"), responsible=("各银行",))
    assert refusal_of(one.log[0], issue(responsible=("各银行",)), DIRECTORY) is None
    assert parts(one) == {"甲局": "not_started", "各银行": FINISHED[kind]}


@pytest.mark.parametrize("kind", RAISED)
@pytest.mark.parametrize("unit", ["戊局", "丙局", "外县某局"])
def test_any_other_unit_moves_nothing_and_is_objected_to(kind: str, unit: str) -> None:
    one = issue(event(DAY, kind, unit))
    assert (state(one).status, parts(one), state(one).reports) == ("not_started", NOTHING, ())
    assert "不是它的牵头、责任或成员单位" in (
        objection_to(one.log[0], issue(), DIRECTORY, one.log[0].date) or ""
    )
    assert refusal_of(one.log[0], issue(), DIRECTORY) is None, "it may be forced"


@pytest.mark.parametrize("unit", [None, "甲局", "甲委", "政务局", "督查室"])
def test_nobody_a_lead_or_an_office_strikes_off(unit: str | None) -> None:
    one = issue(event(DAY, "done", unit))
    assert refusal_of(one.log[0], issue(), DIRECTORY) is None
    assert state(one).status is Status.DONE
    assert state(one).done_on == one.log[0].date


@pytest.mark.parametrize("unit", ["乙局", "东镇", "各乡镇", "戊局", "外县某局"])
def test_another_unit_is_refused_and_strikes_nothing_off(unit: str) -> None:
    one = issue(event(DAY, "done", unit))
    assert "不能销号" in (refusal_of(one.log[0], issue(), DIRECTORY) or "")
    assert (state(one).status, state(one).done_on, parts(one)) == ("not_started", None, NOTHING)


@pytest.mark.parametrize("kind", ["inspect", "urge"])
@pytest.mark.parametrize("unit", [None, "甲局", "东镇", "各乡镇", "戊局"])
def test_being_inspected_or_urged_moves_nothing_and_is_no_report(
    kind: str, unit: str | None
) -> None:
    one = issue(event(DAY, "progress", "东镇"), event("10-06", kind, unit))
    assert parts(one) == NOTHING | {"东镇": "in_progress"}
    assert state(one).status is Status.NOT_STARTED
    assert len(state(one).reports_of("东镇")) == 1
    assert state(one).reports == ()


APPLIED = (
    event("10-01", "submit", "东镇"),
    event("10-02", "submit", "西乡"),
    event("10-03", "submit", "甲局"),
)
ALL_FINISHED = {"甲局": "finished", "东镇": "finished", "西乡": "finished", "乙局": "not_started"}


@pytest.mark.parametrize(
    ("addressed", "lowered"),
    [
        (None, {"甲局"}),
        ("甲局", {"甲局"}),
        ("甲委", {"甲局"}),
        # The status is lowered, and the part of a single lead mirrors it.
        ("东镇", {"甲局", "东镇"}),
        ("各乡镇", {"甲局", "东镇", "西乡"}),
        ("乙局", {"甲局"}),
    ],
)
@pytest.mark.parametrize("struck_off", [False, True])
def test_sending_back_lowers_the_status_and_the_parts_of_those_addressed(
    addressed: str | None, lowered: set[str], struck_off: bool
) -> None:
    log = (*APPLIED, *([event("10-04", "done", "督查室")] if struck_off else []))
    assert parts(issue(*log)) == ALL_FINISHED
    one = issue(*log, event("10-05", "reopen", addressed))
    assert (state(one).status, state(one).applied_on, state(one).done_on) == (
        *("in_progress", None),
        None,
    )
    assert parts(one) == ALL_FINISHED | dict.fromkeys(lowered, "in_progress")
    assert state(one).sent_back == one.log[-1]


@pytest.mark.parametrize(
    ("addressed", "valid"),
    [("东镇", True), ("各乡镇", True), ("西乡", False), ("乙局", False), (None, False)],
)
def test_a_part_alone_can_be_sent_back(addressed: str | None, valid: bool) -> None:
    log = (event("10-01", "start", "甲局"), event("10-02", "submit", "东镇"))
    new = event("10-05", "reopen", addressed)
    assert (objection_to(new, issue(*log), DIRECTORY, new.date) is None) is valid
    one = issue(*log, new)
    assert state(one).status is Status.IN_PROGRESS
    assert parts(one)["东镇"] == ("in_progress" if valid else "finished")
    assert (state(one).sent_back is not None) is valid


def test_a_part_sent_back_is_answered_by_a_new_report_of_completion() -> None:
    log = (event("10-01", "start", "甲局"), event("10-02", "submit", "东镇"))
    back = event("10-05", "reopen", "东镇")
    working = issue(*log, back, event("10-06", "progress", "东镇"))
    assert state(working).sent_back == back
    again = issue(*log, back, event("10-08", "submit", "东镇"))
    assert state(again).sent_back is None
    assert parts(again)["东镇"] == "finished"


def test_an_application_sent_back_is_answered_by_a_new_application_only() -> None:
    log = (*APPLIED, event("10-05", "reopen", "东镇"))
    finished = issue(*log, event("10-06", "submit", "东镇"))
    assert state(finished).sent_back == log[-1], "the status was lowered too"
    assert state(issue(*log, event("10-07", "submit", "甲局"))).sent_back is None


def test_later_progress_does_not_undo_finished() -> None:
    one = issue(event("10-01", "submit", "东镇"), event("10-05", "progress", "东镇"))
    assert parts(one)["东镇"] == "finished"


def test_what_makes_sense_is_judged_by_the_part_of_the_unit_that_acts() -> None:
    day = event("10-20", "start").date

    def objection(*log: object, kind: str, unit: str | None) -> str | None:
        return objection_to(event("10-20", kind, unit), issue(*log), DIRECTORY, day)  # type: ignore[arg-type]

    township = event("10-01", "progress", "东镇")
    assert objection(township, kind="start", unit="甲局") is None
    assert objection(township, kind="start", unit=None) is None
    assert objection(township, kind="start", unit="西乡") is None
    assert "已经启动" in (objection(township, kind="start", unit="东镇") or "")
    finished = event("10-01", "submit", "东镇")
    assert objection(finished, kind="submit", unit="西乡") is None
    assert objection(finished, kind="submit", unit="甲局") is None
    assert "已经报告过完成" in (objection(finished, kind="submit", unit="东镇") or "")
    waiting = event("10-01", "submit", "甲局")
    assert objection(waiting, kind="submit", unit="东镇") is None
    assert "等待核验" in (objection(waiting, kind="submit", unit="甲局") or "")
    struck = event("10-01", "done")
    assert "已在" in (objection(struck, kind="progress", unit="东镇") or "")


# Several leads.
TWO = ("甲局", "丙局")


def test_any_of_several_leads_raises_the_status_and_each_owes_its_own_application() -> None:
    one = issue(event("10-01", "submit", "丙局"), leads=TWO, responsible=())
    then = state(one)
    assert (then.status, then.applied_on) == ("submitted", one.log[0].date)
    assert parts(one) == {"甲局": "not_started", "丙局": "finished"}
    assert then.unfinished == ("甲局",)
    assert [unit for unit in TWO if then.has_to_report(unit)] == ["甲局"]
    both = issue(*one.log, event("10-02", "submit", "甲委"), leads=TWO, responsible=())
    assert not any(state(both).has_to_report(unit) for unit in TWO)
    assert state(both).applied_on == one.log[0].date


def test_a_report_without_a_unit_is_every_leads() -> None:
    one = issue(event("10-01", "submit"), leads=TWO, responsible=())
    assert parts(one) == {"甲局": "finished", "丙局": "finished"}
    assert [len(state(one).reports_of(unit)) for unit in TWO] == [1, 1]


def test_what_one_of_several_leads_reported_ends_nobody_elses_silence() -> None:
    one = issue(event("10-01", "progress", "丙局"), leads=TWO, responsible=())
    assert state(one, "10-31").silent_days_of("丙局") == 30
    assert state(one, "10-31").silent_days_of("甲局") == 80


def test_of_several_leads_sent_back_each_addressed_owes_again() -> None:
    log = (event("10-01", "submit", "甲局"), event("10-01", "submit", "丙局"))
    one = issue(*log, event("10-05", "reopen", "丙局"), leads=TWO, responsible=())
    assert (state(one).status, parts(one)) == (
        "in_progress",
        {"甲局": "finished", "丙局": "in_progress"},
    )
    all_leads = issue(*log, event("10-05", "reopen"), leads=TWO, responsible=())
    assert parts(all_leads) == {"甲局": "in_progress", "丙局": "in_progress"}
    # The other lead, whose part stands, may hand in the whole again.
    again = event("10-08", "submit", "甲局")
    assert objection_to(again, one, DIRECTORY, again.date) is None


def test_a_leads_part_sent_back_is_not_answered_by_another_units_report() -> None:
    log = (event("10-01", "submit", "甲局"), event("10-01", "submit", "丙局"))
    parted = (*log, event("10-05", "reopen", "丙局"), event("10-06", "reopen"))
    one = issue(*parted, event("10-07", "progress", "东镇"), leads=TWO)
    assert state(one).sent_back == parted[-1]
    again = issue(*parted, event("10-07", "submit", "丙局"), leads=TWO)
    assert state(again).sent_back is None


# No lead.
def test_without_a_lead_the_responsible_units_that_are_named_lead() -> None:
    one = issue(event("10-01", "start", "乙局"), leads=())
    assert state(one).roles.leads == ("乙局",)
    assert (state(one).status, parts(one)["乙局"]) == ("in_progress", "in_progress")
    assert state(one).roles.obliged["乙局"] is Role.LEAD
    township = issue(event("10-01", "start", "东镇"), leads=())
    assert state(township).status is Status.NOT_STARTED


def test_where_only_groups_are_responsible_nobody_leads_and_all_members_owe() -> None:
    one = issue(event("10-01", "start", "东镇"), leads=(), responsible=("各乡镇",))
    assert state(one).roles.leads == ()
    assert (state(one).status, parts(one)) == (
        "not_started",
        {"东镇": "in_progress", "西乡": "not_started"},
    )
    assert state(issue(event("10-01", "start"), leads=())).status is Status.IN_PROGRESS


# Obliged units.
@pytest.mark.parametrize(
    ("leads", "responsible", "obliged"),
    [
        (("甲委",), ("乙局",), {"甲局": "lead", "乙局": "responsible"}),
        (("甲局",), ("各乡镇",), {"甲局": "lead", "东镇": "member", "西乡": "member"}),
        # The strongest role counts; an alias in a group is the unit itself.
        (("甲局",), ("各部门",), {"甲局": "lead", "政务局": "member"}),
        (("甲局",), ("各部门", "政务服务局"), {"甲局": "lead", "政务局": "responsible"}),
        # A group without listed members counts as one.
        (("甲局",), ("各银行",), {"甲局": "lead", "各银行": "responsible"}),
        # Groups of groups are opened.
        (
            ("甲局",),
            ("全县",),
            {"甲局": "lead", "各银行": "member", "东镇": "member", "西乡": "member"},
        ),
        # A group that leads: its members have parts.
        (("各乡镇",), (), {"东镇": "member", "西乡": "member"}),
        ((), ("各乡镇",), {"东镇": "member", "西乡": "member"}),
    ],
)
def test_obliged_are_leads_responsible_units_and_listed_members(
    leads: tuple[str, ...], responsible: tuple[str, ...], obliged: dict[str, str]
) -> None:
    roles = state(issue(leads=leads, responsible=responsible)).roles
    assert dict(roles.obliged) == obliged
    order = [name for name in DIRECTORY.names if name in obliged]
    assert list(roles.obliged) == order


# Taking back.
def test_a_voided_event_moves_nothing_and_is_no_report() -> None:
    wrong = event("10-01", "submit", "甲局", note="误记")
    one = issue(wrong, void(wrong, "10-02"))
    assert (state(one).status, state(one).applied_on, parts(one)) == ("not_started", None, NOTHING)
    assert state(one).reports_of("甲局") == ()


def test_a_void_takes_out_every_line_that_says_exactly_that() -> None:
    """Two clones wrote the same line, one took it back: a union merge keeps both lines."""
    wrong = event("10-01", "done", by="某")
    alike = event("10-01", "done", by="他人")
    merged = issue(wrong, void(wrong, "10-02"), wrong, void(wrong, "10-02"))
    assert standing_events(merged.log) == ()
    assert state(merged).status is Status.NOT_STARTED
    other = issue(wrong, alike, void(wrong, "10-02"))
    assert standing_events(other.log) == (alike,)
    assert state(other).status is Status.DONE


def test_several_voids_of_one_event_are_one() -> None:
    wrong = event("10-01", "progress", "东镇")
    voids = [void(wrong, "10-02", by="甲"), void(wrong, "10-03", by="乙")]
    assert standing_events((wrong, *voids)) == ()
    assert parts(issue(wrong, *voids)) == NOTHING


def test_what_was_taken_back_can_be_recorded_anew_only_in_other_words() -> None:
    wrong = event("10-01", "progress", "东镇")
    one = issue(wrong, void(wrong, "10-02"))
    assert "已作废" in (refusal_of(wrong, one, DIRECTORY) or "")
    anew = event("10-01", "progress", "东镇", note="确有此事")
    assert refusal_of(anew, one, DIRECTORY) is None
    assert parts(issue(*one.log, anew))["东镇"] == "in_progress"


def test_lines_that_say_the_same_are_one_event() -> None:
    twice = issue(event("10-01", "done"), event("10-01", "done"))
    assert len(state(twice).events) == 1


@pytest.mark.parametrize("kind", [k for k in EventKind if k is not EventKind.VOID])
def test_no_kind_of_event_moves_what_it_must_not(kind: EventKind) -> None:
    """The parts of units that it does not name, whatever it is."""
    more = {"to": "2020-11-30"} if kind is EventKind.EXTEND else {}
    before = issue(event("10-01", "submit", "西乡"))
    after = issue(*before.log, event("10-02", kind.value, "东镇", **more))
    assert parts(after)["西乡"] == PartStatus.FINISHED
    assert parts(after)["乙局"] == PartStatus.NOT_STARTED
    assert state(after).status is Status.NOT_STARTED
