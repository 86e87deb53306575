"""Where labels stand in a text. What stands where a label stands is one, known or not: a short run
before a colon or wide blanks, inside 【】, or alone on its line; a run that is not known must come
again, or stand between known ones.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from rectify_cli.importing.words.categories import boxed_heading
from rectify_cli.importing.words.label_headings import find_duties, find_headed
from rectify_cli.importing.words.label_types import Form, Label, Line, split_lines
from rectify_cli.importing.words.labels import (
    BLOCK_FIELDS,
    LONGEST,
    Field,
    LabelWords,
    Meaning,
    read_label,
)
from rectify_cli.importing.words.numbering import read_mark
from rectify_cli.importing.words.unknown_labels import (
    CHOICE,
    accept_unknown,
    is_thin,
    may_be_label,
    may_be_value,
    settle_choices,
)
from rectify_cli.importing.words.wording import CLOSING, COLONS, OPENING

_STOPS = frozenset("（(〔［[；;，,、。．.！？）)〕］]”》：:∶﹕︰】*—|/／")
_HARD_STOPS = frozenset("（(〔［[；;。！？）)〕］]】|/／")
_COLON = re.compile(rf"[{COLONS}]")
_BOX = re.compile(rf"【\s*([^【】\n]{{2,{LONGEST}}}?)\s*】\s*[{COLONS}]?")
_LONGEST_VALUE = 80  # characters of a value that are looked at
_GAPPED = re.compile(rf"(?:[ 　]{{2,}}|　)([^\s{COLONS}]{{2,{LONGEST}}})[ 　]+(?=\S)")
_DAMAGED = re.compile(rf"(?:(?m:^)|(?<=[（(；;。]))\s*([\u4e00-\u9fff□]{{4}})\s*[{COLONS}]")
_FOUR = (
    *("存在问题", "整改目标", "整改措施", "牵头单位", "责任单位", "配合单位", "责任领导"),
    *("整改时限", "完成时限", "完成时间", "责任股室", "责任部门"),
)
_OPENS = re.compile(rf"[{re.escape(OPENING)}；;，,]\s*")
_COUNTED = re.compile(  # 措施1.… 整改措施。…
    r"([\u4e00-\u9fff]{2,8}?)(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[.．、](?!\d)|。(?=\S))\s*"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def find_labels(text: str, known: LabelWords) -> list[Label]:
    """Every label in ``text``, in order; ``known`` are words that the user has explained."""
    return _Finder(text, known).labels()


class _Finder:
    def __init__(self, text: str, known: LabelWords) -> None:
        self._text, self._known = text, known
        self._lines = split_lines(text)
        self._starts = [line.start for line in self._lines]
        self._found: dict[int, Label] = {}
        self._unknown: list[Label] = []

    def labels(self) -> list[Label]:
        for match in _BOX.finditer(self._text):
            self._boxed(match)
        for match in _COLON.finditer(self._text):
            self._before_colon(match)
        taken = {self._line_at(start).start for start in self._found}
        for line in self._lines:
            self._on_line(line, labelled=line.start in taken)
        self._damaged()
        for label in accept_unknown(self._unknown, self._found, self._lines, self._text):
            self._found[label.start] = label
        for label in find_duties(self._text):
            self._found.setdefault(label.start, label)
        for label in find_headed(self._text, self._lines, self._found, self._known):
            self._found.setdefault(label.start, label)
        return settle_choices(sorted(self._found.values(), key=lambda label: label.start))

    def _line_at(self, offset: int) -> Line:
        return self._lines[max(0, bisect_right(self._starts, offset) - 1)]

    def _add(self, meaning: Meaning, label: Label) -> None:
        """Keep a known label; what is not sure has to come again like one that is not known."""
        line = self._line_at(label.start)
        if line.mark and label.start == line.body:
            label = label._replace(kind=line.mark.kind)
        if meaning.choice:
            label = label._replace(fields=meaning.fields, doubt=CHOICE)
        thin = is_thin(label.word) and label.word not in self._known
        if meaning.sure and not thin:
            self._found.setdefault(label.start, label)
        elif label.form in (Form.COLON, Form.BOXED):
            self._unknown.append(label._replace(known=False))

    def _boxed(self, match: re.Match[str]) -> None:
        if read_mark(self._text[match.start() : match.end() + 1]):
            return
        word = "".join(match[1].split())
        meaning = read_label(word, self._known)
        fields = meaning.fields if meaning else (Field.OTHER,)
        label = Label(fields, match.start(), match.end(), word, Form.BOXED)
        if meaning:
            self._add(meaning, label)
        elif not self._heads_items(match):
            self._unknown.append(label._replace(known=False))

    def _heads_items(self, match: re.Match[str]) -> bool:
        """Whether what stands in 【】 is the heading of numbered items below it."""
        line = self._line_at(match.start())
        below = self._line_at(line.end + 1)
        return below.mark is not None and boxed_heading(self._text[line.start : line.end]) != ""

    def _before_colon(self, match: re.Match[str]) -> None:
        text, at, end = self._text, match.start(), match.end()
        if any(label.start <= at < label.end for label in self._near(at)):
            return
        line = self._line_at(at)
        if at < line.body or (line.body == line.start and self._torn(line, at, end)):
            return
        starts = list(self._word_starts(line, at))
        for start in starts:
            word = _joined(text[start:at])
            if word and (meaning := read_label(word, self._known)):
                if meaning.is_container and not text[end : line.end].strip():
                    return  # 问题及整改措施如下：
                doubt = "" if self._is_set_apart(line, start) else f"“{word}”前面只有空格，没有标点"
                self._add(meaning, Label(meaning.fields, start, end, word, doubt=doubt))
                return
        begins = [start for start in starts if self._is_clause(line, start)]
        word = _joined(text[begins[-1] : at]) if begins else ""
        if may_be_label(word):
            self._unknown.append(Label((Field.OTHER,), begins[-1], end, word, known=False))

    def _near(self, offset: int) -> Iterator[Label]:
        for start in range(max(0, offset - LONGEST - 8), offset + 1):
            if start in self._found:
                yield self._found[start]

    def _word_starts(self, line: Line, at: int) -> Iterator[int]:
        """Where a label that ends at ``at`` may begin, the first first."""
        for start in range(max(line.body, at - LONGEST - 10), at - 1):
            before = self._text[start - 1 : start]
            if self._text[start].isspace():
                continue
            if start == line.body or before in _STOPS or before.isspace():
                yield start

    def _is_set_apart(self, line: Line, start: int) -> bool:
        before = self._text[max(line.start, start - 2) : start]
        return start == line.body or not before or before[-1] in _STOPS or not before.strip()

    def _is_clause(self, line: Line, start: int) -> bool:
        before = self._text[max(line.start, start - 2) : start]
        at_head = start == line.body
        wide = (len(before) == 2 and not before.strip()) or before.endswith("　")
        return at_head or before[-1:] in _HARD_STOPS or wide

    def _torn(self, line: Line, at: int, end: int) -> bool:
        """A label whose first half stands on the line before, torn off or printed twice."""
        half = self._text[line.start : at]
        index = bisect_right(self._starts, line.start) - 1
        if not index or len(half) > LONGEST or not half.strip():
            return False
        above = self._lines[index - 1]
        whole = "".join(half.split())
        for start in self._word_starts(above, above.end + 1):
            torn = "".join(self._text[start : above.end].split())
            twice = whole.startswith(torn) and len(torn) < len(whole)
            if len(torn) > 4 or (not twice and self._is_whole(torn)):
                continue
            word = whole if twice else torn + whole
            meaning = read_label(word, self._known)
            if torn and meaning and meaning.sure and meaning.fields[0] is not Field.OTHER:
                self._found.setdefault(start, Label(meaning.fields, start, end, word))
                return True
        return False

    def _is_whole(self, word: str) -> bool:
        """Whether a word is a label by itself, not the first half of one."""
        return not is_thin(word) and read_label(word, self._known) is not None

    def _on_line(self, line: Line, *, labelled: bool) -> None:
        """A label alone on its line, before blanks, or right before its value."""
        body = self._text[line.body : line.end]
        word = "".join(body.split()).strip("：:。；")
        meaning = read_label(word, self._known) if len(word) <= LONGEST else None
        if not word:
            return
        if not labelled and (meaning is None or meaning.fields == (Field.OTHER,)):
            labelled = self._is_value(line)
        if not labelled and meaning:
            label = Label(meaning.fields, line.body, line.end, word, Form.ALONE)
            if line.mark is None and not meaning.is_container:
                self._add(meaning, label)
            return
        if not labelled and line.mark is None and may_be_label(word):
            label = Label((Field.OTHER,), line.body, line.end, word, Form.ALONE, known=False)
            self._unknown.append(label)
        counted = _COUNTED.match(body)
        meaning = read_label(counted[1], self._known) if counted else None
        ours = meaning is not None and meaning.fields[0] is not Field.OTHER
        if counted and meaning and ours and (not meaning.choice or "。" in counted[0]):
            again = any(f"\n{counted[1]}{two}" in self._text for two in "2二")  # 措施2. further on
            whole = again or "。" in counted[0]
            end = line.body + (counted.end() if whole else counted.end(1))
            self._add(meaning, Label(meaning.fields, line.body, end, counted[1]))
            return
        self._before_blanks(line, body)
        self._bare(line)

    def _is_value(self, line: Line) -> bool:
        """Whether a line is the value of a label that the line above it ends with."""
        above = self._line_at(line.start - 1) if line.start else line
        return any(label.end == above.end for label in self._near(above.end))

    def _before_blanks(self, line: Line, body: str) -> None:
        best: Label | None = None
        choice = None
        for blank in re.finditer(r"[ 　]+", body[: LONGEST + 12]):
            word, rest = _joined(body[: blank.start()]), body[blank.end() :]
            value = "".join(rest.split()[:1])
            if not rest or any(c in COLONS for c in body[: blank.end()]):
                break
            wide = len(blank[0]) > 1 or blank[0] == "　"
            spaced = all(len(letter) == 1 for letter in body[: blank.start()].split())
            if spaced and not wide and len(value) == 1:
                continue
            meaning = read_label(word, self._known) if _HAN.fullmatch(word) else None
            end = line.body + blank.end()
            if meaning and (wide or len(word) > 2) and not read_label(value, self._known):
                best = Label(meaning.fields, line.body, end, word, Form.BLANK)
                choice = meaning
            elif meaning and meaning.sure and len(word) > 1 and not best:
                # 问题 路灯不亮: so short a word before one blank has to come again
                label = Label(meaning.fields, line.body, end, word, Form.BLANK, known=False)
                self._unknown.append(label)
            elif wide and best is None and may_be_label(word):
                label = Label((Field.OTHER,), line.body, end, word, Form.BLANK, known=False)
                self._unknown.append(label)
        if best is not None and choice is not None and line.body not in self._found:
            self._add(choice, best)
            self._after_gaps(line, best.end)

    def _after_gaps(self, line: Line, start: int) -> None:
        """Labels between wide blanks further on in a line that begins with one."""
        for match in _GAPPED.finditer(self._text, start, line.end):
            meaning = read_label(match[1], self._known)
            value = self._text[match.end() : match.end() + LONGEST].split()
            if meaning and meaning.sure and value and not read_label(value[0], self._known):
                at, end = match.start(1), match.end()
                self._add(meaning, Label(meaning.fields, at, end, match[1], Form.BLANK))

    def _bare(self, line: Line) -> None:
        """牵头单位县水利局: no colon, after a bracket, a ； or at the head of a line."""
        text = self._text
        opened = _OPENS.finditer(text, line.start, line.end)
        for index, start in enumerate([line.body, *(match.end() for match in opened)]):
            end = min(line.end, start + _LONGEST_VALUE)
            if start in self._found:
                continue
            for length in range(8, 3, -1):
                word, rest = text[start : start + length], text[start + length : end]
                meaning = read_label(word, self._known) if _HAN.fullmatch(word) else None
                if not meaning or not meaning.sure or meaning.choice:
                    continue
                field = meaning.fields[0]
                if field not in BLOCK_FIELDS or not rest or rest[0] in f"{COLONS}{CLOSING} 　":
                    continue
                if (index and text[start - 1] in OPENING) or may_be_value(field, rest):
                    doubt = f"“{word}”后面没有冒号"
                    at = start + length
                    label = Label(meaning.fields, start, at, word, Form.BARE, doubt=doubt)
                    self._found[start] = label
                break

    def _damaged(self) -> None:
        """Labels of which one character was misread (整改指施), where a label may stand."""
        for match in _DAMAGED.finditer(self._text):
            if any(label.end > match.start(1) for label in self._near(match.end())):
                continue
            for word in _FOUR:
                if sum(a != b for a, b in zip(match[1], word, strict=True)) == 1:
                    meaning = read_label(word, {})
                    doubt = f"“{match[1]}”当作“{word}”读"
                    if meaning and not read_label(match[1], self._known):
                        at = match.start(1)
                        self._found[at] = Label(meaning.fields, at, match.end(), word, doubt=doubt)
                    break


def _joined(text: str) -> str:
    """A label's word without the blanks within it; empty when they are gaps between words."""
    words = text.split()
    torn = len(words) > 1 and any(len(word) > 1 for word in words)
    if torn and ("\n" in text or re.search(r"[ 　]{2}|　", text.strip())):
        return ""
    return "".join(words)
