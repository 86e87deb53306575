"""People as documents write them, alone or beside the units they answer for."""

import re
from collections.abc import Mapping
from itertools import pairwise

from rectify_cli.importing.words.labels import Field
from rectify_cli.importing.words.names import looks_like_unit
from rectify_cli.importing.words.wording import CLOSING, END_MARKS, OPENING, excerpt, tidy

_POST = re.compile(r"(?:长|主任|书记|主席|调研员|经理|委员|组员|常委|同志|所长)$")
_UNIT_ENDS = "局委办部科股室站处院所队省州市县区乡镇村"  # 平略镇 and 权益部 open as names do
_OFFICE = re.compile(r"[股科室局办委站所]$")
_TITLED = re.compile(
    r"[\u4e00-\u9fff、]{0,14}(?:长|主任|书记|主席|经理|委员)([\u4e00-\u9fff])[\u4e00-\u9fff]{1,2}"
)
_NAME_LIKE = re.compile(r"[\u4e00-\u9fff]{2,4}")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠甄曲家封芮储靳段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公岩玉木刀普依波"
)
_DATE = re.compile(r"\d|[一二三四五六七八九十]月|年底|立[行即]|长期|持续|季度|月底|即知即改")
_UNIT_FIELDS = (Field.LEAD, Field.RESPONSIBLE, Field.HELPING, Field.OFFICE)
_PEOPLE_FIELDS = (Field.LEADER, Field.PERSON, Field.CONTACT)


def is_person(text: str) -> bool:
    """Whether ``text`` reads as a person's name, or as a post."""
    titled = _TITLED.fullmatch(text)
    if (titled and titled[1] in _SURNAMES) or (_POST.search(text) and len(text) <= 12):
        return True
    if _NAME_LIKE.fullmatch(text) is None or text[0] not in _SURNAMES:
        return False
    return text[-1] not in _UNIT_ENDS and (len(text) < 4 or not looks_like_unit(text))


def read_people(text: str) -> tuple[str, tuple[str, ...]]:
    """A 责任领导 as the document words it; 张　三 is one name, 张三　李四 are two."""
    stripped = text.strip(END_MARKS + " 　\n")
    words = stripped.split()
    if len(words) > 1 and all(_NAME_LIKE.fullmatch(word) for word in words):
        return _join_people(words), ("几个姓名之间只有空格",)
    name = tidy(stripped)
    if not name:
        return "", ()
    people = re.sub(r"[（(].*?[）)]", "", name)
    if re.search(r"\d|[。；：]", people) or len(people) > 30:
        return name, (f"“{excerpt(name)}”不像姓名",)
    if looks_like_unit(people) and len(people) > 4:
        return name, (f"“{excerpt(name)}”像单位，不像姓名",)
    return name, ()


def _join_people(words: list[str]) -> str:
    """副局长　何平 are a post and its holder, 何平　张敏 two people."""
    joined = words[0]
    for before, word in pairwise(words):
        goes_on = (
            _POST.search(before) or _OFFICE.search(before) or (_POST.search(word) and len(word) > 2)
        )
        joined += word if goes_on else f"、{word}"
    return joined


def share_out(text: str, fields: tuple[Field, ...]) -> tuple[Mapping[Field, str], bool]:
    """The value of a label of several fields (责任单位及责任人) by what each part of it looks like;
    and whether every field got its part and none was left.
    """
    marks = re.escape(OPENING + CLOSING)
    parts = [part for part in re.split(rf"[，,；;、：:/{marks}\s]+", text.strip(END_MARKS)) if part]
    shared: dict[Field, list[str]] = {}
    sure = True
    for before, part in pairwise(["", *parts]):
        named = _POST.search(before) and _NAME_LIKE.fullmatch(part) and not looks_like_unit(part)
        wanted = _PEOPLE_FIELDS if named else _kind_of(part)
        fitting = [field for field in fields if field in wanted]
        if not fitting:
            sure = False
        into = fitting[-1] if fitting and shared.get(fitting[0]) else (fitting or [*fields])[0]
        shared.setdefault(into, []).append(part)
    several = sum(field in _UNIT_FIELDS for field in fields) > 1
    joined: dict[Field, str] = {}
    for field, found in shared.items():
        joined[field] = _join_posts(found) if field in _PEOPLE_FIELDS else "、".join(found)
    return joined, sure and not several and set(joined) == set(fields)


def _kind_of(part: str) -> tuple[Field, ...]:
    if _DATE.search(part) and not looks_like_unit(part):
        return (Field.DEADLINE, Field.CONTACT)
    return _PEOPLE_FIELDS if is_person(part) else _UNIT_FIELDS


def _join_posts(people: list[str]) -> str:
    joined = people[0]
    for before, person in pairwise(people):
        joined += person if _POST.search(before) and not _POST.search(person) else f"、{person}"
    return joined
