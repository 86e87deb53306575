"""Which commit brought each event of an issue into the ledger."""

from rectify_cli.domain.model import Event, Issue
from rectify_cli.domain.shared.audit import Commit
from rectify_cli.history.past.facts import LOG, Fact, one_form
from rectify_cli.history.past.walk import history_of
from rectify_cli.history.repository import Repository


def origins_of(repository: Repository, issue: Issue) -> dict[Event, Commit | None]:
    """Every event of ``issue`` and the first commit that had it; none for what is not committed.

    Raises what ``history_of`` raises.
    """
    history = history_of(repository)
    first: dict[Fact, Commit | None] = {}
    for step in history.steps:
        for number in step.added:
            fact = history.fact(number)
            if fact.field == LOG and fact.issue == str(issue.id):
                first.setdefault(fact, step.commit)
    return {event: first.get(_fact(issue, event)) for event in issue.log}


def _fact(issue: Issue, event: Event) -> Fact:
    said = event.model_dump(mode="json", exclude_defaults=True)
    return Fact(str(issue.id), LOG, one_form(said))
