"""Ledger texts with marks: «…» around what is put in and ‹…› around what is taken out."""


def before(marked: str) -> str:
    """The text as it was."""
    return _side(marked, "«»", "‹›")


def after(marked: str) -> str:
    """The text as it is to be."""
    return _side(marked, "‹›", "«»")


def _side(marked: str, taken: str, kept: str) -> str:
    pieces = [part.split(taken[1])[-1] for part in marked.split(taken[0])]
    return "".join(pieces).translate({ord(mark): None for mark in kept})
