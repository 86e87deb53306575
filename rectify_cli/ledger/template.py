"""A new office's ledger before anything is in it: every key explained, nothing filled in."""

from datetime import date

_EMPTY = """\
# 整改工作清单：文件原文只写一次，办理情况逐条记在 log 下，一事一行，只增不改。
# 状态、逾期天数、完成率都由 rectify 按日期推算，不写在这里。写好后用 rectify check 校验。
document:
  title: 整改工作清单              # 改成文件的标题
  # number: 〔2020〕15号           # 文号
  # issuer: 某县人民政府办公室       # 发文单位
  issued_on: {today}          # 改成成文日期
  # basis: 某政办通〔2020〕54号      # 依据文件
  # compiled_by: 县政务服务局        # 由谁汇总

units: []
# 单位和别称；写了 members 的是统称：
# units:
#   - name: 县政务服务局
#     aliases: [县政务局]
#   - name: 各乡镇人民政府
#     members: [甲镇人民政府, 乙乡人民政府]

issues: []
# 事项照下面的样子写，或用 rectify import 方案.docx --into 这个文件 导入：
# issues:
#   - id: 1
#     category: 共性问题
#     number: 1
#     title: 短标题，二十字以内
#     problem: 存在问题的原文
#     measures:
#       - 整改措施的原文，一句一条。
#     lead_unit: 县政务服务局
#     leader: 责任领导姓名
#     responsible_units: [各乡镇人民政府]
#     deadline: 2020年10月底取得实效
#     log:
"""


def empty_ledger(today: date) -> str:
    """The text of an empty ledger; ``today`` stands where the date of the document will."""
    return _EMPTY.format(today=today.isoformat())
