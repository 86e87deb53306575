"""The options by which an official document is issued, and the note in the ledger that it was."""

import re
from typing import Annotated, NamedTuple

import typer

from rectify_cli.cli.committing import commit_written, tell_committed
from rectify_cli.cli.options.words import one_line
from rectify_cli.cli.options.writing import Commit
from rectify_cli.cli.output import warn
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import Paper, PaperKind
from rectify_cli.domain.period import Period
from rectify_cli.errors import UsageError
from rectify_cli.formats.blocks import Document
from rectify_cli.views.papers.official import Form, count_placeholders, form_of

_NUMBER = re.compile(r"[^\d〔〕\[\]\s]+〔\d{4}〕[1-9]\d*号")


class Issuing(NamedTuple):
    """Who issues a paper, under which number, to whom."""

    issuer: Annotated[
        str | None, typer.Option("--issuer", metavar="单位", help="发文机关（默认按清单）。")
    ] = None
    number: Annotated[
        str | None,
        typer.Option("--number", metavar="文号", help="发文字号，如 云营商办通〔2020〕3号。"),
    ] = None
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="单位", help="主送机关（默认按清单）；可写多次。"),
    ] = None
    cc: Annotated[
        list[str] | None, typer.Option("--cc", metavar="单位", help="抄送机关；可写多次。")
    ] = None
    record: Annotated[
        bool, typer.Option("--record", help="在清单的 papers 里记一条：何时印发，说到哪天。")
    ] = False
    commit: Commit = None

    def form(
        self, session: Session, kind: PaperKind, *, with_consent: bool = False, signer: str = ""
    ) -> Form:
        """How the paper is issued. Raises ``UsageError`` for a number that is none."""
        return form_of(
            session.checklist.document,
            kind,
            day=session.settled_day,
            issuer=one_line(self.issuer),
            number=_number(self.number),
            to=tuple(name.strip() for name in self.to or ()),
            cc=tuple(name.strip() for name in self.cc or ()),
            with_consent=with_consent,
            signer=signer,
        )

    def finish(self, session: Session, kind: PaperKind, period: Period, document: Document) -> None:
        """Say on stderr what a person has to fill, and note the paper if that was asked for.

        Raises what writing the ledger raises.
        """
        if places := count_placeholders(document):
            warn(f"有 {places} 处〔请补充〕要由人填写。")
        if not self.record:
            return
        day, number = session.settled_day, _number(self.number)
        paper = Paper(date=day, paper=kind, number=number, until=period.until)
        with session.edit() as edit:
            if paper in edit.ledger.checklist.papers:
                warn("这份文件已经登记过，没有再记。")
                return
            edit.append_paper(paper)
            edit.save()
        warn(f"已在清单的 papers 里登记：{paper.date} {kind.label}，截至 {paper.until}。")
        named = f"{kind.label} {paper.number}" if paper.number else kind.label
        committed = commit_written(session.path, f"登记印发：{named}", wanted=self.commit)
        if committed is not None and committed.id is not None:
            warn(f"已提交 {committed.id[:8]}")  # stdout is the paper's
        tell_committed(committed, quiet=True)


def _number(typed: str | None) -> str | None:
    """A 文号 with its 代字; brackets of other kinds are put right. Raises ``UsageError``."""
    if typed is None:
        return None
    number = re.sub(r"[\[［【（(〔](\d{4})[\]］】）)〕]", r"〔\1〕", "".join(typed.split()))
    number = number.replace("第", "")
    if not _NUMBER.fullmatch(number):
        raise UsageError(
            f"“{typed.strip()}”不是发文字号",
            hint="写成 云营商办通〔2020〕3号：代字、〔年份〕、序号。",
        )
    return number
