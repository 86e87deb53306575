"""What an event that was just recorded has moved, in words and as data."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rectify_cli.domain.model import REPORTING, Event, EventKind, PartStatus
from rectify_cli.domain.state import IssueState
from rectify_cli.domain.units import Acting
from rectify_cli.views.phrases import event_line

_MOST_NAMES = 8
_LACKS = {"application": "没有申请销号", "evidence": "没有佐证材料", "verifier": "没有写核验人"}


class Move(NamedTuple):
    """An event that was added: the number and text of its line, and the issue before and after."""

    line: int
    text: str
    event: Event
    before: IssueState
    after: IssueState


def move_lines(move: Move) -> Iterator[str]:
    """What one event changed, a line each; that nothing did is said too."""
    event, before, after = move.event, move.before, move.after
    acting = after.acting(event) if event.event in REPORTING else None
    if event.of is not None:
        yield f"作废：{event_line(event.of, before)}"
    if acting is Acting.PART:
        yield _part_line(move)
        return
    if before.due != after.due:
        yield f"到期日：{before.due or '未定'} → {after.due or '未定'}"
    elif before.status is after.status:
        yield f"状态：{after.status.label}（不变）"
    if before.status is not after.status:
        yield f"状态：{before.status.label} → {after.status.label}"
    if acting is Acting.OFFICE:
        yield f"由{event.unit}记，不算哪个单位报送。"
    if acting is Acting.OUTSIDE:
        yield f"{event.unit}不是这一项的牵头、责任或成员单位，不算数。"
    yield from _parts_moved(before, after)
    if event.event is EventKind.SUBMIT and after.unfinished:
        yield f"还没有报告完成的单位：{_listed(after.unfinished)}"
    if event.event is EventKind.DONE:
        from rectify_cli.domain.reporting.todo import missing_from_file  # loads the rosters

        if lacks := missing_from_file(after):
            yield f"提醒：这一项{'、'.join(_LACKS[word] for word in lacks)}。"


def reminder_lines(moves: Sequence[Move], *, saved: bool) -> Iterator[str]:
    """What is said once about everything that was recorded."""
    if any(move.event.event in REPORTING and move.event.unit is None for move in moves):
        yield "没有写 --unit，按牵头单位报送记。"
    if saved:
        yield from evidence_lines(moves)


def evidence_lines(moves: Sequence[Move]) -> Iterator[str]:
    """Where the evidence went that came with what was recorded."""
    if any(move.event.evidence for move in moves):
        yield "佐证材料在清单旁的 evidence 文件夹里；用 git 的，请连同清单一并提交。"


def move_data(move: Move) -> dict[str, Any]:
    """One event of the answer to ``--json``; ``n`` is its number in the log (``9#2``)."""
    before, after = move.before, move.after
    unit = _unit(move)
    part_before, part = (before.part_of(unit), after.part_of(unit)) if unit else (None, None)
    return {
        "id": after.issue.id,
        "n": len(after.issue.log),
        "line": move.line,
        "text": move.text,
        "status_before": before.status.value,
        "status": after.status.value,
        "due": after.due.isoformat() if after.due else None,
        **({"unit": unit} if unit else {}),
        **({"part_before": part_before.value} if part_before else {}),
        **({"part": part.value} if part else {}),
    }


def _unit(move: Move) -> str | None:
    return None if move.event.unit is None else move.after.directory.canonical(move.event.unit)


def _part_line(move: Move) -> str:
    """``漕涧镇人民政府：未启动 → 整改中（事项状态不变：未启动，牵头单位还没有报送）``."""
    unit, after = _unit(move) or "", move.after
    was, now = move.before.part_of(unit), after.part_of(unit)
    word = after.word_of(move.event)
    finished = f"{word}，" if move.event.event is EventKind.SUBMIT else ""
    silent = "" if after.reports else "，牵头单位还没有报送"
    return f"{unit}：{finished}{_step(was, now)}（事项状态不变：{after.status.label}{silent}）"


def _parts_moved(before: IssueState, after: IssueState) -> Iterator[str]:
    """The parts that moved by themselves; that of a single lead only mirrors the status."""
    if len(after.roles.leads) == 1:
        units = [unit for unit in after.roles.obliged if unit not in after.roles.leads]
    else:
        units = list(after.roles.obliged)
    moved = [unit for unit in units if before.part_of(unit) is not after.part_of(unit)]
    for unit in moved[:_MOST_NAMES]:
        yield f"{unit}：{_step(before.part_of(unit), after.part_of(unit))}"
    if len(moved) > _MOST_NAMES:
        yield f"……另有 {len(moved) - _MOST_NAMES} 个单位"


def _step(was: PartStatus | None, now: PartStatus | None) -> str:
    if was is None or now is None:
        return ""
    return f"{now.label}（不变）" if was is now else f"{was.label} → {now.label}"


def _listed(units: Sequence[str]) -> str:
    more = f" 等 {len(units)} 个" if len(units) > _MOST_NAMES else ""
    return "、".join(units[:_MOST_NAMES]) + more


def commit_message(moves: Sequence[Move]) -> str:
    """``销号：3 企业办事体验感较差（何志龙）``: what was recorded, for git."""
    event = moves[-1].event
    titles = dict.fromkeys(f"{m.after.issue.id} {m.after.issue.title}" for m in moves)
    said = "、".join(list(titles)[:_MOST_NAMES])
    more = f" 等 {len(titles)} 项" if len(titles) > _MOST_NAMES else ""
    voided = any(move.event.event is EventKind.VOID for move in moves)
    label = (
        "更正" if voided and event.event is not EventKind.VOID else moves[-1].after.word_of(event)
    )
    who = event.by or event.unit
    return f"{label}：{said}{more}{f'（{who}）' if who else ''}"
