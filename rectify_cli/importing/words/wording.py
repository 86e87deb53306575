"""Small rules about the characters of official text: spaces, page numbers, brackets."""

import re
import unicodedata

OPENING = "（(〔［["
CLOSING = "）)〕］]"
COLONS = "：:∶﹕︰"
END_MARKS = "。；;，,、.．！？"

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_ODD_BLANK = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f]")
_LONG_BLANK = re.compile(r"[ \u3000]{30,}")
_BREAK = re.compile(r"\s*\n\s*")
_CJK_SPACE = re.compile(r"(?<=[^\x00-\xff])\s+|\s+(?=[^\x00-\xff])")
_DIGIT_SPACE = re.compile(r"(?<=(?<!\d)\d)\s+(?=\d(?!\d))")
_PAGE_NUMBER = re.compile(
    r"[-—–―_~·.]+\s*\d{1,4}\s*[-—–―_~·.]+|第\s*\d+\s*页[,/]?(?:\s*共\s*\d+\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|\d{1,3}"
)
_RULE = re.compile(r"[-—–―_*=~＊]{3,}")
_MARKUP = re.compile(
    r"^\s{0,3}(?:#{1,6}\s+|>\s?)+|\*\*|(?<![\d年月])__(?![\d年月日])|</?(?:u|b|strong|em|i)>"
)
_LISTED_LABEL = re.compile(r"^[-*+•·]\s+(?=\**\s*[\u4e00-\u9fff\d]{2,8}\s*\**\s*[：:])")
_ORNAMENT = re.compile(
    r"^[★☆◆●■▲▪◎※]\s*(?=问题|(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.．、]|[（(][\d一二三四五六七八九十]{1,3}[）)])"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])")
_PAIRS = ((OPENING, CLOSING), ("“", "”"))


def visible(text: str) -> str:
    """``text`` without control and zero-width characters; odd blanks become spaces, a tab two."""
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _ODD_BLANK.sub(" ", text.replace("\t", "  "))
    return _LONG_BLANK.sub(lambda match: match[0][:30], text)


def plain_line(text: str) -> str:
    """A line without Markdown marks; empty when it is a page number or a rule."""
    text = visible(text).strip()
    if _RULE.fullmatch(text):
        return ""
    text = _ESCAPE.sub(r"\1", _MARKUP.sub("", _LISTED_LABEL.sub("", text))).strip()
    text = _ORNAMENT.sub("", text)
    return "" if is_page_number(text) else text


def is_page_number(line: str) -> bool:
    """Whether a line is the number of a page: — 3 —, 第3页共9页."""
    text = unicodedata.normalize("NFKC", visible(line)).strip()
    return _PAGE_NUMBER.fullmatch(text) is not None


def tidy(text: str) -> str:
    """One run of official text: torn lines joined, spaces beside Chinese characters gone."""
    text = _CJK_SPACE.sub("", _BREAK.sub("", visible(text)))
    return _DIGIT_SPACE.sub("", text).strip()


def trim(text: str) -> str:
    """A short field's text, tidied, without the punctuation that ends it."""
    return tidy(text).strip(END_MARKS + "".join(COLONS) + "*|/／ ")


def excerpt(text: str, most: int = 20) -> str:
    """``text``, or as much of its beginning as makes ``most`` characters with a … behind it."""
    return text if len(text) <= most else text[: most - 1] + "…"


def unmatched_close(text: str) -> int | None:
    """Where the first closing bracket stands that nothing in ``text`` opens; widths may mix."""
    depth = 0
    for at, character in enumerate(text):
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            if not depth:
                return at
            depth -= 1
    return None


def cut_sentences(text: str) -> list[str]:
    """Cut after 。！？ outside brackets and quotes; joined, the pieces are ``text`` again."""
    pieces = re.split(r"(?<=[。！？])(?![”’）)」』])|(?<=[。！？][”’])", text)
    if any(_open(text, *marks) > 0 for marks in _PAIRS):
        return [piece for piece in pieces if piece]  # something never closes: no reason to wait
    sentences, parts, depth = [], [], [0, 0]
    for piece in pieces:
        parts.append(piece)
        depth = [d + _open(piece, *marks) for d, marks in zip(depth, _PAIRS, strict=True)]
        if all(d <= 0 for d in depth):
            sentences.append("".join(parts))
            parts, depth = [], [0, 0]
    return [sentence for sentence in (*sentences, "".join(parts)) if sentence]


def _open(text: str, opening: str, closing: str) -> int:
    """How many more marks ``text`` opens than it closes."""
    return sum(text.count(c) for c in opening) - sum(text.count(c) for c in closing)
