"""Documents of our own writing in the layouts that offices use, and what stands in each.

The text documents lie in ``tests/documents/plans`` beside what was read out of them by hand
(``*.yaml``). Word and Excel files are built here from rows that are their own expectation.

``tests/documents/layouts`` holds documents in layouts that counties publish, written before the
code that reads them; a reader may still fail on some. Their ``*.yaml`` also has: ``kind``;
``due``, the day that the deadline gives (missing: none); ``accept``, other right readings of a
field ("" for an empty one); ``flag``, fields that a finding must name whatever was read;
``no_plan`` for a document to be refused or doubted in every issue.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl
import yaml
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

DOCUMENTS = Path(__file__).parent.parent / "documents"
PLANS = DOCUMENTS / "plans"
LAYOUTS = DOCUMENTS / "layouts"
OTHER_GENRES = sorted((PLANS / "other").glob("*.txt"))

FIELDS = (
    *("category", "number", "problem", "goal", "measures", "lead_unit", "leader"),
    *("responsible_units", "office", "contact", "deadline"),
)
FACTS = ("title", "number", "issuer", "issued_on", "basis", "compiled_by")


class Plan(NamedTuple):
    """A sample: how to make its file in a folder, and what it says.

    ``issues`` hold fields as the ledger has them, ``facts`` those of the document; what is
    missing in them is missing in the document.
    """

    name: str
    make: Callable[[Path], Path]
    facts: dict[str, Any]
    issues: list[dict[str, Any]]
    no_plan: bool = False


def all_layouts() -> list[Plan]:
    """The documents in layouts that counties publish."""
    return [_written(path) for path in sorted(LAYOUTS.glob("*.yaml"))]


def all_plans() -> list[Plan]:
    """Every sample, the text documents first."""
    texts = [_written(path) for path in sorted(PLANS.glob("*.yaml"))]
    return [
        _official_plan(),
        *texts,
        _encoded("brackets", "gb18030"),
        _encoded("label_lines", "utf-16"),
        _encoded("scan", "utf-8-sig"),
        _word_table(),
        _word_two_row_header(),
        _word_paragraphs(),
        _word_numbers(),
        _word_forms(),
        _workbook(),
        _csv(),
        _sixty(),
    ]


def _written(expected: Path) -> Plan:
    source = next(path for path in expected.parent.glob(f"{expected.stem}.*") if path != expected)
    told = yaml.load(expected.read_text("utf-8"), yaml.BaseLoader)
    return Plan(
        *(source.name, lambda _: source, told.get("document", {}), told.get("issues", [])),
        no_plan="no_plan" in told,
    )


def _official_plan() -> Plan:
    """The document that the shipped list carries out, held against that list."""
    told = yaml.load(
        (DOCUMENTS.parent / "fixtures" / "issues.yaml").read_text("utf-8"), yaml.BaseLoader
    )
    issues = [
        {key: value for key, value in issue.items() if key in FIELDS} for issue in told["issues"]
    ]
    for issue in issues:
        issue["problem"] = issue["problem"].replace("\n", "")
        issue["lead_unit"] = [issue["lead_unit"]]
    source = DOCUMENTS / "plan-2020-15.txt"
    return Plan(source.name, lambda _: source, told["document"], issues)


def _encoded(stem: str, encoding: str) -> Plan:
    original = _written(PLANS / f"{stem}.yaml")

    def make(folder: Path) -> Path:
        path = folder / f"{stem}-{encoding}.txt"
        text = (PLANS / f"{stem}.txt").read_text("utf-8")
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
        return path

    return original._replace(name=f"{stem}.txt（{encoding}）", make=make)


_ISSUES: list[dict[str, Any]] = [
    {
        "category": "政务服务", "number": "1",
        "problem": "“一网通办”事项覆盖不全。全县依申请事项网上可办率为 78%（全州平均 91%）。",
        "measures": ["逐项梳理未上网事项，8月底前全部上线。", "加强窗口人员培训（不少于 2 次）。"],
        "lead_unit": ["县政务服务局"], "leader": "高翔",
        "responsible_units": ["县级各部门", "各乡镇人民政府"], "deadline": "2022年8月31日前",
    },
    {
        "category": "政务服务", "number": "2",
        "problem": "“好差评”数据上报不及时，差评回访率低。",
        "measures": ["1.每周通报一次上报情况；", "2.差评 3 个工作日内回访，明确责任单位和责任人。"],
        "lead_unit": ["县政务服务局", "县大数据中心"], "leader": "高翔",
        "responsible_units": ["县级各部门"], "deadline": "立行立改，长期坚持",
    },
    {
        "category": "市场环境", "number": "3",
        "problem": "涉企收费公示不规范；中介服务收费偏高。",
        "measures": ["开展涉企收费专项检查，查处乱收费行为。"],
        "lead_unit": ["县市场监督管理局"], "leader": "李娜",
        "responsible_units": ["县发展和改革局", "县工业和信息化局", "县民政局"],
        "deadline": "2022年第三季度",
    },
    {
        "category": "市场环境", "number": "4",
        "problem": "招投标电子化程度不高。",
        "measures": ["推行远程异地评标。", "实现电子保函全覆盖。"],
        "lead_unit": ["县公共资源交易中心"],
        "responsible_units": ["县财政局"], "deadline": "2022年底前",
    },
]  # fmt: skip


def _joined(issue: dict[str, Any], field: str, mark: str = "、") -> str:
    value = issue.get(field, "")
    return value if isinstance(value, str) else mark.join(value)


def _tidied(issues: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The issues as they are read: without the spaces between figures and characters."""

    def tidied(value: Any) -> Any:
        return [v.replace(" ", "") for v in value] if isinstance(value, list) else (
            value.replace(" ", "")
        )  # fmt: skip

    return [{key: tidied(value) for key, value in issue.items()} for issue in issues]


def _word_table() -> Plan:
    """A notice whose list is a table: category cells merged downward, header repeated as on a
    new page, a title row across all columns, 备注 that the ledger does not keep."""
    titles = [
        *("序号", "类别", "存在问题", "整改措施", "牵头单位", "责任领导", "责任单位"),
        *("整改时限", "备注"),
    ]

    def make(folder: Path) -> Path:
        document = docx.Document()
        for line in (
            "云山县人民政府办公室", "云山政办发〔2022〕31号",
            "云山县人民政府办公室关于印发云山县营商环境评价整改工作方案的通知",
            "各乡镇人民政府，县级各部门：",
            "按照州政府办公室《关于做好营商环境评价整改工作的通知》（金政办函〔2022〕40号）要求，"
            "现将整改方案印发给你们。",
            "云山县人民政府办公室", "2022年6月9日", "附件",
        ):  # fmt: skip
            document.add_paragraph(line)
        table = document.add_table(rows=0, cols=len(titles))
        _row(table, ["云山县营商环境评价反馈问题整改清单"] * len(titles), merge_all=True)
        _row(table, titles)
        for index, issue in enumerate(_ISSUES):
            if index == 2:
                _row(table, titles)
            _row(table, [
                issue["number"], issue["category"] if index % 2 == 0 else "",
                issue["problem"], _joined(issue, "measures", "\n" if index == 1 else ""),
                _joined(issue, "lead_unit", "\n"), issue.get("leader", ""),
                _joined(issue, "responsible_units", "，"), issue["deadline"],
                "已启动" if index == 0 else "",
            ])  # fmt: skip
        for top in (2, 5):
            table.cell(top, 1).merge(table.cell(top + 1, 1))
        return _saved(document, folder / "word-table.docx")

    facts = {
        "title": "云山县营商环境评价反馈问题整改清单", "number": "云山政办发〔2022〕31号",
        "issuer": "云山县人民政府办公室", "issued_on": "2022-06-09",
        "basis": "金政办函〔2022〕40号",
    }  # fmt: skip
    return Plan("word-table.docx", make, facts, _tidied(_ISSUES))


def _word_two_row_header() -> Plan:
    """A header of two rows (责任 over three columns), categories as rows across the table, one
    issue over several rows of measures."""
    upper = ["序号", "问题", "整改措施", "责任", "责任", "责任", "完成时限"]
    lower = ["序号", "问题", "整改措施", "牵头单位", "责任领导", "配合单位", "完成时限"]

    def make(folder: Path) -> Path:
        document = docx.Document()
        document.add_paragraph("云山县优化营商环境突出问题整改台账")
        document.add_paragraph("（2022年6月9日）")
        table = document.add_table(rows=0, cols=len(upper))
        _row(table, upper)
        _row(table, lower)
        table.cell(0, 3).merge(table.cell(0, 5)).text = "责任"
        for column in (0, 1, 2, 6):
            table.cell(0, column).merge(table.cell(1, column)).text = upper[column]
        category = None
        for issue in _ISSUES:
            if issue["category"] != category:
                category = issue["category"]
                _row(table, [f"（{'一二'[category == '市场环境']}）{category}"] * 7, merge_all=True)
            first = len(table.rows)
            for measure in issue["measures"]:
                _row(table, [
                    issue["number"], issue["problem"], measure, _joined(issue, "lead_unit"),
                    issue.get("leader", ""), _joined(issue, "responsible_units"),
                    issue["deadline"],
                ])  # fmt: skip
            if len(issue["measures"]) > 1:
                for column in (0, 1, 3, 4, 5, 6):
                    text = table.cell(first, column).text
                    merged = table.cell(first, column).merge(
                        table.cell(len(table.rows) - 1, column)
                    )
                    merged.text = text
        return _saved(document, folder / "word-two-rows.docx")

    facts = {"title": "云山县优化营商环境突出问题整改台账", "issued_on": "2022-06-09"}
    return Plan("word-two-rows.docx", make, facts, _tidied(_ISSUES))


def _word_paragraphs() -> Plan:
    """The text of ``label_lines.txt`` as paragraphs, words split over runs of other formats."""
    original = _written(PLANS / "label_lines.yaml")

    def make(folder: Path) -> Path:
        document = docx.Document()
        for line in (PLANS / "label_lines.txt").read_text("utf-8").splitlines():
            paragraph = document.add_paragraph()
            for start in range(0, len(line), 3):
                run = paragraph.add_run(line[start : start + 3])
                run.bold = start % 2 == 0
        return _saved(document, folder / "word-paragraphs.docx")

    return original._replace(name="word-paragraphs.docx", make=make)


_NUMBERING = """<w:abstractNum {ns} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum>"""


def _word_numbers() -> Plan:
    """Numbers that Word adds (一、 and 1.): they stand in no text of the file."""

    def make(folder: Path) -> Path:
        document = docx.Document()
        numbering = document.part.numbering_part.element
        numbering.insert(0, parse_xml(_NUMBERING.format(ns=nsdecls("w"))))
        numbering.append(parse_xml(
            f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
        ))  # fmt: skip
        document.add_paragraph("云山县营商环境评价反馈问题整改方案")
        document.add_paragraph("云山县人民政府")
        document.add_paragraph("2022年6月9日")
        category = None
        for issue in _ISSUES:
            if issue["category"] != category:
                category = issue["category"]
                _numbered(document, category, 0)
            _numbered(document, issue["problem"], 1)
            document.add_paragraph("整改措施：" + "".join(issue["measures"]) + _block(issue))
        return _saved(document, folder / "word-numbers.docx")

    facts = {
        "title": "云山县营商环境评价反馈问题整改方案", "issuer": "云山县人民政府",
        "issued_on": "2022-06-09",
    }  # fmt: skip
    issues = _tidied(_ISSUES)
    for issue, number in zip(issues, "1212", strict=True):
        issue["number"] = number  # Word counts anew under each category
    return Plan("word-numbers.docx", make, facts, issues)


def _word_forms() -> Plan:
    """A form of two columns for each issue: the label on the left, its text on the right."""

    def make(folder: Path) -> Path:
        document = docx.Document()
        document.add_paragraph("云山县营商环境评价反馈问题整改清单")
        for issue in _ISSUES:
            table = document.add_table(rows=0, cols=2)
            for label, text in (
                ("存在问题", issue["problem"]),
                ("整改措施", "".join(issue["measures"])),
                ("牵头单位", _joined(issue, "lead_unit")),
                ("责任领导", issue.get("leader", "")),
                ("责任单位", _joined(issue, "responsible_units")),
                ("整改时限", issue["deadline"]),
            ):
                _row(table, [label, text])
            document.add_paragraph("")
        document.add_paragraph("2022年6月9日")
        return _saved(document, folder / "word-forms.docx")

    facts = {"title": "云山县营商环境评价反馈问题整改清单", "issued_on": "2022-06-09"}
    issues = _tidied(_ISSUES)
    for issue in issues:
        del issue["category"], issue["number"]
    return Plan("word-forms.docx", make, facts, issues)


def _workbook() -> Plan:
    """A title row, merged categories, real dates, a foot, and a hidden sheet of drafts."""
    titles = ["序号", "问题类别", "存在的主要问题", "整改措施及目标", "整改责任单位", "责任人",
              "拟完成时间", "进展情况"]  # fmt: skip
    rows: list[list[Any]] = [
        [1, "党的建设", "“三会一课”记录不规范，个别支部补记、代记。", "开展专项检查，现场纠正。",
         "县委组织部\n各乡镇党委", "马丽", _date(2021, 7, 31), "推进中"],
        [2, None, "党费收缴不及时。", "建立党费收缴提醒制度。", "县委组织部", "马丽",
         "2021年6月底前", None],
        [3, "乡村振兴", "帮扶项目资产管理不到位，3 个项目未登记台账。",
         "全面清查登记；明确管护责任。每半年核查一次。", "县乡村振兴局、县财政局", "张　强",
         _date(2021, 9, 1), None],
        [4, None, "公益性岗位人员管理松散", None, "县人力资源和社会保障局", None, "长期坚持", None],
    ]  # fmt: skip

    def make(folder: Path) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "整改台账"
        sheet["A1"] = "龙泉县巡察反馈问题整改台账"
        sheet.merge_cells("A1:H1")
        sheet["A2"] = "填报单位：龙泉县委巡察办"
        sheet["G2"] = "填报日期：2021年5月20日"
        sheet.append(titles)
        for row in rows:
            sheet.append(row)
        sheet.merge_cells("B4:B5")
        sheet.merge_cells("B6:B7")
        for at in ("G4", "G6"):
            sheet[at].number_format = "yyyy/m/d"
        sheet["A8"] = "填报人：王五"
        sheet["E8"] = "审核人：赵六"
        drafts = book.create_sheet("草稿")
        drafts.append(titles)
        drafts.append([9, "草稿", "不应读到的问题", "不应读到的措施", "某单位", "某人", "长期坚持"])
        drafts.sheet_state = "hidden"
        path = folder / "workbook.xlsx"
        book.save(path)
        return path

    facts = {
        "title": "龙泉县巡察反馈问题整改台账", "issuer": "龙泉县委巡察办",
        "issued_on": "2021-05-20",
    }  # fmt: skip
    issues: list[dict[str, Any]] = [
        {"category": "党的建设", "number": "1", "problem": rows[0][2],
         "measures": ["开展专项检查，现场纠正。"],
         "responsible_units": ["县委组织部", "各乡镇党委"],
         "leader": "马丽", "deadline": "2021年7月31日"},
        {"category": "党的建设", "number": "2", "problem": rows[1][2],
         "measures": ["建立党费收缴提醒制度。"], "responsible_units": ["县委组织部"],
         "leader": "马丽", "deadline": "2021年6月底前"},
        {"category": "乡村振兴", "number": "3",
         "problem": "帮扶项目资产管理不到位，3个项目未登记台账。",
         "measures": ["全面清查登记；明确管护责任。", "每半年核查一次。"],
         "responsible_units": ["县乡村振兴局", "县财政局"], "leader": "张强",
         "deadline": "2021年9月1日"},
        {"category": "乡村振兴", "number": "4", "problem": "公益性岗位人员管理松散",
         "responsible_units": ["县人力资源和社会保障局"], "deadline": "长期坚持"},
    ]  # fmt: skip
    return Plan("workbook.xlsx", make, facts, issues)


def _csv() -> Plan:
    """GB18030 with quoted line breaks, as Excel saves it, without title or date."""

    def make(folder: Path) -> Path:
        lines = ["序号,类别,问题,整改措施,牵头单位,责任领导,责任单位,整改时限"]
        for issue in _ISSUES:
            cells = [
                issue["number"], issue["category"], issue["problem"],
                _joined(issue, "measures", "\n"), _joined(issue, "lead_unit"),
                issue.get("leader", ""), _joined(issue, "responsible_units"), issue["deadline"],
            ]  # fmt: skip
            lines.append(",".join(f'"{cell}"' for cell in cells))
        path = folder / "清单.csv"
        path.write_bytes("\r\n".join(lines).encode("gb18030"))
        return path

    return Plan("清单.csv（gb18030）", make, {}, _tidied(_ISSUES))


def sixty_issues() -> list[dict[str, Any]]:
    """Sixty issues in four categories, no two alike, numbered through."""
    units = ["县发展改革局", "县财政局", "县水务局", "县林业和草原局", "县交通运输局", "县民政局"]
    subjects = ["项目前期", "资金支付", "水库除险", "林地管护", "公路养护", "社会救助"]
    faults = ["进度滞后", "台账不全", "责任不清", "监管缺位", "标准不高"]
    issues = []
    for number in range(1, 61):
        unit, subject = units[number % 6], subjects[number % 6]
        fault = faults[number % 5]
        issues.append({
            "category": f"第{'一二三四'[(number - 1) // 15]}类问题",
            "number": str(number),
            "problem": f"{subject}{fault}，{number}个点位没有达到要求（详见第{number}号清单）。",
            "measures": [
                f"对{number}个点位逐一核实，建立台账。",
                f"由{unit}牵头，每{number % 5 + 1}周调度一次。",
            ],
            "lead_unit": [unit], "leader": f"{'赵钱孙李'[number % 4]}{'一二三四五'[number % 5]}",
            "responsible_units": ["县级各部门", "各乡镇人民政府"][: number % 2 + 1],
            "deadline": f"2024年{number % 12 + 1}月底前",
        })  # fmt: skip
    return issues


def write_sixty(path: Path) -> None:
    """A plan of sixty issues as text."""
    lines = [
        "长岭县综合督查反馈问题整改方案", "长政发〔2023〕60号", "长岭县人民政府", "2023年12月1日",
        "一、整改任务",
    ]  # fmt: skip
    category = None
    for issue in sixty_issues():
        if issue["category"] != category:
            category = issue["category"]
            lines.append(f"（{category[1]}）{category}")
        lines += [
            f"{issue['number']}. {issue['problem']}",
            f"整改措施：{''.join(issue['measures'])}{_block(issue)}",
        ]
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def _sixty() -> Plan:
    def make(folder: Path) -> Path:
        path = folder / "sixty.txt"
        write_sixty(path)
        return path

    facts = {
        "title": "长岭县综合督查反馈问题整改方案", "number": "长政发〔2023〕60号",
        "issuer": "长岭县人民政府", "issued_on": "2023-12-01",
    }  # fmt: skip
    return Plan("sixty.txt", make, facts, sixty_issues())


def _block(issue: dict[str, Any]) -> str:
    parts = [f"牵头单位：{_joined(issue, 'lead_unit')}"]
    if issue.get("leader"):
        parts.append(f"责任领导：{issue['leader']}")
    parts.append(f"责任单位：{_joined(issue, 'responsible_units')}")
    parts.append(f"整改时限：{issue['deadline']}")
    return f"（{'；'.join(parts)}）"


def _row(table: Any, texts: Sequence[str], *, merge_all: bool = False) -> None:
    cells = table.add_row().cells
    if merge_all:
        cells[0].merge(cells[-1]).text = texts[0]
        return
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text


def _numbered(document: WordDocument, text: str, level: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
    ))  # fmt: skip


def _saved(document: WordDocument, path: Path) -> Path:
    document.save(str(path))
    return path


def _date(year: int, month: int, day: int) -> object:
    from datetime import date

    return date(year, month, day)
