"""What ``rectify check`` says of units: names that two share, circles, names not declared."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from rectify_cli.domain.units import UnitDirectory
from rectify_cli.ledger.problems.subject import Finding, Subject
from rectify_cli.ledger.text.locating import Location


def shared_names(subject: Subject) -> Iterator[Finding]:
    """A name or other name that two units bear."""
    owners: dict[str, tuple[str, Location]] = {}
    for index, unit in enumerate(subject.checklist.units):
        names: list[tuple[str, Location]] = [(unit.name, ("units", index, "name"))]
        names += [(a, ("units", index, "aliases", at)) for at, a in enumerate(unit.aliases)]
        for name, location in names:
            owner, first = owners.setdefault(name, (unit.name, location))
            if first != location:
                hint = "一个名称只能属于一个单位，删去其中一处。"
                yield Finding(location, f"“{name}”已是{owner}的名称或别称", hint, first)


def group_cycles(subject: Subject) -> Iterator[Finding]:
    """A group that is, over some others, its own member."""
    directory = UnitDirectory(subject.checklist)
    for index, unit in enumerate(subject.checklist.units):
        if unit.name in directory.groups_of(unit.name):
            message = f"统称“{unit.name}”绕了一圈又成了自己的成员"
            yield Finding(("units", index, "members"), message, "从成员里去掉其中一环。")


def sparse_groups(subject: Subject) -> Iterator[Finding]:
    """Groups that list few members or none: asked about once, at the first of them."""
    directory = UnitDirectory(subject.checklist)
    groups = directory.sparse_groups
    if groups:
        places = {unit.name: index for index, unit in enumerate(subject.checklist.units)}
        counted = "、".join(
            f"{name}（{len(directory.listed_members(name)) or '没有列'}）" for name in groups
        )
        hint = "没有列在 members 里的单位不会被催报；已经列全的不用管。"
        message = f"统称的成员是否列全：{counted}"
        yield Finding(("units", places[groups[0]], "members"), message, hint)


def unknown_units(subject: Subject) -> Iterator[Finding]:
    """A unit that an issue or an event names and ``units`` does not declare."""
    declared = set(subject.checklist.declared_names())
    if not declared:
        return

    @cache
    def hint(name: str) -> str:
        if any(mark in name for mark in "，、"):
            return "若是几个单位，分开写成 [甲, 乙]，用半角逗号。"
        near = get_close_matches(name, sorted(declared), cutoff=0.4)
        guess = f"是不是 {'、'.join(near)}？" if near else ""
        return f"{guess}若确是另一个单位，在 units 里加上它。"

    for location, name in _names_used(subject):
        if name not in declared:
            yield Finding(location, f"units 里没有“{name}”", hint(name))


def _names_used(subject: Subject) -> Iterator[tuple[Location, str]]:
    for position, issue in enumerate(subject.checklist.issues):
        for key in ("lead_unit", "responsible_units"):
            for index, name in enumerate(getattr(issue, key)):
                yield ("issues", position, key, index), name
    for location, event in subject.events():
        if event.unit:
            yield (*location, "unit"), event.unit
