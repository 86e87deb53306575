"""The first stage: words as typed → half-width text in which every number is in digits.

What only looks like a date is taken out here: titles in 《》, document numbers, percentages,
hours of a day, 每月 and its like.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from rectify_cli.domain.numerals import arabic

_MOST_READ = 600  # characters; nobody words a time limit longer
_UNIT = r"个?(?:年|月|日|号|天|周|星期|季|工作日|自然日|小时|半月)"
_NUMERALS = "〇○零一二三四五六七八九十廿卅两百"
_CIRCLED = dict.fromkeys(map(ord, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"), ";")
# Where a number should stand there is a mark or a blank: ××年×月, 20__年, 2021年 月 日.
_NOT_FILLED_IN = (
    rf"[×✕✖╳xX*_?]+ *(?:[上中下]?旬|[底末]|{_UNIT})|(?<![\d{_NUMERALS}])[○〇◯●]+ *{_UNIT}"
    r"|[某几][年月日天周]|(?<![A-Za-z\d])[NMn] *(?:个|日|天|年|周)"
    r"|(?:\.{2,}|\( *\)|\[ *\])[年月日]|年[ —–-]*月|月 *日(?![常均])|(?<!\d)\d\d {2,}年"
    r"|另行(?:通知|确定|明确|安排)|待[定确]|[间期限]未定|[□\ufffd]"
)
_Change = tuple[str, str | Callable[[re.Match[str]], str]]


def normalised(text: str) -> str:
    """Half-width, without blanks and quotation marks, numbers in digits."""
    text = unicodedata.normalize("NFKC", text[:_MOST_READ].translate(_CIRCLED))
    text = "".join(text.split())
    for pattern, instead in _CHANGES:
        text = re.sub(pattern, instead, text)
    return text


def is_filled_in(text: str) -> bool:
    """Whether no number was left out, to be filled in later, or lost in a scan."""
    typed = unicodedata.normalize("NFKC", text[:_MOST_READ])
    return _compiled(_NOT_FILLED_IN).search(typed) is None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _in_digits(match: re.Match[str]) -> str:
    """两三个月 and 七八月 are about so many: no number is meant."""
    numeral = match[0]
    first, second = (_NUMERALS.find(numeral[i : i + 1]) for i in (0, 1))
    is_vague = "两" in numeral or (first > 2 and second - first in (1, 2))
    return numeral if len(numeral) == 2 and "十" not in numeral and is_vague else arabic(numeral)


def _in_months(match: re.Match[str]) -> str:
    """9、10月 are two months, 5、3月 is the third month of item 5."""
    numbers = [int(number) for number in match[1].split("、")]
    rising = all(one < other for one, other in pairwise(numbers))
    return "、".join(f"{number}月" for number in numbers) if rising else match[0]


_CHANGES: tuple[_Change, ...] = (
    (r"\d{4}[—–―]\d{1,2}[—–―]\d{1,2}(?!\d)", lambda match: re.sub("[—–―]", "-", match[0])),
    (r"[—–―~∼→]+|\.{3,}", "至"),
    (r"[“”„\"'‘’「」『』〝〞]", ""),
    (r"《[^《》]*(?:》|$)", "某文"),
    (r"[〔\[(【]\d{4}[〕\])】]第?\d+号|第?\d+号(?=[文令函])", ""),
    # 三年行动计划（2021—2023年）, 条例（2021年修订）: part of a name.
    (r"(?<=[划案动要纲法例定见则办])\(\d{4}年?(?:[至-]\d{4})?年?(?:版|修[订正]|试行)?\)", ""),
    (r"\d+(?:\.\d+)?[%‰]|第\d+[项条批次轮件号期]", ""),
    (r"[一二两三四五六七八九十\d]+年(?=(?:行动|规划|计划|攻坚))", ""),
    (
        r"(?<=[日号底])(?:\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?(?:[上下中]午|晚上?)?"
        r"(?:(?:\d{1,2}|[零一二三四五六七八九十]{1,3})(?:时|点[半整]?|:\d\d)(?:\d{1,2}分)?整?)?(?:下班)?(?=[之以]?前|止|完成|$|[,;。、()])",
        "",
    ),
    ("元月", "1月"),
    ("现在", "即日"),
    ("(?<=[一二])[0Oo](?=[一二三四五六七八九])", "〇"),
    (rf"[{_NUMERALS}]+(?=(?:[至到、-][{_NUMERALS}\d]+)*{_UNIT})", _in_digits),
    # 2021至2023年, 3-6月, 9、10月: the unit stands once for all.
    (r"(?<!\d)(\d{4})(?=[至到、-]\d{4}年)", r"\1年"),
    (r"(?<![\d.-])(\d{1,2})(?=[至到-]\d{1,2}月)", r"\1月"),
    (r"(?<![\d.-])(\d{1,2}(?:、\d{1,2})+)月", _in_months),
    (r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)", r"\1年\2月\3日"),
    (
        r"每\d{0,3}个?(?:年度?|季度?|半?个?月|半年|周|星期|[日天]|学期|工作日|小时)[^,;。、()]*(?:、\d{1,2}月[^,;。、()]*)*",
        "",
    ),
)
