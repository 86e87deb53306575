"""``show``: everything about one issue."""

from typing import Annotated, Any

import typer

from rectify_cli.cli.app.complete import complete_issue
from rectify_cli.cli.options.unit import OwnUnit, own_unit
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import Event, Issue
from rectify_cli.domain.query import find_issue
from rectify_cli.domain.reporting.chronicle import Wanted, chronicle
from rectify_cli.domain.shared.audit import Commit
from rectify_cli.domain.state import state_of
from rectify_cli.formats.blocks import Block
from rectify_cli.views.issue import issue_blocks, issue_data
from rectify_cli.views.log import issue_log_blocks
from rectify_cli.views.origins import origin_blocks, origin_data
from rectify_cli.views.own_part import own_issue_data, standing_block


def run(
    session: Session,
    issue: Annotated[
        str, typer.Argument(metavar="事项", autocompletion=complete_issue, help="3 或 共性3。")
    ],
    unit: OwnUnit = None,
    blame: Annotated[
        bool, typer.Option("--blame", help="每一条记录是谁、哪次 git 提交记进来的。")
    ] = False,
) -> None:
    """显示一个事项的全部内容和办理记录；--unit 只看一个单位自己的办理情况。"""
    found = find_issue(session.checklist, issue)
    state = state_of(found, session.directory, session.as_of)
    name = own_unit(session, unit)

    whole_issue = session.ledger.checklist.issues_by_id()[found.id]
    origins = _origins(session, whole_issue) if blame else None

    def data() -> dict[str, Any]:
        own = {} if name is None else own_issue_data(state, name)
        return (
            issue_data(state)
            | own
            | (origin_data(whole_issue, origins) if origins is not None else {})
        )

    def shown() -> list[Block]:
        # The numbers of lines are those of the whole log, also with --known.
        wanted = Wanted(ids=frozenset({found.id}), unit=name)
        whole = session.ledger.checklist
        records = chronicle(whole, wanted, session.as_of, known=session.known)
        head, *blocks = issue_blocks(state)
        own = [] if name is None else [standing_block(state, name)]
        told = [] if origins is None else origin_blocks(whole_issue, state, origins)
        return [head, *own, *blocks, *issue_log_blocks(records), *told]

    session.answer(data, shown)


def _origins(session: Session, issue: Issue) -> dict[Event, Commit | None]:
    from rectify_cli.history.blame import origins_of
    from rectify_cli.history.repository import open_repository

    return origins_of(open_repository(session.path), issue)
