"""What every official document of the office has in common: who issues it, to whom, when; and
the places that only a person can fill."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.model import Document as Source
from rectify_cli.domain.model import PaperKind
from rectify_cli.formats.blocks import (
    Addressees,
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Table,
)

_COUNTY = re.compile(r"^[\u4e00-\u9fff]{1,8}?[县市区州](?=[\u4e00-\u9fff])")
_PLACEHOLDER = "〔请补充："


class Form(NamedTuple):
    """How a paper is issued: what the command line gave, else what the ledger knows."""

    issuer: str
    number: str
    addressees: tuple[str, ...]
    cc: tuple[str, ...]
    day: date
    consent: str
    signer: str


def placeholder(what: str) -> str:
    """A visible place that a person has to fill."""
    return f"{_PLACEHOLDER}{what}〕"


def form_of(
    source: Source,
    kind: PaperKind,
    *,
    day: date,
    issuer: str | None = None,
    number: str | None = None,
    to: tuple[str, ...] = (),
    cc: tuple[str, ...] = (),
    with_consent: bool = False,
    signer: str = "",
) -> Form:
    """A notice is issued by the supervising office to all, a summary by the compiling one to whom
    it reports; the one stands in for the other."""
    offices = [source.supervised_by, source.compiled_by]
    addressees = source.addressees
    if kind is PaperKind.SUMMARY:
        offices.reverse()
        addressees = (source.reports_to,) if source.reports_to else ()
    council = (source.issuer or "").removesuffix("办公室") or "县人民政府"
    return Form(
        issuer=issuer or next(filter(None, offices), placeholder("发文机关")),
        number=number or placeholder("文号"),
        addressees=to or addressees or (placeholder("主送机关"),),
        cc=cc,
        day=day,
        consent=f"经{council}同意，" if with_consent else "",
        signer=signer or placeholder("签发人"),
    )


def about_text(subject: str, issuer: str) -> str:
    """``subject`` for a title that begins with ``issuer``: the county is not named twice."""
    county = _COUNTY.match(subject)
    if county is None or not (issuer.startswith(county[0]) or issuer[:1] == county[0][-1]):
        return subject
    return subject[county.end() :]


def count_placeholders(document: Document) -> int:
    """How many places of ``document`` a person has to fill."""
    head = document.letterhead
    texts = [document.title, *([head.organ, head.number, head.signer or ""] if head else ())]
    for block in document.blocks():
        texts += _texts(block)
    return sum(text.count(_PLACEHOLDER) for text in texts)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Addressees():
            yield from block.names
        case Items():
            yield from block.items
        case Table():
            yield from (cell.text for row in block.rows for cell in row)
