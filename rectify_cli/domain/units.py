"""Who is meant by a name: canonical names, aliases, groups, short forms, and roles in issues."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple, TypeAlias

from rectify_cli.domain.model import Checklist, Document, EventKind, Issue, Role, Unit
from rectify_cli.errors import NotFoundError, UsageError

_MOST_CANDIDATES = 8
_FEW_MEMBERS = 5  # 县级各部门, 各乡镇: a county has more of either


class Acting(Enum):
    """As what a unit acts when it reports on an issue: the first that fits."""

    LEADS = auto()
    """No unit named, or a lead: it is the leads' report and moves the status."""
    PART = auto()
    """A responsible unit, or a listed member: it moves its own part only."""
    OFFICE = auto()
    """The compiling or the supervising office: it moves the status; nobody's report."""
    GROUP = auto()
    """A group with listed members: each of them has to be named."""
    OUTSIDE = auto()
    """Any other: it moves nothing."""


def event_word(kind: EventKind, acting: Acting) -> str:
    """The Chinese word for an event: what a unit that does not lead hands in as finished is
    本单位报告完成, no 申请销号."""
    is_part = kind is EventKind.SUBMIT and acting is Acting.PART
    return "本单位报告完成" if is_part else kind.label


class Roles(NamedTuple):
    """Who is bound by an issue, in canonical names.

    ``leads`` are its lead units; without one, the responsible units that are named (not groups).
    ``obliged`` are all that have a part, in the order of the directory, each with its strongest
    role: leads, responsible units, listed members of their groups; a group without listed
    members counts as one.
    """

    leads: tuple[str, ...]
    obliged: Mapping[str, Role]


_Named: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]


class UnitDirectory:
    """The units of one checklist. Names that the file uses but does not declare count too."""

    def __init__(self, checklist: Checklist) -> None:
        self._checklist = checklist
        # Issues that name the same units share the answers.
        self._roles: dict[_Named, Roles] = {}
        self._role_of: dict[tuple[str, _Named], Role | None] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UnitDirectory) and self._checklist == other._checklist

    __hash__ = None  # type: ignore[assignment]

    @property
    def document(self) -> Document:
        """The official document."""
        return self._checklist.document

    @cached_property
    def offices(self) -> tuple[str, ...]:
        """The compiling and the supervising office, as far as the document names them."""
        named = (self.document.compiled_by, self.document.supervised_by)
        return tuple(dict.fromkeys(self.canonical(name) for name in named if name))

    @cached_property
    def _declared(self) -> dict[str, Unit]:
        return {unit.name: unit for unit in self._checklist.units}

    def unit(self, name: str) -> Unit:
        """What the file says of a unit (a canonical name); just its name if it does not."""
        return self._declared.get(name) or Unit(name=name)

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

    def listed_members(self, group: str) -> tuple[str, ...]:
        """The units that a group comes down to, groups of groups opened; none are listed, none."""
        found: dict[str, None] = {}
        seen = {group}
        waiting = list(self.members_of(group))
        while waiting:
            name = waiting.pop(0)
            if name in seen:
                continue
            seen.add(name)
            if self.members_of(name):
                waiting = [*self.members_of(name), *waiting]
            else:
                found[name] = None
        return tuple(found)

    @cached_property
    def sparse_groups(self) -> tuple[str, ...]:
        """The groups bound by issues that list so few members that some may be missing; nobody
        whom they do not list is ever asked for a report."""
        bound = {
            self.canonical(name)
            for issue in self._checklist.issues
            for name in (*issue.lead_unit, *issue.responsible_units)
        }
        return tuple(
            group
            for group in self._members
            if group in bound and len(self.listed_members(group)) < _FEW_MEMBERS
        )

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
        key = (unit, (issue.lead_unit, issue.responsible_units))
        if key not in self._role_of:
            self._role_of[key] = self._find_role(unit, issue)
        return self._role_of[key]

    def _find_role(self, unit: str, issue: Issue) -> Role | None:
        leads = {self.canonical(name) for name in issue.lead_unit}
        responsible = {self.canonical(name) for name in issue.responsible_units}
        if unit in leads:
            return Role.LEAD
        if unit in responsible:
            return Role.RESPONSIBLE
        if not self.groups_of(unit).isdisjoint(leads | responsible):
            return Role.MEMBER
        return None

    def roles_in(self, issue: Issue) -> Roles:
        """Who is bound by ``issue``."""
        key = (issue.lead_unit, issue.responsible_units)
        if key not in self._roles:
            self._roles[key] = self._find_roles(issue)
        return self._roles[key]

    def _find_roles(self, issue: Issue) -> Roles:
        named_leads = tuple(dict.fromkeys(map(self.canonical, issue.lead_unit)))
        responsible = tuple(dict.fromkeys(map(self.canonical, issue.responsible_units)))
        leads = named_leads or tuple(name for name in responsible if not self.is_group(name))
        found: dict[str, Role] = {}
        members = [m for name in (*named_leads, *responsible) for m in self.listed_members(name)]
        for role, names in (
            (Role.LEAD, leads),
            (Role.RESPONSIBLE, responsible),
            (Role.MEMBER, members),
        ):
            for name in names:
                if not self.listed_members(name):
                    found.setdefault(name, role)
        order = {name: place for place, name in enumerate(self.names)}
        return Roles(leads, dict(sorted(found.items(), key=lambda item: order[item[0]])))

    def acting(self, unit: str | None, roles: Roles) -> Acting:
        """As what ``unit`` (a name as the log has it) reports on an issue with these roles."""
        if unit is None:
            return Acting.LEADS
        name = self.canonical(unit)
        if name in roles.leads:
            return Acting.LEADS
        if name in roles.obliged:
            return Acting.PART
        if name in self.offices:
            return Acting.OFFICE
        return Acting.GROUP if self.members_of(name) else Acting.OUTSIDE

    def may_strike_off(self, unit: str | None, roles: Roles) -> bool:
        """Whether a striking off in the name of ``unit`` counts: none, a lead, or an office."""
        name = None if unit is None else self.canonical(unit)
        return name is None or name in roles.leads or name in self.offices

    def addressed(self, unit: str | None, roles: Roles) -> tuple[str, ...]:
        """Whom the office's act is for: the leads, the members of a group, or the one unit."""
        if unit is None:
            return roles.leads
        name = self.canonical(unit)
        return self.listed_members(name) or (name,)

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
        near = get_close_matches(typed, self._canonical, cutoff=0.4)
        hint = f"是不是：{_listed(near)}？" if near else "用 rectify units 查看全部单位。"
        asked = self.sparse_groups
        unlisted = [u.name for u in self._checklist.units if u.members == () or u.name in asked]
        if unlisted:
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
    return all(character in rest for character in typed)


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    shown = "、".join(listed[:_MOST_CANDIDATES])
    return f"{shown} 等" if len(listed) > _MOST_CANDIDATES else shown


def leaders_of(checklist: Checklist) -> Iterator[str]:
    """Every 责任领导, in the order of the file, without repeats."""
    yield from dict.fromkeys(issue.leader for issue in checklist.issues if issue.leader)
