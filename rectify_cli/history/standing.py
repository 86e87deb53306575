"""How the working copy stands with its repository: what ``rectify check`` adds where git is."""

from collections.abc import Iterator
from pathlib import Path

from rectify_cli.domain.shared.audit import Loss, LossKind
from rectify_cli.errors import ConflictError, Place, Problem, Severity
from rectify_cli.history.attributes import merges_by_union, rewrites_line_ends
from rectify_cli.history.audit import lost_in
from rectify_cli.history.past.commits import Trail, refuse_odd_name
from rectify_cli.history.past.facts import FactReader
from rectify_cli.history.past.objects import Objects
from rectify_cli.history.repository import Repository, find_repository
from rectify_cli.ledger.decoding import read_bytes


def git_findings(path: Path) -> list[Problem]:
    """Warnings about the ledger at ``path``; none without git or outside of a repository."""
    try:
        repository = find_repository(path)
        return list(_findings(repository, str(path))) if repository is not None else []
    except ConflictError as error:
        return [_warning(error.message, str(path), error.hint)]


def lost_since_commit(repository: Repository) -> tuple[Loss, ...]:
    """What the working copy lost against the last commit; nothing where one of the two cannot be
    read. Raises ``ConflictError`` where git cannot read the commit."""
    refuse_odd_name(repository.name)
    tip = repository.head
    reader = FactReader()
    now = reader.read(read_bytes(repository.path))
    if tip is None or now is None:
        return ()
    with Objects(repository) as objects:
        trail = Trail(repository, objects, reader)
        blob = trail.locate(tip, now)
        then = trail.facts(blob) if blob is not None else None
    return lost_in(reader, then, now) if then else ()


def _findings(repository: Repository, file: str) -> Iterator[Problem]:
    if lost := lost_since_commit(repository):
        yield _warning(
            f"和最近一次提交相比，{_counted(lost)}",
            file,
            "rectify audit 看是哪些；要更正请用 rectify void、correct，不要删改已有的行。",
        )
    if not repository.is_tracked:
        return
    if not merges_by_union(repository):
        yield _warning(
            "git 没有按两边都留（union）合并这份清单：几个人同时记录，合并时会冲突",
            file,
            "运行 rectify init --git，它会在 .gitattributes 里补上。",
        )
    if rewrites_line_ends(repository):
        yield _warning(
            "git 会改写这份清单的换行（core.autocrlf 或 eol=crlf）",
            file,
            "运行 rectify init --git，它会在 .gitattributes 里写明 eol=lf。",
        )


def _counted(lost: tuple[Loss, ...]) -> str:
    kinds = [loss.kind for loss in lost]
    words = {
        LossKind.LINE: "{} 条记录不见了或改了",
        LossKind.TEXT: "{} 处原文不见了或改了",
        LossKind.ISSUE: "{} 个事项不见了",
        LossKind.FILE: "清单的内容都不见了",
    }
    counts = ((words[kind], kinds.count(kind)) for kind in words)
    return "，".join(word.format(count) for word, count in counts if count)


def _warning(message: str, file: str, hint: str | None) -> Problem:
    return Problem(message, Place(file), hint, severity=Severity.WARNING)
