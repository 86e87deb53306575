"""The units that issues name → the ``units`` of a ledger: groups told by their words, names that
may mean one unit proposed as aliases and never merged."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from rectify_cli.domain.model import Issue, Unit
from rectify_cli.domain.shared.imported import AliasProposal
from rectify_cli.importing.words.names import is_group

_MOST_COMPARED = 1000
_ENDINGS = ("局", "委", "办", "行", "院", "部", "站", "所", "队", "会", "府", "司")


def collect_units(issues: Iterable[Issue]) -> tuple[Unit, ...]:
    """Every unit named, in the order of naming; a group has members, as yet none."""
    names = dict.fromkeys(n for i in issues for n in (*i.lead_unit, *i.responsible_units))
    return tuple(Unit(name=name, members=() if is_group(name) else None) for name in names)


def propose_aliases(units: Iterable[Unit]) -> tuple[AliasProposal, ...]:
    """Pairs of which one name is the other shortened: 县政务局 and 县政务服务局."""
    names = [unit.name for unit in units if unit.members is None]
    return tuple(_proposals(names)) if len(names) <= _MOST_COMPARED else ()


def _proposals(names: list[str]) -> Iterator[AliasProposal]:
    for one, other in combinations(names, 2):
        long, short = sorted((one, other), key=len, reverse=True)
        if _shortens(short, long):
            yield AliasProposal(long, short)


def _shortens(short: str, long: str) -> bool:
    """The same beginning and end, every character of the short one in order in the long one.

    发改局 for 县发改局 counts too; 县政务服务中心 for 县政务服务局 does not: another ending is
    another office.
    """
    if len(short) < 3 or len(short) == len(long) or short[-1] != long[-1]:
        return False
    if short[-1] not in _ENDINGS:
        return False
    if long.endswith(short) and len(long) - len(short) <= 3:
        return True
    rest = iter(long)
    in_order = all(character in rest for character in short)
    return in_order and short[:2] == long[:2]
