"""What ledger text says, read by libyaml: the whole, or what is not in the program's own form.

Everything here returns none for a text that is unreadable, or not what it was cut for.
"""

from collections.abc import Callable
from typing import TypeVar

import yaml

from rectify_cli.ledger.text.blocks import Blocks
from rectify_cli.ledger.text.lines import Data
from rectify_cli.ledger.text.yaml_text import (
    UnsoundError,
    compose,
    find_pair,
    is_nothing,
    plain_data,
    start_of,
)

_T = TypeVar("_T")


def whole_data(text: str) -> Data:
    """What a whole ledger says."""
    return _tried(lambda: plain_data(compose(text).root))


def rest_data(blocks: Blocks) -> dict[str, Data] | None:
    """What a ledger says without its issues, at the key of which it was cut."""

    def read() -> dict[str, Data] | None:
        root = compose(blocks.rest).root
        data = plain_data(root)
        if not isinstance(data, dict):
            return None
        pair = find_pair(root, "issues")
        # The key must be the one below which the text was cut, and not stand in a quote.
        if pair is None or start_of(pair[0]) != blocks.key or not is_nothing(pair[1]):
            return None
        return data

    return _tried(read)


def issue_data(blocks: Blocks, at: int) -> Data:
    """What the issue at position ``at`` says."""
    # Its text begins with its dash and has no other at that column: it is a list of one entry.
    return _tried(lambda: plain_data(compose(blocks.part(at, at + 1)).root.value[0]))


def _tried(read: Callable[[], _T]) -> _T | None:
    try:
        return read()
    except (yaml.YAMLError, UnsoundError, RecursionError):
        return None
