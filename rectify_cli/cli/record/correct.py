"""``correct``: a wrong line is taken back and the right one written, in one write."""

from typing import Annotated

import typer

from rectify_cli.cli.options.entry import Asking, Entry, OneLine, unit_option
from rectify_cli.cli.record.taking_back import corrected, void_of
from rectify_cli.cli.recording import Draft, Recording, add_events
from rectify_cli.cli.session import Session
from rectify_cli.domain.query import find_line


def run(
    session: Session,
    line: OneLine,
    entry: Entry,
    asking: Asking,
    unit: Annotated[str | None, unit_option("应为哪个单位。")] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="日期", help="应为哪一天到期（延期）。")
    ] = None,
) -> None:
    """更正：作废一条，另记正确的一条；没有写的照原来的。

    例：rectify correct 9#2 --unit 宝丰
    """

    def drafts(recording: Recording) -> list[Draft]:
        issue, wrong = find_line(recording.checklist, line)
        void = void_of(recording, issue, wrong, note="更正，另记一条")
        right = corrected(recording, issue, wrong, entry, asking, unit=unit, to=to)
        return [void, Draft(issue, right)]

    add_events(session, entry, drafts)
