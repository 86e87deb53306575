"""Who is meant by a name: canonical names, aliases, groups, short forms, and roles in issues."""

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property

from rectify_cli.domain.model import Checklist, Issue, Role
from rectify_cli.errors import NotFoundError, UsageError

_MOST_CANDIDATES = 8


class UnitDirectory:
    """The units of one checklist. Names that the file uses but does not declare count too."""

    def __init__(self, checklist: Checklist) -> None:
        self._checklist = checklist

    @cached_property
    def _canonical(self) -> dict[str, str]:
        names = {name: name for name in self._checklist.unit_names()}
        for unit in self._checklist.units:
            names |= dict.fromkeys(unit.aliases, unit.name)
        return names

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        return {
            unit.name: tuple(self.canonical(member) for member in unit.members)
            for unit in self._checklist.units
            if unit.members is not None
        }

    @property
    def names(self) -> list[str]:
        """Canonical names, in the order of the file."""
        return list(dict.fromkeys(self._canonical.values()))

    def canonical(self, name: str) -> str:
        """The one name of a unit that has several; a name not known is its own."""
        return self._canonical.get(name, name)

    def aliases_of(self, unit: str) -> list[str]:
        """The other names of ``unit``."""
        return [n for n, canonical in self._canonical.items() if canonical == unit and n != unit]

    def is_group(self, unit: str) -> bool:
        """Whether ``unit`` was declared with members, be the list empty."""
        return unit in self._members

    def members_of(self, group: str) -> tuple[str, ...]:
        """The direct members of a group."""
        return self._members.get(group, ())

    def groups_of(self, unit: str) -> set[str]:
        """Every group that ``unit`` belongs to, groups of groups included; cycles do no harm."""
        found: set[str] = set()
        seeking = {unit}
        while seeking:
            seeking = {
                group
                for group, members in self._members.items()
                if group not in found and not seeking.isdisjoint(members)
            }
            found |= seeking
        return found

    def role_of(self, unit: str, issue: Issue) -> Role | None:
        """The strongest role of ``unit`` (a canonical name) in ``issue``: 牵头 > 责任 > 成员."""
        leads = {self.canonical(name) for name in issue.lead_unit}
        responsible = {self.canonical(name) for name in issue.responsible_units}
        if unit in leads:
            return Role.LEAD
        if unit in responsible:
            return Role.RESPONSIBLE
        if not self.groups_of(unit).isdisjoint(leads | responsible):
            return Role.MEMBER
        return None

    def resolve(self, text: str) -> str:
        """The canonical name meant by ``text``: a name, an alias, or an unambiguous short form.

        Raises ``UsageError`` when several units fit and ``NotFoundError`` when none does; both
        offer candidates.
        """
        typed = text.strip()
        if typed in self._canonical:
            return self._canonical[typed]
        for fits in (_contains, _abbreviates):
            found = self._matching(fits, typed)
            if len(found) == 1:
                return found[0]
            if found:
                raise UsageError(
                    f"“{typed}”可以指 {len(found)} 个单位：{_listed(found)}",
                    hint="请把单位名称写得更全一些。",
                )
        near = get_close_matches(typed, self._canonical, n=3, cutoff=0.4)
        hint = f"是不是：{_listed(near)}？" if near else "用 rectify units 查看全部单位。"
        if unlisted := [unit.name for unit in self._checklist.units if unit.members == ()]:
            hint += f"若它属于{_listed(unlisted)}，先在清单的 units 里把它列为 members。"
        raise NotFoundError(f"清单里没有叫“{typed}”的单位", hint=hint)

    def _matching(self, fits: Callable[[str, str], bool], typed: str) -> list[str]:
        found = (unit for name, unit in self._canonical.items() if typed and fits(name, typed))
        return list(dict.fromkeys(found))


def _contains(name: str, typed: str) -> bool:
    return typed in name


def _abbreviates(name: str, typed: str) -> bool:
    """Every character of ``typed`` in order: 漕涧政府 for 漕涧镇人民政府."""
    rest = iter(name)
    return len(typed) > 1 and all(character in rest for character in typed)


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    shown = "、".join(listed[:_MOST_CANDIDATES])
    return f"{shown} 等" if len(listed) > _MOST_CANDIDATES else shown


def leaders_of(checklist: Checklist) -> Iterator[str]:
    """Every 责任领导, in the order of the file, without repeats."""
    yield from dict.fromkeys(issue.leader for issue in checklist.issues if issue.leader)
