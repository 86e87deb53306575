"""``show``: everything about one issue."""

from typing import Annotated, Any

import typer

from rectify_cli.cli.complete import complete_issue
from rectify_cli.cli.options.unit import OwnUnit, own_unit
from rectify_cli.cli.session import Session
from rectify_cli.domain.chronicle import Wanted, chronicle
from rectify_cli.domain.query import find_issue
from rectify_cli.domain.state import state_of
from rectify_cli.formats.blocks import Block
from rectify_cli.views.issue import issue_blocks, issue_data
from rectify_cli.views.log import issue_log_blocks
from rectify_cli.views.own_part import own_issue_data, standing_block


def run(
    session: Session,
    issue: Annotated[
        str, typer.Argument(metavar="事项", autocompletion=complete_issue, help="3 或 共性3。")
    ],
    unit: OwnUnit = None,
) -> None:
    """显示一个事项的全部内容和办理记录；--unit 只看一个单位自己的办理情况。"""
    found = find_issue(session.checklist, issue)
    state = state_of(found, session.directory, session.as_of)
    name = own_unit(session, unit)

    def data() -> dict[str, Any]:
        return issue_data(state) | ({} if name is None else own_issue_data(state, name))

    def shown() -> list[Block]:
        # The numbers of lines are those of the whole log, also with --known.
        wanted = Wanted(ids=frozenset({found.id}), unit=name)
        whole = session.ledger.checklist
        records = chronicle(whole, wanted, session.as_of, known=session.known)
        head, *blocks = issue_blocks(state)
        own = [] if name is None else [standing_block(state, name)]
        return [head, *own, *blocks, *issue_log_blocks(records)]

    session.answer(data, shown)
