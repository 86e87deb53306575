"""Of a long ledger only the issues that change and their neighbours are parsed: with one result."""

import pytest

from rectify_cli.ledger.text.appending import Change, RefusedError, append, prove
from rectify_cli.ledger.text.blocks import Blocks, split
from rectify_cli.ledger.text.insertions import Addition
from rectify_cli.ledger.text.replacing import Setting

EVENT = "{date: 2020-10-20, event: done}"
OLD = "{date: 2020-09-01, event: start}"
UNITS = "units:\n  - name: 县局\n    contact: 李某\n  - name: 乡\n"
HEAD = "document: {title: 清单, issued_on: 2020-08-12}\n"


def issue(number: int, *more: str) -> str:
    """An issue with lines of its own at its end."""
    lines = [f"  - id: {number}", f"    title: 事项{number}", "    problem: 甲", *more]
    return "".join(f"{line}\n" for line in lines)


LOGGED = ("    log:", f"      - {OLD}")
WAYS = [(), LOGGED, ("    log: []",), (f"    log: [{OLD}]",), ("    goal: |-", "      乙", "")]
ISSUES = "issues:\n" + "".join(issue(n, *WAYS[n % 5]) for n in range(1, 13))
TEXTS = {
    "units before": HEAD + UNITS + ISSUES,
    "units after": HEAD + ISSUES + UNITS,
    "document last": UNITS + ISSUES + HEAD,
}


def cut(text: str) -> Blocks:
    """The text cut at its issues."""
    blocks = split(text)
    assert blocks is not None
    return blocks


def event_for(*positions: int) -> list[Change]:
    """An event for each of the issues at these positions."""
    return [Addition("log", ([EVENT],), at) for at in positions]


CHANGES: dict[str, list[Change]] = {
    "the first": event_for(0),
    "the last": event_for(11),
    "two side by side": event_for(4, 3),
    "far apart": event_for(10, 0, 5),
    "all": event_for(*range(12)),
    "a new issue": [Addition("issues", (["id: 13", "title: 新", "problem: 新"],))],
    "a unit and its text": [
        Setting("units", 0, {"contact": "张某", "phone": "'1'"}),
        Addition("units", (["name: 镇"],)),
    ],
    "a paper": [Addition("papers", (["{date: 2020-11-06, paper: notice, until: 2020-11-05}"],))],
}
CHANGES["of all kinds"] = [
    *CHANGES["a paper"],
    *CHANGES["a unit and its text"],
    *CHANGES["a new issue"],
    *event_for(6, 11),
]


@pytest.mark.parametrize("eol", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_made_in_parts_is_that_made_on_the_whole(
    changes: list[Change], text: str, eol: str
) -> None:
    for mark in ("", "\ufeff"):
        old = mark + text.replace("\n", eol)
        made = append(old, cut(old), changes)
        assert made == append(old, None, changes)
        assert prove(old, cut(old), changes, made.text)
        assert prove(old, None, changes, made.text)


@pytest.mark.parametrize(
    "own", [(), ("    log:",), ("    log: []",)], ids=["none", "bare", "empty"]
)
@pytest.mark.parametrize("step", [-1, 1], ids=["above", "below"])
def test_a_first_log_is_indented_as_the_neighbours(step: int, own: tuple[str, ...]) -> None:
    logs = {5 + step: ("    log:", f"    - {OLD}"), 1: LOGGED}
    issues = [issue(n, *logs.get(n, ())) for n in range(1, 10)]
    text = f"{HEAD}issues:\n{''.join(issues)}".replace(issues[4], issue(5, *own))
    for parts in (cut(text), None):
        made = append(text, parts, event_for(4)).text
        assert made == text.replace(issue(5, *own), issue(5, "    log:", f"    - {EVENT}"))


@pytest.mark.parametrize(
    ("blank_after", "gap"), [({1, 2}, ""), ({3}, "\n"), (set(), ""), ({1, 2, 3}, "\n")]
)
def test_a_new_issue_stands_apart_where_the_last_two_do(blank_after: set[int], gap: str) -> None:
    text = HEAD + "issues:\n"
    text += "".join(issue(n) + ("\n" if n in blank_after else "") for n in range(1, 5))
    new = ["id: 5", "title: 事项5", "problem: 甲"]
    made = append(text, cut(text), [Addition("issues", (new,))])
    assert made.text == f"{text}{gap}{issue(5)}"


TEXT = HEAD + "issues:\n" + "".join(issue(n, "    # 注", *LOGGED) for n in range(1, 7)) + UNITS


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (issue(2, "    # 注"), issue(2, "    # 记")),
        (issue(2), issue(2).replace("甲", "乙")),
        (issue(5, "    # 注", *LOGGED), ""),
        (issue(5), issue(5, "    # 注", *LOGGED) * 2),
        (issue(6), issue(6).replace("甲", "乙")),
        ("清单", "名单"),
        ("李某", "张某"),
        (EVENT, OLD),
        (f"      - {EVENT}\n", ""),
        (f"      - {EVENT}\n", f"      - {EVENT}\n      - {EVENT}\n"),
        (issue(4), issue(4).replace("甲", "乙")),
        (f"      - {EVENT}\n", f"      - {EVENT}\n  - {{id: 9, title: 甲, problem: 甲}}\n"),
        ("issues:\n", "issues: # 注\n  - \n"),
        ("issues:\n", "issues: []\nissued:\n"),
        (HEAD, HEAD + "---\n"),
        (HEAD, "\t" + HEAD),
    ],
)
def test_the_proof_sees_what_else_has_changed_near_and_far(right: str, wrong: str) -> None:
    changes = event_for(3)
    new = append(TEXT, cut(TEXT), changes).text
    assert prove(TEXT, cut(TEXT), changes, new)
    assert right in new
    assert not prove(TEXT, cut(TEXT), changes, new.replace(right, wrong, 1))


def test_which_change_cannot_be_made_is_told() -> None:
    text = HEAD + "issues:\n" + "".join(issue(n) for n in range(1, 9)) + issue(9, "    log: ~")
    changes = [*event_for(0, 4, 8), *CHANGES["a paper"]]
    with pytest.raises(RefusedError, match="log 不是列表") as refused:
        append(text, cut(text), changes)
    assert refused.value.change == 2
