"""What vanished from the ledger: commit by commit, the line before and after."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from pydantic import BaseModel

from rectify_cli.domain.model import Checklist, Document, Issue, title_of
from rectify_cli.domain.shared.audit import Audit, Commit, Loss, LossKind
from rectify_cli.formats.blocks import Block, Heading, Items, Paragraph, Tone

_WORKING_COPY = "工作副本（还没有提交）"
_MOST_UNREADABLE = 3


def audit_blocks(audit: Audit) -> list[Block]:
    """The verdict first, then what is gone, what came back, and what the audit could not see."""
    blocks: list[Block] = [_verdict(audit), *_groups(audit.vanished)]
    if audit.restored:
        blocks += [Heading(2, "曾被删改，现已恢复"), *_groups(audit.restored)]
    if audit.units:
        blocks += [Heading(2, "单位目录的改动（不算丢失）"), *_groups(audit.units)]
    return [*blocks, *(Paragraph(text, Tone.WARN) for text in _limits(audit))]


def _verdict(audit: Audit) -> Paragraph:
    if audit.first is None:
        return Paragraph("清单还没有提交过，没有历史可查。", Tone.WARN)
    looked = (
        f"（查了改动清单的 {audit.commits} 次提交，最早 {audit.first.day} {audit.first.short_id}）"
    )
    if audit.vanished:
        return Paragraph(f"有 {len(audit.vanished)} 处记过以后被删改{looked}", Tone.BAD)
    return Paragraph(f"没有发现记过以后被删改的办理记录、印发记录和原文{looked}", Tone.GOOD)


def _groups(losses: Iterable[Loss]) -> Iterator[Block]:
    for commit, of_commit in groupby(losses, key=lambda loss: loss.commit):
        yield Heading(3, commit_text(commit))
        yield Items(tuple(loss_text(loss) for loss in of_commit))


def commit_text(commit: Commit | None) -> str:
    """``1a2b3c4d　2020-10-20　李某：整理清单``."""
    if commit is None:
        return _WORKING_COPY
    return f"{commit.short_id}　{commit.day}　{commit.author}：{commit.subject}"


def loss_text(loss: Loss) -> str:
    """What was lost, the words before, and the words after."""
    where = f"事项 {loss.issue}" if loss.issue is not None else ""
    match loss.kind:
        case LossKind.FILE:
            return f"整个清单文件被删：{loss.before}（{loss.lines} 条办理记录）"
        case LossKind.ISSUE:
            return f"{where} 整项被删：{loss.before}（{loss.lines} 条办理记录）"
    what = " ".join(filter(None, (where, _field_title(loss))))
    if loss.after is None:
        return f"{what}被删\n原：{loss.before}"
    return f"{what}被改\n原：{loss.before}\n今：{loss.after}"


def _field_title(loss: Loss) -> str:
    record: type[BaseModel] = Issue
    if loss.issue is None:
        record = Document if loss.kind is LossKind.TEXT else Checklist
    return title_of(record, loss.field) if loss.field in record.model_fields else loss.field


def _limits(audit: Audit) -> Iterator[str]:
    if audit.is_shallow:
        yield "这是浅克隆，更早的提交不在这台电脑上；运行 git fetch --unshallow 取齐以后再查一遍。"
    if audit.unreadable:
        shown = "、".join(c.short_id for c in audit.unreadable[:_MOST_UNREADABLE])
        more = "等" if len(audit.unreadable) > _MOST_UNREADABLE else ""
        yield (
            f"{shown}{more} {len(audit.unreadable)} 次提交里的清单读不了（如带着合并冲突），"
            "其间的删改记在后面第一次读得了的提交上。"
        )
    if not audit.reads_now:
        yield "现在的清单文件读不了，只查到最近一次提交；用 rectify check 看错在哪里。"


def audit_data(audit: Audit) -> dict[str, Any]:
    """The same for programs."""
    return {
        "vanished": len(audit.vanished),
        "losses": [loss_data(loss) for loss in audit.losses],
        "commits": audit.commits,
        "first": commit_data(audit.first),
        "unreadable": [commit.id for commit in audit.unreadable],
        "shallow": audit.is_shallow,
        "working_copy_read": audit.reads_now,
    }


def loss_data(loss: Loss) -> dict[str, Any]:
    """One loss; ``commit`` is null for the working copy."""
    return {
        "commit": commit_data(loss.commit),
        "kind": loss.kind.value,
        "issue": int(loss.issue) if loss.issue and loss.issue.isdecimal() else loss.issue,
        "field": loss.field or None,
        "before": loss.before,
        "after": loss.after,
        "restored": loss.back,
        **({"lines": loss.lines} if loss.kind in (LossKind.ISSUE, LossKind.FILE) else {}),
    }


def commit_data(commit: Commit | None) -> dict[str, Any] | None:
    """Who committed what and when; null for none."""
    return None if commit is None else commit._asdict()
