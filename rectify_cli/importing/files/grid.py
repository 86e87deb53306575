"""Tables with merged cells → rows of equal width, the text of a merged cell in every part of it."""

from collections.abc import Sequence

from rectify_cli.importing.files.source import Cell

MAX_COLUMNS = 200


def spread_cells(rows: Sequence[Sequence[tuple[str, int, int]]]) -> list[list[Cell]]:
    """``rows`` of cells as (text, columns, rows) that each spans → a row of ``Cell`` each."""
    grid: list[list[Cell]] = []
    hanging: dict[int, tuple[str, int]] = {}  # column → text, rows still to come
    for row in rows:
        cells: list[Cell] = []
        waiting = list(row)
        while (waiting or any(column >= len(cells) for column in hanging)) and (
            len(cells) < MAX_COLUMNS
        ):
            column = len(cells)
            if column in hanging:
                text, left = hanging.pop(column)
                cells.append(Cell(text, merged=True))
                if left > 1:
                    hanging[column] = (text, left - 1)
            elif waiting:
                text, across, down = waiting.pop(0)
                for step in range(min(across, MAX_COLUMNS - column)):
                    cells.append(Cell(text, merged=step > 0))
                    if down > 1:
                        hanging[column + step] = (text, down - 1)
            else:
                cells.append(Cell(""))
        grid.append(cells)
    return grid
