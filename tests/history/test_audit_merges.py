"""``audit`` where histories part and meet again: every side of every merge is looked at."""

from conftest import Run
from offices import Office
from test_audit import DONE, PROGRESS, START, audit, losses

SUBMIT = "date: 2020-10-10, event: submit, note: 已整改到位"


def pull(clone: Office, other: Office) -> None:
    """Merge what the other has, as ``git pull`` does."""
    clone.git("pull", "-q", "--no-rebase", "--no-edit", str(other.folder), "main")


def test_a_union_merge_loses_nothing(run: Run, office: Office) -> None:
    second = office.clone("second")
    third = office.clone("third")
    office.record(3, START)
    second.record(3, PROGRESS)
    third.record(3, START)  # the same as the first clerk's: one event
    third.record(4, DONE)
    for other in (second, third):
        pull(office, other)
    assert losses(audit(run)) == []
    assert len(run("show", "3", "--json").json["log"]) == 2


def test_a_merge_that_drops_one_sides_event_is_told_at_the_merge(run: Run, office: Office) -> None:
    second = office.clone("second")
    office.record(3, START)
    second.record(3, PROGRESS)
    office.git("fetch", "-q", str(second.folder), "main")
    office.git("merge", "-q", "-s", "ours", "-m", "合并", "FETCH_HEAD")
    [loss] = audit(run).json["losses"]
    assert loss["before"] == f"{{{PROGRESS}}}"
    assert loss["commit"]["subject"] == "合并"


def test_a_removal_on_a_branch_is_told_once_where_it_was_made(run: Run, office: Office) -> None:
    office.record(3, START)
    office.record(4, START)
    second = office.clone("second")
    text = second.text
    at = text.index("      - {date: 2020-08-20, event: start")
    second.write(text[:at] + text[text.index("\n", at) + 1 :])
    second.commit("悄悄删去", author="王某")
    office.record(5, PROGRESS)
    second.record(6, PROGRESS)
    pull(office, second)
    pull(second, office)
    office.record(7, PROGRESS)
    [loss] = audit(run).json["losses"]
    assert (loss["issue"], loss["commit"]["subject"]) == (3, "悄悄删去")


def test_what_one_side_removed_and_the_merge_kept_is_back(run: Run, office: Office) -> None:
    office.record(3, START)
    second = office.clone("second")
    second.drop("event: start")
    second.commit("删")
    office.record(4, PROGRESS)
    office.git("fetch", "-q", str(second.folder), "main")
    office.git("merge", "-q", "-s", "ours", "-m", "合并", "FETCH_HEAD")
    assert losses(audit(run)) == [("line", 3, "log", True)]


def test_text_altered_on_one_side_is_told_once_and_undone_at_a_merge(
    run: Run, office: Office
) -> None:
    second = office.clone("second")
    second.change("title: 大厅工作人员服务标准不够优化", "title: 大厅服务")
    second.commit("改标题")
    office.record(4, PROGRESS)
    pull(second, office)
    audited = run("audit", "--json", "--file", second.ledger)
    assert losses(audited) == [("text", 5, "title", False)]
    office.git("fetch", "-q", str(second.folder), "main")
    office.git("merge", "-q", "-s", "ours", "-m", "合并", "FETCH_HEAD")
    assert losses(audit(run)) == [("text", 5, "title", True)]


def test_criss_cross_merges_are_followed(run: Run, office: Office) -> None:
    office.record(3, START)
    office.git("checkout", "-q", "-b", "other")
    office.record(3, PROGRESS)
    other = office.head
    office.git("checkout", "-q", "main")
    office.record(4, PROGRESS)
    main = office.head
    office.git("merge", "-q", "--no-edit", other)
    office.git("checkout", "-q", "other")
    office.git("merge", "-q", "--no-edit", main)
    office.drop("event: start")
    office.commit("交叉以后删去")
    office.record(5, SUBMIT)
    office.git("checkout", "-q", "main")
    office.record(6, SUBMIT)
    office.git("merge", "-q", "--no-edit", "other")
    result = audit(run)
    assert result.json["commits"] >= 7
    [loss] = result.json["losses"]
    assert (loss["commit"]["subject"], loss["before"]) == ("交叉以后删去", f"{{{START}}}")


def test_a_rename_on_one_side_of_a_merge_is_followed_on_both(run: Run, office: Office) -> None:
    office.record(3, START)
    second = office.clone("second")
    second.record(4, START)
    second.record(4, PROGRESS)
    second.drop("event: progress")
    second.commit("另一边删去")
    office.git("mv", "data/issues.yaml", "清单.yaml")
    office.write_attributes("清单.yaml merge=union\n")
    office.ledger = office.folder / "清单.yaml"
    office.commit("改名")
    pull(office, second)
    [loss] = audit(run, "--file", "清单.yaml").json["losses"]
    assert (loss["issue"], loss["commit"]["subject"]) == (4, "另一边删去")


def test_two_roots_that_were_joined_are_both_followed(run: Run, office: Office) -> None:
    office.record(3, START)
    office.git("checkout", "-q", "--orphan", "另起")
    office.drop("event: start")
    office.commit("另起")
    office.git("merge", "-q", "-s", "ours", "--allow-unrelated-histories", "--no-edit", "main")
    [loss] = audit(run).json["losses"]
    assert loss["before"] == f"{{{START}}}"
