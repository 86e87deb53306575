"""What goes to the screen: data as JSON, blocks, lines, and words beside the answer."""

import sys
from collections.abc import Iterable
from typing import Any, cast

from rectify_cli.cli.app.channels import Channel
from rectify_cli.formats.blocks import Block, Document
from rectify_cli.formats.streams import speaks_unicode
from rectify_cli.formats.text import clean

written: list[str] = []
"""What this command line has written so far, in sentences: to be told even if stdout fails."""


def print_json(data: Any) -> None:
    """Print ``data`` as JSON; what stdout's encoding lacks is escaped."""
    from rectify_cli.formats.json_text import dump

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


def print_bytes(data: bytes) -> None:
    """Write the bytes of a file on stdout, whatever encoding the console speaks."""
    cast(Channel, sys.stdout).write_bytes(data)


def print_lines(*lines: str) -> None:
    """Print lines on stdout."""
    for line in lines:
        print(clean(line))


def tell_written(text: str, *, quiet: bool = False) -> None:
    """Say that something has been written; ``quiet``: only if stdout should fail."""
    written.append(text)
    if not quiet:
        print_lines(text)


def warn(text: str) -> None:
    """Say something on stderr that is no answer and no error."""
    print(clean(text), file=sys.stderr)
