"""What may be granted is no deadline (可延长至9月底), what was granted is one (已延期至9月底)."""

import re
from functools import cache

# 可延长, 顺延, 延期: how officials call it, where none of it is forbidden (不得延期).
_PUT_OFF = (
    r"可(?:以|于|适当|酌情|视情|视情况|申请|再|相应)*(?:延|顺延|推迟|放宽|展|调整)"
    r"|(?<!不得)(?<!不准)(?<!不予)(?<!不能)(?<!严禁)(?<!杜绝)"
    r"(?:延期|延[长后缓迟至到](?=[^,;。]{0,8}[至到\d])|顺延|推迟|宽限|宽展|展期|展延|缓[办期]|缓冲期"
    r"|放宽(?:期限|时限)?[至到]|逾期)"
)
_ON_CONDITION = (
    r"如(?:遇|有|因|确|需|果|若|不能|未能)|若(?!干)|倘|万一|确(?:有|因|需|实)"
    r"|[因遇有]?特殊(?:情况|原因|困难|情形)|不可抗力|到期(?:仍?未|不)"
    r"|未(?:能)?(?:按[期时]|如期)|未能|(?:不能|无法|难以)(?:按|如|完成)"
    r"|[不未](?:合格|达标|通过|具备)|(?:仍|尚)?未(?:能)?完成的|(?:暂|一时)[^,;。]{0,6}[不难未无]"
    r"|[经报][^,;。()]{0,12}(?:批准|同意|审批|批复)[^;。()]{0,6}?(?:可|延)"
)
# 由6月底延至9月底, 原定6月底，经批准延期至9月底, 已延期至: from then on the later day counts.
_MOVED = (
    r"(?:[由从](?:原来?的?|原定的?)?[\d年月日底末前今明上下半季度第中旬]+"
    r"|原(?:定|来|计划|整改|完成|时限|期限)[^;。可如若确特]*?|已[^,;。\d]{0,10}?)"
    r"(?:延[长期后]?|顺延|推迟|调整|变更|提前)(?:时限|期限)?[至到为]"
)


def without_extensions(text: str) -> str:
    """The text without the words, up to the sentence's end, of an extension that may be granted;
    of a time limit that was moved, only what it was moved to."""
    moved, granted = _patterns()
    return granted.sub("", moved.sub("", text))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_MOVED), re.compile(f"(?:{_ON_CONDITION}|{_PUT_OFF})[^;。()]*")
