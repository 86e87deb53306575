"""Whether a document is a plan at all: a work plan, a notice, the news name units and days too."""

import re

from rectify_cli.importing.plan.draft import DraftIssue
from rectify_cli.importing.words.labels import Field
from rectify_cli.importing.words.tone import sounds_done, sounds_wrong
from rectify_cli.importing.words.wording import tidy

_RECTIFIES = re.compile(
    r"整改|问题(?:清单|台账|一览|表)|隐患|反馈意见|督察|巡察|巡视|审计|回头看|查摆|短板"
)
_WHO = (Field.LEAD, Field.RESPONSIBLE, Field.LEADER, Field.PERSON, Field.OFFICE)


def is_plan(drafts: list[DraftIssue], title: str, text: str) -> bool:
    """Whether some issue says what is wrong and what is done about it, or who does it and when;
    what nobody answers for by any day has to be called a rectification at least.
    """
    sound = [draft for draft in drafts if _is_sound(draft)]
    if not sound:
        return False
    if _RECTIFIES.search(title):
        return any(d.measures for d in sound) or not all(_is_task(draft) for draft in sound)
    if not any(_is_wrong(draft) for draft in sound):
        return any(draft.measures for draft in sound)
    answered = any(_who(draft) or Field.DEADLINE in draft.values for draft in drafts)
    return answered or "整改" in text


def doubt_genre(drafts: list[DraftIssue], title: str) -> None:
    """Note every issue whose words are a task's, in a document whose title does not say 整改."""
    rectifies = _RECTIFIES.search(title) is not None
    for draft in drafts:
        task = _is_task(draft) and not draft.measures if rectifies else not _is_wrong(draft)
        if task:
            draft.doubt(Field.PROBLEM, "像要做的任务，不像存在的问题")
    if not rectifies and not any(_who(draft) or Field.DEADLINE in draft.values for draft in drafts):
        for draft in drafts:
            draft.doubt(Field.PROBLEM, "标题没有写整改，也没有写谁来办、何时办完，可能不是整改方案")


def _is_sound(draft: DraftIssue) -> bool:
    said = any(draft.values.get(name) for name in (Field.PROBLEM, Field.TITLE)) or draft.heading
    return bool(said) and (bool(draft.measures) or (Field.DEADLINE in draft.values and _who(draft)))


def _who(draft: DraftIssue) -> bool:
    return any(name in draft.values for name in _WHO)


def _is_wrong(draft: DraftIssue) -> bool:
    names = (Field.TITLE, Field.PROBLEM)
    said = [value.text for name in names for value in draft.values.get(name, [])]
    return sounds_wrong("".join([draft.heading, *said]))


def _is_task(draft: DraftIssue) -> bool:
    values = draft.values.get(Field.PROBLEM, [])
    text = "".join(tidy(value.text) for value in values)
    return bool(text) and sounds_done(text) and not sounds_wrong(re.split(r"[，。；]", text)[0])
