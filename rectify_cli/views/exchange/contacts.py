"""What a 通讯录 changes in ``units``."""

from collections.abc import Iterator, Mapping, Sequence

from rectify_cli.domain.model import Unit, title_of
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.formats.blocks import Block, Cell, Column, Paragraph, Table, Tone
from rectify_cli.views.phrases import NONE

_FIELDS = ("head", "leader", "office", "contact", "phone")


def contacts_blocks(
    directory: UnitDirectory,
    changes: Mapping[str, Mapping[str, str]],
    *,
    unchanged: Sequence[str],
    unknown: Sequence[tuple[str, str]],
) -> list[Block]:
    """``rectify contact --from``: by unit the fields that change, old and new; ``unknown`` are
    names that the ledger does not have, with their places."""
    fields = [field for field in _FIELDS if any(field in new for new in changes.values())]
    table = Table(
        columns=(Column("单位", 2), *(Column(title_of(Unit, field)) for field in fields)),
        rows=tuple(
            (Cell(name), *(_cell(directory.unit(name), field, new) for field in fields))
            for name, new in changes.items()
        ),
        empty="没有要改的。",
    )
    return [table, Paragraph("\n".join(_lines(changes, unchanged, unknown)), Tone.MUTED)]


def _cell(unit: Unit, field: str, new: Mapping[str, str]) -> Cell:
    old = getattr(unit, field)
    if field not in new:
        return Cell(old or NONE, Tone.MUTED)
    return Cell(f"{old} → {new[field]}" if old else new[field], Tone.GOOD)


def _lines(
    changes: Mapping[str, Mapping[str, str]],
    unchanged: Sequence[str],
    unknown: Sequence[tuple[str, str]],
) -> Iterator[str]:
    yield f"要改 {len(changes)} 个单位，{len(unchanged)} 个与清单里的一样。"
    if unknown:
        listed = "、".join(f"{name}（{place}）" for name, place in unknown)
        yield f"清单里没有这些单位，没有记：{listed}。"
