"""Headings above issues: which name a category, which are only the plan's own furniture."""

import re

from rectify_cli.importing.words.wording import END_MARKS, tidy

_GENERIC = re.compile(
    r"(?:存在的?|主要|具体|突出|反馈|整改|工作|重点|问题|措施|举措|任务|事项|清单|目标|内容|情况|台账"
    r"|落实|责任|分工|时限|安排|方案|交办|督察|巡察|巡视|督查|审计|检查|发现|详细|逐项|意见|整治|推进|事实|一览表?|列表|本次|此次|及|和|与|、|其|的)+"
)
_NOT_ISSUES = re.compile(
    r"(?:工作|有关|相关|整改|几点)要求$|保障措施|组织(?:领导|保障)|总体要求|指导思想|基本原则|工作原则"
    r"|(?:工作|实施|方法)步骤|时间安排|工作安排|强化保障|基本情况|总体情况|工作背景|(?:整改)?(?:目的|意义|背景)$|考核奖惩|责任追究|联系方式|督导检查|监督检查"
)
_COUNT = re.compile(r"[（(]\s*(?:共\s*)?\d+\s*[项个条类][^）)]*[）)]$|[（(]\d+[）)]$")

_BOXED = re.compile(r"【([^【】：:]{2,20})】")


def heading_words(text: str) -> str:
    """A heading's words without its number, a count behind it (共5项) or punctuation."""
    return _COUNT.sub("", tidy(text)).strip(END_MARKS + "：:")


def names_category(words: str) -> bool:
    """Whether a heading says what its issues have in common, not just that issues follow."""
    return bool(words) and not _GENERIC.fullmatch(words)


def boxed_heading(line: str) -> str:
    """The words of a line that is only a heading in 【】; empty for any other line."""
    match = _BOXED.fullmatch(line.strip())
    words = heading_words(match[1]) if match else ""
    return words if names_category(words) else ""


def heads_no_issues(words: str) -> bool:
    """Whether a heading is that of a section without issues: 工作要求, 组织领导."""
    return _NOT_ISSUES.search(words) is not None
