"""What goes to the screen: data as JSON, blocks, lines, and words beside the answer."""

import sys
from collections.abc import Iterable
from typing import Any

from rectify_cli.formats.blocks import Block, Document
from rectify_cli.formats.json_text import dump
from rectify_cli.formats.streams import speaks_unicode
from rectify_cli.formats.text import clean


def print_json(data: Any) -> None:
    """Print ``data`` as JSON; what stdout's encoding lacks is escaped."""
    sys.stdout.write(dump(data, ascii_only=not speaks_unicode(sys.stdout)))


def print_blocks(shown: Iterable[Block] | Document) -> None:
    """Print blocks, or a whole printout, on stdout."""
    from rectify_cli.formats.terminal import (
        blocks as terminal,  # loads Rich, which JSON never needs
    )

    console = terminal.make_console()
    if isinstance(shown, Document):
        terminal.print_document(shown, console)
    else:
        terminal.print_blocks(shown, console)


def print_lines(*lines: str) -> None:
    """Print lines on stdout."""
    for line in lines:
        print(clean(line))


def warn(text: str) -> None:
    """Say something on stderr that is no answer and no error."""
    print(clean(text), file=sys.stderr)
