"""``status``: how far along the whole list is."""

from rectify_cli.cli.session import Session
from rectify_cli.domain.figures import count, count_by_category, count_by_lead, count_by_leader
from rectify_cli.domain.state import states_of
from rectify_cli.views.figures import status_blocks, status_data


def run(session: Session) -> None:
    """总体情况：各状态数量，按类别、牵头单位、责任领导的完成率。"""
    states = states_of(session.checklist, session.as_of)
    counts, as_of = count(states), session.as_of
    groups = {
        "by_category": count_by_category(states),
        "by_lead": count_by_lead(states),
        "by_leader": count_by_leader(states),
    }
    session.answer(
        lambda: status_data(counts, as_of=as_of, **groups),
        lambda: status_blocks(counts, as_of=as_of, **groups),
    )
