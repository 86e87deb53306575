"""A printout as a page bears it: of a table with too many columns some stand under others, and what
is signed under a table stands over it."""

from collections.abc import Sequence
from dataclasses import replace

from rectify_cli.formats.blocks import Block, Cell, Column, Document, SignOff, Table
from rectify_cli.formats.measure import display_width

_MOST_COLUMNS = 10
_FULL = 1.3  # what word processors put between characters is counted in


def lay_out(document: Document) -> Document:
    """``document`` for Word and HTML, which are printed."""
    sections = tuple(
        section._replace(blocks=_with_line_to_sign(tuple(map(_narrowed, section.blocks))))
        for section in document.sections
    )
    return replace(document, sections=sections)


def _narrowed(block: Block) -> Block:
    return _stacked(block.on_paper) if isinstance(block, Table) else block


def _with_line_to_sign(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A line to sign under a table stands over the first one, as on forms: under it, it could be
    alone on the last page."""
    tables = [place for place, one in enumerate(blocks) if isinstance(one, Table) and one.rows]
    if not tables or tables[-1] != len(blocks) - 2 or not isinstance(blocks[-1], SignOff):
        return blocks
    first = tables[0]
    return (*blocks[:first], blocks[-1], *blocks[first:-1])


def _stacked(table: Table) -> Table:
    """The table as it is, or with the columns that may stand under others there."""
    if len(table.columns) <= _MOST_COLUMNS:
        return table
    places = {column.title: index for index, column in enumerate(table.columns)}
    hosts = {
        index: places[column.under.title]
        for index, column in enumerate(table.columns)
        if column.under is not None and column.under.title in places
    }
    kept = [index for index in range(len(table.columns)) if index not in hosts]
    guests = {host: [index for index, its in hosts.items() if its == host] for host in kept}
    return table._replace(
        columns=tuple(_column(table, host, guests[host]) for host in kept),
        rows=tuple(
            tuple(_cell(table, row, host, guests[host]) for host in kept) for row in table.rows
        ),
    )


def _column(table: Table, host: int, guests: Sequence[int]) -> Column:
    """The titles over each other; so wide that no guest that is ``fixed`` is broken."""
    columns = table.columns
    fixed = [row[index].text for index in guests if columns[index].fixed for row in table.rows]
    least = max((round(display_width(text) * _FULL) for text in fixed), default=0)
    return columns[host]._replace(
        title="\n".join(columns[index].title for index in (host, *guests)),
        least=max(columns[host].least, least),
    )


def _cell(table: Table, row: Sequence[Cell], host: int, guests: Sequence[int]) -> Cell:
    texts = [row[host].text]
    for guest in guests:
        under = table.columns[guest].under
        told = row[guest].text in row[host].text
        if under is not None and row[guest].says_something and not told:
            texts.append(under.before + row[guest].text)
    return row[host]._replace(text="\n".join(texts))
