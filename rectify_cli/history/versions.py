"""The ledger as it was at a revision."""

from rectify_cli.domain.model import Checklist
from rectify_cli.errors import NotFoundError
from rectify_cli.files.encodings import guess_encoding
from rectify_cli.history.past.commits import Trail, refuse_odd_name
from rectify_cli.history.past.facts import FactReader
from rectify_cli.history.past.objects import Objects
from rectify_cli.history.repository import Repository
from rectify_cli.ledger.decoding import decode_ledger, read_bytes
from rectify_cli.ledger.reading import parse_ledger_text


def checklist_at(repository: Repository, revision: str) -> Checklist:
    """What the ledger said at a revision as typed, also where it had another name then.

    Raises what ``commit_of`` raises, ``NotFoundError`` where there was no ledger,
    ``InvalidDataError`` where it cannot be read.
    """
    refuse_odd_name(repository.name)
    commit = repository.commit_of(revision)
    reader = FactReader()
    now = reader.read(read_bytes(repository.path))
    with Objects(repository) as objects:
        blob = Trail(repository, objects, reader).locate(commit, now)
        data = objects.content(blob) if blob is not None else None
    if data is None:
        raise NotFoundError(
            f"“{revision}”这个版本里还没有这份清单", hint="换一个较晚的版本，例如 HEAD。"
        )
    encoding = guess_encoding(data)
    if encoding not in (None, "utf-8"):
        data = data.decode(encoding).removeprefix("\ufeff").encode("utf-8")
    name = f"{revision}:{repository.name}"
    return parse_ledger_text(decode_ledger(data, name), name)
