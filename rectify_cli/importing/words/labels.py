"""The words by which official documents label the parts of an issue.

A label is understood in four steps: the rows of ``_ROWS`` (a new label is one more row, or one
more word in a row), the roles that units and people have in whatever combination
(包抓领导, 属地监管责任单位), several of these in one (责任单位及责任人), and last by the word it
ends with (隐患治理措施), which is a guess.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rectify_cli.domain.model import Issue, title_of
from rectify_cli.importing.words.wording import tidy


class Field(StrEnum):
    """What a label introduces; the values are the keys of an issue in the ledger, save the last
    three."""

    CATEGORY = "category"
    NUMBER = "number"
    TITLE = "title"
    PROBLEM = "problem"
    GOAL = "goal"
    MEASURES = "measures"
    LEAD = "lead_unit"
    LEADER = "leader"
    RESPONSIBLE = "responsible_units"
    OFFICE = "office"
    CONTACT = "contact"
    DEADLINE = "deadline"
    HELPING = "helping_units"
    PERSON = "person"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese word for tables and messages."""
        own = {Field.HELPING: "配合单位", Field.PERSON: "责任人", Field.OTHER: "其他"}
        return own.get(self) or title_of(Issue, self.value)


LONG_FIELDS = frozenset({Field.PROBLEM, Field.GOAL, Field.MEASURES, Field.OTHER})
BLOCK_FIELDS = frozenset(Field) - LONG_FIELDS - {Field.NUMBER, Field.CATEGORY, Field.TITLE}

LabelWords = Mapping[str, Field]
"""Words that the user has explained, without blanks; OTHER for those to be left out."""


class Meaning(NamedTuple):
    """What a label's word means: its fields, of which the document's other labels decide one
    when it is a ``choice``; ``sure`` unless it was guessed from how the word ends.
    """

    fields: tuple[Field, ...]
    sure: bool = True
    choice: bool = False

    @property
    def is_container(self) -> bool:
        """Whether it speaks of all that an issue is: it heads issues and is no part of one."""
        return not self.choice and {Field.PROBLEM, Field.MEASURES} <= {*self.fields}


_BEFORE = (
    r"(?:(?:整改|整治|治理|处置|处理|存在|主要|具体|突出|重点|反馈|查摆|发现|反映|检查|巡察|巡视|督察|督查|审计|评估"
    r"|工作|下一步|拟|计划|预计|预期|应|现有|目前|当前|基本|需要?|待|相关|有关|采取|限期|总体|最终|问题|任务|事项|落实|推进"
    r"|案件|完成|办结|解决|办理|管控|防范|改进|应对|监管|预防|纠治|纠正|消除|销号|行业|安全|日常|后续|近期|长期|长效|化解|帮扶|补救|防控|县级|市级|州级|省级|区级|乡级|镇级|单位|个人|责任)的?)*"
)
_AFTER = (
    r"(?:基本|描述|概述|概况|情形|现状|详述|名称|内容|情况|要求|事项|清单|说明|明细|详情|如下|安排|简述|简况|表述"
    r"|一览)*"
)
_NOT_DUE = (
    r"实际(?:完成|整改|办结)?|发现|检查|排查|填报|填表|上报|报送|报告|复查|核查|反馈|交办|移交|转办|制表|通报|开始|启动|受理"
    r"|立案|会议|签收|更新|登记|投诉|举报|来信|来电|巡查|发文|印发|成文|公示|责令|下达|督办|约谈"
)
# What each pattern names; the first that fits the whole word counts.
_ROWS: tuple[tuple[tuple[Field, ...], str], ...] = (
    ((Field.NUMBER,), r"(?:问题|隐患|整改|任务|事项|项目)?(?:序号|编号)"),
    ((Field.CATEGORY,), r"(?:所属|问题|隐患|事项)*(?:类别|类型|分类|领域|性质|板块)"),
    ((Field.TITLE,), r"(?:问题|隐患|事项|项目)(?:名称|标题|题目)|短标题"),
    (
        (Field.GOAL,),
        r"(?:整改|整治|治理|工作)?目标任务|(?:预期|预计|应达到的?|拟达到的?)(?:成效|效果|成果|结果)",
    ),
    ((Field.MEASURES,), "整改"),
    ((Field.LEAD,), "总?牵头|主办|主责"),
    ((Field.HELPING,), "配合|协办|协同|协助"),
    ((Field.RESPONSIBLE,), "承办|经办"),
    ((Field.RESPONSIBLE, Field.PERSON), "(?:整改|主体|工作)?责任"),
    (
        (Field.CONTACT,),
        r"(?:具体|工作|业务|日常)?(?:联系人|联络员|经办人|承办人|联络人|联系方式)"
        r"(?:[及和]?(?:联系)?(?:电话|方式))?",
    ),
    (
        (Field.OTHER,),
        r"(?:(?![及和与])[\u4e00-\u9fff]){0,6}(?:进展|完成情况|落实情况|整改情况|整改落实|整改结果|落实结果|整改状态|整改类型|是否.*|状态)(?:情况)?"
        r"|备注|附注|说明|注|(?:(?![及和与])[\u4e00-\u9fff]){0,6}(?:原因|成因|根源|症结)(?:分析|剖析)?|(?:(?![及和与])[\u4e00-\u9fff]){0,6}(?:分析|剖析)"
        r"|(?:(?![及和与])[\u4e00-\u9fff]){0,6}(?:部位|地点|位置|地址|点位|场所|来源|依据|条款|资金|经费|投入|预算|等级|级别|电话|佐证材料|附件|编号|代码)"
        rf"|(?:{_NOT_DUE})(?:的?时间|日期|时限)|日期"
        r"|(?:督导|督办|督查|验收|销号|复查|核查|检查|巡查)(?:标准|意见|结论|情况|要求|方式|结果|记录)"
        r"|(?:责任|任务|职责|工作|整改)分工|责任(?:落实|划分|主体及分工)|已?完成(?:情况|比例)",
    ),
    (
        (Field.PROBLEM,),
        rf"{_BEFORE}(?:问题|隐患|不足|短板|弱项|薄弱环节|差距|缺陷|表现|表现形式|风险点?|情形|(?:违[规法纪]|不合格|不符合)?事实|乱象|现象|[失扣丢]分[点项]|不符合项|诉求|案情)+{_AFTER}"
        r"|(?:反馈|督察|巡察|巡视|审计|检查|督查|交办|整改)(?:的)?意见|(?:督察|督查|巡察|巡视|审计|检查|考核|评估)?(?:交办|反馈|移交|转办|督办|通报)的?(?:内容|事项|任务|情况)"
        r"|(?:信访|投诉|举报|反映)(?:事项|内容|事由)",
    ),
    (
        (Field.GOAL,),
        rf"{_BEFORE}目标{_AFTER}|(?:整改|治理|整治|达标)标准|(?:整改|治理|整治)成效目标",
    ),
    (
        (Field.MEASURES,),
        rf"{_BEFORE}(?:措施|举措|对策|办法|做法|打法|方法|打算|思路){_AFTER}",
    ),
    (
        (Field.DEADLINE,),
        r"(?:整改|整治|治理|完成|办结|要求|任务|工作|计划|预计|拟|限期|限定|承诺|截止|截至|目标|时间|处置|落实|化解|办理|处理|解决|的)*"
        r"(?:时限|期限|时间|日期|节点|限期)(?:要求|节点|安排|进度)*|完成|办结",
    ),
)
# Words that mean one thing in one office and another in the next.
_CHOICES: tuple[tuple[tuple[Field, ...], str], ...] = (
    (
        (Field.PROBLEM, Field.MEASURES, Field.GOAL),
        r"(?:整改|重点|具体|主要|工作|整治|治理|反馈|督察|巡察|需|待)*(?:任务|事项|内容)(?:内容|描述|清单)?",
    ),
    (
        (Field.MEASURES, Field.GOAL),
        r"(?:整改|整治|治理|处置|处理|办理|化解|具体)+(?:工作)?(?:要求|意见|建议|方案|安排|方式|计划)|要求",
    ),
    ((Field.PROBLEM, Field.OTHER), "基本情况"),
    ((Field.DEADLINE, Field.OTHER), r"(?:销号|验收|对账|交账)(?:时限|时间|期限|日期|节点)"),
    ((Field.GOAL, Field.OTHER), r"(?:整改|治理|整治|工作|取得)*(?:成效|效果|成果)"),
)
_ROLE = (
    r"总?牵头|主办|主责|主抓|责任|直接|第一|主要|主体|整改|整治|治理|落实|承办|实施|执行|推进|包抓|包保|包联|包案|包干"
    r"|挂钩|挂联|挂包|联系|分管|属地|监管|行业|主管|配合|协办|协同|协作|协助|参与|参加|共同|督导|督办|督查|监督|检查|验收"
    r"|销号|复查|核查|指导|审核|审批|填报|填表|制表|报告|排查|记录|反馈|交办|处理|处置|办理|负责|承担|改正|涉及|县级|市级|州级|省级|区级|乡级|镇级|乡镇"
    r"|街道|村级|社区|县|市|区|州|镇|村|部门|具体|相关|有关|领衔|领办|挂牌|业务|工作|管理|使用|产权|建设|施工|运营"
    r"|经营|所属|所在|辖区|归口|对口|党政|班子|行政|技术|安全|企业|问题|任务|项目|单位|机构|岗位|现场"
)
_BODY = (
    r"单位|部门|主体|机构|责任主体|(?:县|市|区)?领导|领导干部|领导同志|责任人员?|负责人|负责同志|人员|人"
    r"|股室|科室|处室|内设机构|股|科"
)
_HAS_ROLE = re.compile(rf"((?:{_ROLE})*)({_BODY})(?:名称|姓名|名单)?")
_NOT_OURS = re.compile(
    r"督导|督办|督查|监督|检查|验收|销号|复查|核查|指导|审核|审批|填报|填表|制表|报告|排查|记录|反馈|交办"
    r"|使用|产权"
)
_HELPS = re.compile(r"配合|协办|协同|协作|协助|参与|参加")
_LEADS = re.compile(r"牵头|主办|主责|主抓")
_AND = re.compile(r"以及|[及和与、/／＋+]")
_TAIL = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:安排|要求|步骤|计划|情况|进度|节点|分工|标准|方案|内容|说明|方式|建议|思路))"
)
_BRACKET = re.compile(r"[（(\[［【]([^）)\]］】]*)[）)\]］】]")
_COUNTED = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]?$")
_WORD = re.compile(r"[\u4e00-\u9fff、/／＋+（）()［］\[\]]+")
_ENDS = (
    (Field.MEASURES, r"措施|举措|对策|办法|步骤"),
    (Field.GOAL, r"目标|成效"),
    (Field.DEADLINE, r"时限|期限"),
    (Field.OFFICE, r"股室|科室|处室"),
    (Field.LEADER, r"领导|[河林湖田路链库]长|组长"),
    (Field.PERSON, r"责任人|负责人"),
    # 各乡镇、县直有关部门： is whom the document addresses
    (Field.RESPONSIBLE, r"^(?!.*(?:各|[有相]关|直属|[省市州县区乡镇]直)).*(?:单位|部门)|责任主体"),
    (Field.PROBLEM, r"问题|隐患|不足|表现|描述"),
)
LONGEST = 16
"""Characters of the longest label."""


def read_label(word: str, known: LabelWords) -> Meaning | None:
    """What ``word`` means as a label, blanks and a number behind it aside; none if nothing."""
    word = "".join(word.split())
    if word in known:
        return Meaning((known[word],))
    if not 2 <= len(word) <= LONGEST:
        return None
    plain = _COUNTED.sub("", word)
    return (_whole(word) or _whole(plain) or _compound(word)) if _WORD.fullmatch(plain) else None


def guess_label(word: str) -> Meaning | None:
    """What a word that is no known label may mean by its ending."""
    word = _COUNTED.sub("", "".join(word.split()))
    for field, pattern in _ENDS:
        if re.search(rf"(?:{pattern})$", word):
            return Meaning((field,), sure=False)
    return None


@lru_cache(maxsize=4096)
def _whole(word: str) -> Meaning | None:
    for fields, pattern in _CHOICES:
        if re.fullmatch(pattern, word):
            return Meaning(fields, choice=True)
    for fields, pattern in _ROWS:
        if re.fullmatch(pattern, word):
            return Meaning(fields)
    return _role(word)


def _role(word: str) -> Meaning | None:
    """单位, 领导, 责任人, 股室, with or without what they do in the matter."""
    match = _HAS_ROLE.fullmatch(word)
    if match is None or word in ("人", "科", "股", "人员", "工作人员"):
        return None
    duty, body = match[1], match[2]
    if _NOT_OURS.search(duty) and "监管" not in duty:
        return Meaning((Field.OTHER,))
    if re.search(r"[股科处]|内设机构", body):
        return Meaning((Field.OFFICE,))
    if "领导" in body:
        return Meaning((Field.LEADER,))
    if re.search(r"人|同志", body):
        return Meaning((Field.PERSON,))
    if _LEADS.search(duty):
        return Meaning((Field.LEAD,))
    return Meaning((Field.HELPING if _HELPS.search(duty) else Field.RESPONSIBLE,))


def _compound(word: str) -> Meaning | None:
    """责任单位及责任人, 责任单位（人）, 牵头、配合单位: each part a label."""
    inside = _BRACKET.findall(word)
    outside = _BRACKET.sub("", word)
    if inside and not word.endswith(("）", ")", "]", "］", "】")):
        return _whole(outside)  # 牵头（责任）单位
    parts = [*_AND.split(outside), *(part for text in inside for part in _AND.split(text))]
    if len(parts) < 2:
        return None
    last = _HAS_ROLE.fullmatch(parts[-1])
    fields: list[Field] = []
    for part in parts:
        role = _LEADS.match(parts[0]) if part in ("单位", "部门") else None
        if role:
            part = f"{role[0]}{part}"  # 牵头领导及单位: the unit leads as well
        meaning = _whole(part) or (_whole(part + last[2]) if last else None)
        if meaning is None:
            if fields and part in ("人", "负责人"):
                meaning = Meaning((Field.PERSON,))  # 责任单位（人）
            elif fields and (part in inside or _TAIL.fullmatch(part)):
                continue  # 责任人（签字）, 整改措施及推进安排
            else:
                return None
        fields += meaning.fields[:1]
    found = tuple(dict.fromkeys(fields))
    named = tuple(field for field in found if field is not Field.OTHER)
    return Meaning(named or found)


# A column's title is a phrase (存在的主要问题及表现); the first pattern that fits names it.
_COLUMNS: tuple[tuple[Field, str], ...] = (
    (Field.OTHER, r"措施(?:序号|编号)"),
    (Field.NUMBER, r"序号|编号|^号$|^序$|^№$|(?i:^no\.?$)"),
    (
        Field.OTHER,
        r"进展|完成情况|落实情况|整改情况|备注|督导|督办|验收|销号|电话|来源|是否|状态|原因",
    ),
    (Field.CATEGORY, r"类别|类型|分类|领域|问题性质|^指标$|一级指标|评价指标|指标名称|板块"),
    (Field.MEASURES, r"措施|举措"),
    (Field.GOAL, r"目标"),
    (Field.DEADLINE, r"时限|期限|时间|节点"),
    (Field.OFFICE, r"股室|科室|处室"),
    (Field.CONTACT, r"联系人|联络员|经办人"),
    (Field.LEADER, r"领导"),
    (Field.LEAD, r"(?:牵头|主办).*(?:单位|部门)"),
    (Field.PERSON, r"责任人|负责人"),
    (Field.HELPING, r"(?:配合|协办|协同|参与|协助).*(?:单位|部门)"),
    (Field.RESPONSIBLE, r"(?:责任|整改|落实|承办).*(?:单位|部门|主体)|^单位$|^责任$"),
    (Field.PROBLEM, r"问题|反馈意见|表现|不足|隐患|短板|弱项|薄弱环节|诉求|[失扣丢]分[点项]"),
)


def read_column(title: str, known: LabelWords) -> Meaning | None:
    """What a column's title speaks of: one field, or several (牵头单位及责任领导)."""
    whole = tidy(title)
    if not whole or len(whole) > 20 or re.search(r"[。；]", whole):
        return None
    if meaning := read_label(whole, known):
        return meaning
    found: list[Field] = []
    for part in re.split(r"[及和与、/（(]", whole):
        for field, pattern in _COLUMNS:
            if re.search(pattern, part.strip("）)")):
                found.append(field)
                break
    if not found:
        return None
    return Meaning((Field.OTHER,) if Field.OTHER in found else tuple(dict.fromkeys(found)))
