"""What an official document says about itself: title, 文号, issuer, date, 依据, who compiles."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import product

from rectify_cli.domain.numerals import read_numeral
from rectify_cli.domain.shared.imported import ImportedDocument
from rectify_cli.importing.plan.draft import Doubt
from rectify_cli.importing.plan.text import DocumentText
from rectify_cli.importing.words.labels import Field
from rectify_cli.importing.words.names import looks_like_unit
from rectify_cli.importing.words.wording import OPENING, tidy

_NUMBER = (
    r"[〔\[（(【﹝]\s*[12１２]\s?[09０９]\s?\d\s?\d\s*[〕\]）)】﹞]\s*第?\s*\d(?:\s?\d){0,4}\s*号"
)
_CODE = r"[\u4e00-\u9fff]{1,12}"
_OWN_NUMBER = re.compile(
    rf"[（(]?\s*(?:(?:编\s*号|文\s*号|发文字号)\s*[：:]\s*)?((?:{_CODE})?\s*{_NUMBER})(?:\s*签发人.*)?[）)]?"
)
_CITED = re.compile(rf"[（(]\s*((?:{_CODE})?\s*{_NUMBER})\s*[）)]")
_CITES = re.compile(r"根据|按照|依据|贯彻落实|对照")
_HAN_DIGIT = "〇○零Ｏ一二三四五六七八九十"
_DAY = (
    r"(\d\s?\d\s?\d\s?\d)\s*年\s*(\d\s?\d?)\s*月\s*(\d\s?\d?)\s*日",
    rf"([{_HAN_DIGIT}]{{4}})\s*年\s*([{_HAN_DIGIT}]{{1,3}})\s*月\s*([{_HAN_DIGIT}]{{1,3}})\s*日",
)
_ALONE = tuple(re.compile(rf"[（(]?\s*{day}\s*[）)]?") for day in _DAY)
_PRINTED = tuple(re.compile(rf".*?{day}\s*印发") for day in _DAY)
_FILLED_IN = tuple(
    re.compile(rf".*?(?:日\s*期|填报时间|制表时间|时\s*间)\s*[：:]\s*{day}") for day in _DAY
)
_TITLE_END = r"(?:方案|清单|台账|一览表|分解表|任务表|计划|措施表|整改表|情况表)"
_TITLE_LINE = re.compile(rf".{{4,80}}{_TITLE_END}(?:[（(][^）)]*[）)])?")
_QUOTED = re.compile(rf"(?:印发|下发|转发)[^《]{{0,30}}《(.+{_TITLE_END})》的\s*通\s*知")
_ATTACHED = re.compile(r"附\s*件?\s*\d?\s*[:：.]?\s*(?:1\s*[.．、])?\s*(.*整改.*(?:清单|台账))$")
_ISSUED = re.compile(r"(.{4,40}?)\s*关\s*于\s*(?:印\s*发|下\s*发|转\s*发)")
_FILLED_BY = re.compile(r"(?:填报|制表|编制|整改)单位(?:（盖章）)?\s*[：:]\s*([^\s：:]{3,30})")
_COMPILES = re.compile(
    r"(?:^|[；。，;,\n])\s*(?:由)?([\u4e00-\u9fff（）“”]{2,20}?)(?:要|应|须|负责|具体负责)*牵头(?:负责)?汇总"
    r"|(?:^|[；。，;,\n])\s*(?:由)?([\u4e00-\u9fff（）“”]{2,20}?)(?:要|应|须|具体)?负责(?:牵头|收集|统一)?汇总"
)
_HEAD_LINES = 15
_LONGEST_LINE = 600


def read_document(
    document: DocumentText, body_starts: int, stem: str, *, only_tables: bool = False
) -> tuple[ImportedDocument, list[Doubt]]:
    """What ``document`` says of itself and what is doubtful about it. ``body_starts`` is the
    offset of its first issue: before it stands the head, after it only dates and attachments.
    ``stem``, the name of its file, is the title where it has none.
    A date in a document of ``only_tables`` may be that of filling in.
    """
    reading = _Head(document, body_starts, stem, only_tables=only_tables)
    return reading.read(), reading.doubts


class _Head:
    def __init__(
        self, document: DocumentText, body_starts: int, stem: str, *, only_tables: bool
    ) -> None:
        self._document, self._stem = document, stem
        self._only_tables = only_tables
        self.doubts: list[Doubt] = []
        pairs = [
            (at, text[:_LONGEST_LINE])
            for at, text in zip(document.starts, document.lines, strict=True)
        ]
        self._head = [(start, line) for start, line in pairs if start < body_starts]
        self._all = pairs
        self._date_at: int | None = None

    def read(self) -> ImportedDocument:
        issued_on = self._issued_on()
        return ImportedDocument(
            title=self._title(),
            number=self._number(),
            issuer=self._issuer(),
            issued_on=issued_on,
            basis=self._basis(),
            compiled_by=self._compiled_by(),
        )

    def _doubt(self, offset: int | None, reason: str) -> None:
        place = "全文" if offset is None else self._document.place_at(offset)
        self.doubts.append(Doubt(Field.OTHER, place, reason))

    def _title(self) -> str:
        for _, line in self._all:
            if match := _ATTACHED.match(line):
                return tidy(match[1]).strip("《》")
        head = "\n".join(line for _, line in self._head[:_HEAD_LINES])
        if match := _QUOTED.search(head.replace("\n", "")):
            return tidy(match[1])
        for index, (_, line) in enumerate(self._head):
            if _TITLE_LINE.fullmatch(tidy(line)) and "。" not in line and "：" not in line:
                return self._whole_title(index)
        for start, line in self._head[:_HEAD_LINES]:
            text = tidy(line)
            if "整改" in text and len(text) <= 60 and not re.search(r"[。：:]", text):
                self._doubt(start, f"标题“{text}”不像完整的标题")
                return text
        self._doubt(None, "没有找到标题，暂用文件名")
        return self._stem

    def _whole_title(self, index: int) -> str:
        """A title broken over lines: the short line right above belongs to it when the name of
        a place or the word 关于 is only there."""
        _, line = self._head[index]
        title = tidy(line)
        if index and "关于" not in title:
            start, above = self._head[index - 1]
            first = tidy(above)
            opens = re.search(r"[县市州区省乡镇]|关于", first[:12])
            plain = len(first) <= 40 and not re.search(r"[。，：:；〕]|文件$|日$|号$", first)
            if opens and plain and not looks_like_unit(first):
                if not first.endswith(("问题", "关于", "评价", "存在")):
                    self._doubt(start, f"标题由两行连成：“{first}{title}”")
                return first + title
        return title

    def _number(self) -> str | None:
        for _, line in self._head[:_HEAD_LINES]:
            for part in _parts(line):
                if match := _OWN_NUMBER.fullmatch(part):
                    return "".join(match[1].split())
        return None

    def _issued_on(self) -> date | None:
        for patterns, reason in (
            (_ALONE, ""),
            (_PRINTED, "成文日期取自印发日期"),
            (_FILLED_IN, "成文日期取自填报日期"),
        ):
            found = list(self._days(patterns))
            if found:
                at, day = found[0]
                self._date_at = at
                if len({other for _, other in found}) > 1:
                    reason = f"文中有几个日期，成文日期取第一个（{day.isoformat()}）"
                if self._only_tables and not reason:
                    reason = "成文日期取自表里的日期，可能是填报的日期"
                if reason:
                    self._doubt(at, reason)
                return day
        return None

    def _days(self, patterns: tuple[re.Pattern[str], ...]) -> Iterator[tuple[int, date]]:
        for start, line in self._head if patterns is _FILLED_IN else self._all:
            texts = _parts(line) if patterns is _ALONE else [line]
            for pattern, text in product(patterns, texts):
                match = pattern.match(text)
                if match and (patterns is not _ALONE or match.end() == len(text)):
                    if self._document.follows_bare_label(start):
                        continue
                    try:
                        yield start, _calendar_day(match)
                    except ValueError:
                        self._doubt(start, f"“{tidy(text)}”不是日历上有的日期")

    def _issuer(self) -> str | None:
        found: list[tuple[int, str]] = []
        signed = self._signature()
        if signed:
            found.append(signed)
        for index, (start, _) in enumerate(self._head[:_HEAD_LINES]):
            if names := self._units_at(index):
                more = self._units_at(index + 1) if index + 1 < len(self._head) else []
                found.append((start, "、".join(dict.fromkeys([*names, *more]))))
                break
        for start, line in self._head[:_HEAD_LINES]:
            match = _ISSUED.match(line)
            if match and looks_like_unit(tidy(match[1])):
                found.append((start, tidy(match[1])))
                break
        if not found:
            for start, line in self._all:
                if (match := _FILLED_BY.search(line)) and looks_like_unit(tidy(match[1])):
                    self._doubt(start, "发文机关取自填报单位")
                    found.append((start, tidy(match[1])))
                    break
        names = list(dict.fromkeys(name for _, name in found))
        if len(names) > 1:
            self._doubt(found[0][0], f"发文机关有不同写法：{'、'.join(names)}")
        return names[0] if names else None

    def _units_at(self, index: int) -> list[str]:
        """The units that a line of the head consists of, joint issuers apart by blanks."""
        _, line = self._head[index]
        for part in _parts(line):
            words = [word.removesuffix("文件") for word in part.split()]
            if not all(_is_issuer(word) for word in words):
                words = [tidy(part).removesuffix("文件")]
            if words and all(_is_issuer(word) for word in words):
                return words
        return []

    def _signature(self) -> tuple[int, str] | None:
        """The line right above the date, or the unit on the date's own line."""
        if self._date_at is None:
            return None
        index = [start for start, _ in self._all].index(self._date_at)
        start, line = self._all[index - 1] if index else self._all[0]
        name = tidy(line)
        return (start, name) if index and _is_issuer(name) else None

    def _basis(self) -> str | None:
        citing = [(start, line) for start, line in self._head if _CITES.search(line)]
        for start, _ in citing:
            numbers = [tidy(match[1]) for match in _CITED.finditer(self._paragraph(start))]
            if numbers:
                return "、".join(dict.fromkeys(numbers))
        for start, _ in citing:
            text = self._paragraph(start)
            names = re.findall(r"《[^》]{6,}》", text)
            if names and not re.search(r"已经|印发", text):
                self._doubt(start, "依据文件没有文号，取其名称")
                return "、".join(dict.fromkeys(tidy(name) for name in names))
        return None

    def _paragraph(self, start: int) -> str:
        """The line at ``start`` and those after it, up to where its sentence ends."""
        text = ""
        for offset, line in self._head:
            if offset >= start:
                text += line
                if line.rstrip().endswith(("。", "：", ":")):
                    break
        return text

    def _compiled_by(self) -> str | None:
        for match in _COMPILES.finditer(self._document.text):
            name = tidy(match[1] or match[2]).strip("由" + OPENING)
            if looks_like_unit(name) and len(name) >= 3:
                return name
        return None


def _is_issuer(text: str) -> bool:
    return looks_like_unit(text) and len(text) >= 4 and not re.search(r"[，。：:；、《》\d]", text)


def _parts(line: str) -> list[str]:
    """What stands on one line with wide blanks between: a 文号 and a date."""
    return re.split(r" {3,}|　+", line.strip())


def _calendar_day(match: re.Match[str]) -> date:
    year, month, day = (read_numeral(group) or 0 for group in match.groups())
    return date(year, month, day)
