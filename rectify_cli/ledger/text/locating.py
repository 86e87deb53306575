"""Where a key or a value of a valid ledger stands, found without the nodes of the whole. Pure."""

import yaml

from rectify_cli.ledger.text.blocks import Blocks
from rectify_cli.ledger.text.places import node_at
from rectify_cli.ledger.text.yaml_text import compose, start_of

Location = tuple[int | str, ...]
"""A path of keys and positions (from 0) to or into an entry: ``("issues", 3, "due")``."""


class Locator:
    """Finds places in a text, parsing each issue that is asked for once."""

    def __init__(self, text: str, blocks: Blocks | None) -> None:
        self._text = text
        self._blocks = blocks
        self._roots: dict[int | None, yaml.Node] = {}

    def index_of(self, location: Location) -> int:
        """The index in the text (without its byte order mark) of the node at ``location``."""
        blocks = self._blocks
        if blocks is None:
            return start_of(node_at(self._root(None, self._text), location))
        if location[0] == "issues":
            at = int(location[1])
            root = self._root(at, blocks.part(at, at + 1))
            return blocks.starts[at] + start_of(node_at(root, (0, *location[2:])))
        index = start_of(node_at(self._root(None, blocks.rest), location))
        first, last = blocks.starts[0], blocks.starts[-1]
        return index if index < first else index + last - first

    def _root(self, key: int | None, text: str) -> yaml.Node:
        if key not in self._roots:
            if key is not None:
                self._roots = {k: root for k, root in self._roots.items() if k is None}
            self._roots[key] = compose(text).root
        return self._roots[key]
