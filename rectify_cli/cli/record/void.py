"""``void``: a line that should not have been written is taken back by one more line."""

from rectify_cli.cli.options.entry import Entry, Lines
from rectify_cli.cli.record.taking_back import void_of
from rectify_cli.cli.recording import Draft, Recording, add_events, split_references
from rectify_cli.cli.session import Session
from rectify_cli.domain.query import find_line


def run(session: Session, lines: Lines, entry: Entry) -> None:
    """作废：误记的一条不再算数，原来的一行留着。

    例：rectify void 9#2 --by 李某 --note 应为宝丰乡
    """

    def drafts(recording: Recording) -> list[Draft]:
        found = [find_line(recording.checklist, word) for word in split_references(lines)]
        return [void_of(recording, issue, line) for issue, line in dict.fromkeys(found)]

    add_events(session, entry, drafts)
