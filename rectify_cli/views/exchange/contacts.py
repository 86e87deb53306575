"""What a 通讯录 changes in ``units``."""

from collections.abc import Iterator, Mapping
from typing import Any

from rectify_cli.domain.model import Unit, title_of
from rectify_cli.domain.shared.contacts import CONTACT_FIELDS, Contacts
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.formats.blocks import Block, Cell, Column, Paragraph, Table, Tone
from rectify_cli.views.phrases import NONE


def contacts_blocks(contacts: Contacts, directory: UnitDirectory) -> list[Block]:
    """``rectify contact --from``: by unit the fields that change, old and new; ``directory`` is
    that of the ledger as it was."""
    changes = contacts.changes
    fields = [field for field in CONTACT_FIELDS if any(field in new for new in changes.values())]
    table = Table(
        columns=(Column("单位", 2), *(Column(title_of(Unit, field)) for field in fields)),
        rows=tuple(
            (Cell(name), *(_cell(directory.unit(name), field, new) for field in fields))
            for name, new in changes.items()
        ),
        empty="没有要改的。",
    )
    return [table, Paragraph("\n".join(_lines(contacts)), Tone.MUTED)]


def _cell(unit: Unit, field: str, new: Mapping[str, str]) -> Cell:
    old = getattr(unit, field)
    if field not in new:
        return Cell(old or NONE, Tone.MUTED)
    return Cell(f"{old} → {new[field]}" if old else new[field], Tone.GOOD)


def _lines(contacts: Contacts) -> Iterator[str]:
    alike = len(contacts.unchanged)
    yield f"要改 {len(contacts.changes)} 个单位，{alike} 个与清单里的一样。"
    if contacts.unknown:
        listed = "、".join(f"{name}（{place}）" for name, place in contacts.unknown)
        yield f"清单里没有这些单位，没有记：{listed}。"


def contacts_data(contacts: Contacts) -> dict[str, Any]:
    """``rectify contact --from --json``."""
    return {
        "units": [{"unit": name, **fields} for name, fields in contacts.changes.items()],
        "unchanged": list(contacts.unchanged),
        "unknown": [{"name": name, "cell": place} for name, place in contacts.unknown],
    }
