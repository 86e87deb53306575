"""The vocabulary of time limits: what clauses around a day say of it.

Lists of words separated by blanks; each may be a regular expression. ``pattern`` compiles one.
"""

import re
from functools import cache

from rectify_cli.domain.deadline.place import BLOT


def _one_of(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


# Acts that come after the work, mostly of others: no day of theirs is a deadline of the work.
_AGAIN = _one_of("回头看 后评[估价] 复查 后半篇")
_AFTER_WORK = _one_of(
    """
    复[核检验盘] 核[查验实销] 验[收靶] [自初终预]验 督[查导办促] 检[查验] 抽[查检] 巡查 查验
    暗访 审[核查] 会审
    评[估价查议审比] 考[核评] 测评 点评 通报 总结 报(?![废亭刊纸装警名]) 反馈 汇报 公[示开告] 巩固
    约谈 问[责效] 提交 提请 移交 归档 存档 销号 备案 申请 迎[检接] 听取 调度 回访 跟踪 研判 会商
    观摩 推广 调查
    """
)
_NOT_THE_WORK = _one_of(
    """
    情况 报告 结果 [办组] 领导小组 专班 通知书 成[效果] 效果 材料 台账 方案 率 资料 信息
    落实情况 完成情况 验收 销号 工作总结
    总结
    """
)
# By then the work itself, or a part of it, is done.
_DONE = "|".join(
    (
        rf"(?:完成|整[改治]|治理)(?!{_NOT_THE_WORK})(?![^,;。、()并及和且]{{0,8}}(?:{_AFTER_WORK}|{_AGAIN}))",
        _one_of(
            """
            到位 办[结理] 完[毕工] 清零 竣工 建成 投[入运用产] 交付 取得 见[实成]?效 达[标到] 实现
            解决 杜绝 消除 全部
            """
        ),
    )
)
# What may be the work or a part of it.
_STEP = _one_of(
    """
    建[设立] 设[立置] 制[定订] 出台 修[订缮复] 推进 开展 清[理运退] 拆除 安装 改造 培训 印发
    配[备齐] 补齐 健全 完善 落实 组织 召开 编制 开[通放] 上线 招标 采购 搬迁 规范 优化 提升
    压[缩减] 梳理 排查 自查 摸底 启用 运行 发放 兑[付现] 支付 退[还回] 关[停闭] 取缔 恢复 移[除位]
    更换 维修 加[装固强] 划定 签订 公布 纳入 列入
    """
)
_FILLER = _one_of(
    """
    之前 以前 前 止 份 之?内 以内 间 左右 为[止限] 并 且 于 在 的 应 须 要 必须 务必 确保 力争
    原则上 底 末 含
    """
)
_GOES_ON = _one_of("立行立改 立即整改 长期坚持 持续推进 持续 长期 常态.* 常抓不懈 逐步推进")
_STARTS = _one_of(
    "[起始](?![至到-]) 开始 启动 开工 动工 开建 进场 施行 执行 部署 着手 实施 进入 转入"
)
_SEASON = _one_of(
    """
    [一-龥]{0,4}[节假] 主?汛 [春夏秋冬] 寒 暑 学[期年] 开学 供[暖热] 采暖 两会 换届 高考 中考 国庆
    中秋 元旦 雨季 旱季 枯水 防火 年[初中] [^,;。]{0,8}(?:期间|之际|时(?:$|[,;。]))
    """
)
# After a year these make it the year of a plan, a budget, a document.
_OF_A_YEAR = _one_of(
    """
    要点 计划 规划 预算 决算 方案 目标 考[核评] 审计 巡[视察] 督[察查] 项目 报告 文件 通知 意见
    工程 投资 任务 重点 清单 台账 民生 年[度鉴] 财政 资金 安排 实事 工作 问题 存[在量] 发现 遗留
    反馈 交办 移交 修[订正] 版 印发
    """
)
_DONE_IN_A_YEAR = _one_of(
    """
    要 须 必须 务必 力争 确保 争取 拟 将 前 全面 全部 基本 逐步 分[批期步] 集中 继续 并 完成
    整[改治] 治理 取得 实现 建成 解决 投[入用] 办[结理] 落实 到位 达 长期 持续 常态 立行立改 起
    以[来后前] 之[前后] 后 启动 开[始工]
    """
)
_NO_EVENT_BEFORE = "目提当此日空事之以超支岗门房屋村台靠向往从先早眼跟朝婚"
_NO_EVENT_AFTER = "期置往端后提述列沿来景途程言面锋线身哨瞻卫三"

_PATTERNS = {
    "done": _DONE,
    "again": _AGAIN,
    "after work": _AFTER_WORK,
    "step": _STEP,
    "plain": rf"{_FILLER}*{_GOES_ON}*",
    "start": rf"[之以]?前?份?(?:正式|全面|全部|组织|集中|陆续|先行|要|并)*{_STARTS}"
    r"(?![^,;。]*(?:完|到位|结束))",
    "past": r"已[于在经]*$",
    "has passed": r"(?:[底末]|[之以]?前)*已|以来",
    # 国庆前, 两会召开前; not 目前, 门前三包, 前期.
    "event": rf"[^{BLOT})](?<![{_NO_EVENT_BEFORE}])[之以]?前(?![{_NO_EVENT_AFTER}\d])",
    "season": _SEASON,
    "of a year": rf"(?:年度?)?{_OF_A_YEAR}",
    "done in a year": rf"$|[,;。、:()至到-]|{_DONE_IN_A_YEAR}",
    # 按2021年5月20日会议要求, 纳入2022年计划
    "decided": r"(?:按照?|依[据照]|根据|参照|对照|针对|结合|贯彻|[纳列编写计并录]入|落实)[^,;。]*$",
    "of a meeting": r"的?(?:[^,;。、()前]{0,8}(?:会议|精神|要求|批[示复]|指示|文件)|印发|下发"
    r"|交办|反馈|[^,;。、()前]{0,8}(?:发现|移交|指出|通报|检查|巡[视察]|督[察查]|审计)的?(?:问题|意见|反馈))",
}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The compiled pattern of that name."""
    return re.compile(_PATTERNS[name])
