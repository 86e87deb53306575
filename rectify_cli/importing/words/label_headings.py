"""Labels that are no words before a colon: headings that are fields (（一）存在问题 on
a line of its own), brackets that say who and when in a sentence."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from rectify_cli.importing.words.categories import heads_no_issues
from rectify_cli.importing.words.label_types import Form, Label, Line
from rectify_cli.importing.words.labels import (
    BLOCK_FIELDS,
    LONGEST,
    Field,
    LabelWords,
    Meaning,
    read_label,
)
from rectify_cli.importing.words.numbering import Kind
from rectify_cli.importing.words.unknown_labels import CHOICE

_LONGEST_UNKNOWN = 12  # characters of a heading that names no field we know


_DUTY = re.compile(
    r"[（(](?P<who>(?:[^（()）\n。：:]|[（(][^（()）\n]*[）)]){2,60}?(?:负责|牵头|配合))[，,；;]\s*"
    r"(?P<when>(?:20\d\d年|\d{1,2}月|[今明]年|年底|立[行即]|长期)[^（()）\n。：:]{0,20})[）)]"
)


def find_duties(text: str) -> Iterator[Label]:
    """Units and days in a bracket that no words name: （县国资局负责，9月底前完成）."""
    for match in _DUTY.finditer(text):
        for part, field in (("who", Field.RESPONSIBLE), ("when", Field.DEADLINE)):
            at = match.start(part)
            doubt = f"“{match[part]}”前面没有栏目名"
            yield Label((field,), at, at, field.label, Form.BARE, doubt=doubt)


def find_headed(
    text: str, lines: list[Line], found: dict[int, Label], known: LabelWords
) -> Iterator[Label]:
    """Headings that are fields: （一）存在问题 and （二）整改措施 on lines of their own. They count
    up, name two fields or more, and hold no other labels of what is wrong and what is done.
    """
    marked = [line for line in lines if line.mark]
    words = {line.start: _heading_of(text, line) for line in marked}
    meanings = {start: read_label(word, known) for start, word in words.items() if word}
    often = Counter(m.fields[0] for m in meanings.values() if m and not m.choice)
    for run in _runs(marked):
        is_run = _names_fields(run, meanings, lines, found)
        for line in run:
            meaning, word = meanings.get(line.start), words[line.start]
            if line.body in found or not word or (meaning and meaning.is_container):
                continue
            if (
                meaning
                and meaning.choice
                and heads_no_issues(word)
                and Field.OTHER in meaning.fields
            ):
                meaning = None
            label = Label((Field.OTHER,), line.body, line.end, word, Form.ALONE, line.kind)
            if meaning and (is_run or (often[meaning.fields[0]] > 1 and _recurs(meaning, run))):
                yield label._replace(fields=meaning.fields, doubt=CHOICE if meaning.choice else "")
            elif is_run and len(word) <= _LONGEST_UNKNOWN:
                yield label._replace(known=heads_no_issues(word))


def _names_fields(
    run: list[Line],
    meanings: Mapping[int, Meaning | None],
    lines: list[Line],
    found: dict[int, Label],
) -> bool:
    """Whether the headings of ``run`` are the parts of one issue; ``meanings`` are by line."""
    fields = {meaning.fields[0] for line in run if (meaning := meanings.get(line.start))}
    fields |= {found[line.body].field for line in run if line.body in found}
    if len(fields - {Field.OTHER}) < 2 or fields.isdisjoint((Field.PROBLEM, Field.MEASURES)):
        return False
    return not _holds_labels(run, lines, found) and not _is_two_lists(fields, run, lines, found)


def _recurs(meaning: Meaning, run: list[Line]) -> bool:
    return meaning.sure and not meaning.choice and len(run) < 12


def _heading_of(text: str, line: Line) -> str:
    """The words of a short heading; empty for a line that says more."""
    word = "".join(text[line.body : line.end].split()).strip("：:。；")
    return word if 2 <= len(word) <= LONGEST and not re.search(r"[。；，：:]", word) else ""


def _runs(marked: list[Line]) -> Iterator[list[Line]]:
    """Lines of one kind of number that count up by one, deeper ones between them."""
    open_runs: dict[Kind, list[Line]] = {}
    for line in marked:
        mark = line.mark
        if mark is None:
            continue
        run = open_runs.get(mark.kind)
        last = run[-1].mark if run else None
        if run and last and mark.number == last.number + 1:
            run.append(line)
        else:
            if run:
                yield run
            open_runs[mark.kind] = [line]
    yield from open_runs.values()


def _holds_labels(run: list[Line], lines: list[Line], found: dict[int, Label]) -> bool:
    """Whether a section of ``run`` has labels of its own that say what is wrong or done."""
    bodies = {line.body for line in run}
    last = run[-1]
    end = next(
        (line.start for line in lines if line.start > last.start and line.kind is last.kind),
        1 << 60,
    )
    return any(
        label.field in (Field.PROBLEM, Field.MEASURES) and start not in bodies
        for start, label in found.items()
        if run[0].start < start < end
    )


def _is_two_lists(
    fields: set[Field], run: list[Line], lines: list[Line], found: dict[int, Label]
) -> bool:
    """Whether the sections are a list of all problems and a list of all measures."""
    if fields != {Field.PROBLEM, Field.MEASURES} or len(run) < 2:
        return False
    counts = []
    bounds = [line.start for line in run] + [run[-1].start + (1 << 40)]
    for start, end in pairwise(bounds):
        inside = [line for line in lines if start < line.start < end and line.mark]
        counts.append(sum(line.kind is inside[0].kind for line in inside))
    blocks = any(
        run[-1].start < start and label.field in BLOCK_FIELDS for start, label in found.items()
    )
    return min(counts[:2]) > 1 and (blocks or counts[0] == counts[1])
