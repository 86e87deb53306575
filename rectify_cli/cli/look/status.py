"""``status``: how far along the whole list is."""

from typing import Any

from rectify_cli.cli.session import Session
from rectify_cli.domain.figures import count, count_by_category, count_by_lead, count_by_leader
from rectify_cli.domain.state import states_of
from rectify_cli.formats.blocks import Block
from rectify_cli.views.figure_view import status_blocks
from rectify_cli.views.json_text import counts_data, groups_data


def run(session: Session) -> None:
    """总体情况：各状态数量，按类别、牵头单位、责任领导的完成率。"""
    states = states_of(session.checklist, session.as_of)
    counts = count(states)
    by_category = count_by_category(states)
    by_lead = count_by_lead(states, session.directory)
    by_leader = count_by_leader(states)

    def data() -> dict[str, Any]:
        return {
            "as_of": session.as_of.isoformat(),
            "counts": counts_data(counts),
            "by_category": groups_data(by_category, "category"),
            "by_lead_unit": groups_data(by_lead, "lead_unit"),
            "by_leader": groups_data(by_leader, "leader"),
        }

    def shown() -> list[Block]:
        return status_blocks(
            counts,
            by_category=by_category,
            by_lead=by_lead,
            by_leader=by_leader,
            as_of=session.as_of,
        )

    session.answer(data, shown)
