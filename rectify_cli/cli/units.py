"""Units as a command line names them, groups among them."""

from collections.abc import Iterable

from rectify_cli.domain.units import UnitDirectory


def units_meant(directory: UnitDirectory, typed: Iterable[str]) -> list[str]:
    """The canonical names of the units typed, each once; a group stands for its members, or for
    itself where none are listed. Raises what ``resolve`` raises."""
    found: dict[str, None] = {}
    for text in typed:
        name = directory.resolve(text)
        found |= dict.fromkeys(directory.listed_members(name) or (name,))
    return list(found)
