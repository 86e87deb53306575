"""The wording and the places of what only an official document has, after GB/T 9704-2012.

Places are counted in characters of the body's type (字), as the standard does.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rectify_cli.formats.blocks import (
    Addressees,
    AnnexNote,
    AnnexTitle,
    Imprint,
    Letterhead,
    Signature,
)
from rectify_cli.formats.measure import display_width

SIGNER = "签发人："
LINE_POINTS = 28.95
"""The height of a line of the text, so that 22 of them stand on a page (5.2.2)."""


def day_text(day: date) -> str:
    """``2020年11月6日``: months and days are not padded (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def addressee_text(names: Sequence[str]) -> str:
    """主送机关, closed by a full-width colon (7.3.2)."""
    return f"{'，'.join(names)}："


def annex_lines(note: AnnexNote) -> list[tuple[str, str]]:
    """附件说明: what stands before each title, and the title without a closing mark (7.3.4)."""
    if len(note.titles) == 1:
        return [("附件：", note.titles[0])]
    return [
        (f"{'附件：' if number == 1 else '　　　'}{number}.", title)
        for number, title in enumerate(note.titles, start=1)
    ]


def imprint_lines(imprint: Imprint) -> tuple[str, str, str]:
    """版记: 抄送 (empty without any), 印发机关, 印发日期 (7.4)."""
    cc = f"抄送：{'，'.join(imprint.cc)}。" if imprint.cc else ""
    return cc, imprint.organ, f"{day_text(imprint.day)}印发"


def letterhead_lines(head: Letterhead) -> tuple[str, ...]:
    """版头 as lines of text, where it cannot be drawn."""
    signer = f"{SIGNER}{head.signer or '　　　'}" if head.signer is not None else ""
    return tuple(filter(None, (head.organ, "　　".join(filter(None, (head.number, signer))))))


def official_lines(
    block: Addressees | AnnexNote | Signature | AnnexTitle | Imprint,
) -> tuple[str, ...]:
    """The block as lines of text, for formats that have no places on a page."""
    match block:
        case Addressees():
            return (addressee_text(block.names),)
        case AnnexNote():
            return tuple(label + title for label, title in annex_lines(block))
        case Signature():
            return (block.organ, day_text(block.day))
        case AnnexTitle():
            return (block.label, block.title)
        case Imprint():
            cc, organ, day = imprint_lines(block)
            return tuple(filter(None, (cc, f"{organ}　　{day}")))


class SignaturePlaces(NamedTuple):
    """How many characters 署名 and 成文日期 stand in from the right margin."""

    organ: float
    day: float


def signature_places(signature: Signature) -> SignaturePlaces:
    """Sealed (7.3.5.1): the date 4 characters in, the name centred over it. Not sealed
    (7.3.5.2): the name 2 in, the date beginning 2 characters to the right of the name; where the
    date is the longer one, the date 2 in."""
    organ = display_width(signature.organ) / 2
    day = display_width(day_text(signature.day)) / 2
    if signature.sealed:
        of_organ = 4 + (day - organ) / 2
        return SignaturePlaces(max(of_organ, 0), 4 + max(-of_organ, 0))
    if organ - day >= 2:
        return SignaturePlaces(2, organ - day)
    return SignaturePlaces(4 + day - organ, 2)
