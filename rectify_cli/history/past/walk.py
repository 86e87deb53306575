"""A ledger's whole history, commit after commit: what each brought in, and what it lost.

What a commit misses is all that some ancestor said and it does not say. It *lost* what it misses
and none of its parents missed yet, on whichever side of a merge that stood; so a merge is held to
all its parents, a removal on a branch is told at the commit that made it and not again at the
merge, and no merge base is needed (criss-cross merges have several).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rectify_cli.domain.shared.audit import Commit
from rectify_cli.errors import ConflictError
from rectify_cli.history.past.commits import Trail, commits_before, refuse_odd_name
from rectify_cli.history.past.facts import Fact, FactReader, Facts
from rectify_cli.history.past.objects import Objects
from rectify_cli.history.repository import Repository
from rectify_cli.ledger.decoding import read_bytes

NOTHING: Facts = frozenset()


class Step(NamedTuple):
    """What one commit did to the ledger; ``commit`` is none for the working copy.

    ``facts`` is what it says then, ``added`` what none of its parents said, ``lost`` what it lost.
    """

    commit: Commit | None
    facts: Facts
    added: Facts
    lost: Facts


class History(NamedTuple):
    """The steps of a ledger, parents before children, the working copy last; ``now`` is what the
    last of them says. ``unreadable`` are the commits in which it was no ledger, ``is_shallow``
    whether older commits were left out when the repository was cloned, ``reads_now`` whether the
    working copy could be read."""

    reader: FactReader
    steps: tuple[Step, ...]
    now: Facts
    unreadable: tuple[Commit, ...] = ()
    is_shallow: bool = False
    reads_now: bool = True

    def fact(self, number: int) -> Fact:
        """The fact of a number."""
        return self.reader.fact(number)


class _State(NamedTuple):
    facts: Facts
    missing: Facts


def history_of(repository: Repository) -> History:
    """Read the whole history of the ledger, its working copy included.

    Raises ``ConflictError`` before the first commit and where git cannot read the history,
    ``NotFoundError`` and ``StorageError`` where the file cannot be read.
    """
    refuse_odd_name(repository.name)
    tip = repository.head
    if tip is None:
        raise ConflictError(
            "这个 git 仓库还没有提交过，没有历史可查",
            hint="提交一次清单（git add、git commit），以后的改动就有据可查。",
        )
    reader = FactReader()
    now = reader.read(read_bytes(repository.path))
    with Objects(repository) as objects:
        trail = Trail(repository, objects, reader)
        trail.locate(tip, now)
        found = [(node, trail.blob_of(node)) for node in commits_before(repository, tip)]
        states: dict[str, _State] = {}
        steps: list[Step] = []
        unreadable: list[Commit] = []
        for (commit, parents), blob in reversed(found):
            facts = trail.facts(blob) if blob is not None else NOTHING
            if facts is None:
                unreadable.append(commit)
            before = [states[parent] for parent in parents if parent in states]
            states[commit.id], step = _step(commit, facts, before)
            if step is not None:
                steps.append(step)
    _, last = _step(None, now, [states[tip]])
    if last is not None:
        steps.append(last)
    facts_now = states[tip].facts if now is None else now
    return History(
        reader, tuple(steps), facts_now, tuple(unreadable), repository.is_shallow, now is not None
    )


def _step(
    commit: Commit | None, facts: Facts | None, parents: Sequence[_State]
) -> tuple[_State, Step | None]:
    """What a commit came to, and its step where it did anything."""
    if len(parents) == 1 and (facts is parents[0].facts or facts == parents[0].facts):
        return parents[0], None
    said = _union(parent.facts for parent in parents)
    missed = _union(parent.missing for parent in parents)
    if facts is None:  # not readable: taken to say what git's own merge would make of its parents
        facts = said - missed
        return _State(facts, missed - facts), None
    missing = ((said - facts) | missed) - facts
    step = Step(commit, facts, facts - said, missing - missed)
    return _State(facts, missing), step if step.added or step.lost else None


def _union(parts: Iterable[Facts]) -> Facts:
    return NOTHING.union(*parts)
