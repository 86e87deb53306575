"""Ledgers in many hands, each with the place of a new event: a name → text (see ``marked``)."""

EVENT = "{date: 2020-10-20, event: done}"
OLD = "{date: 2020-09-01, event: start}"
HEAD = """\
document: {title: 清单, issued_on: 2020-08-12}
issues:
"""
ONE = HEAD + "  - id: 1\n    title: 甲\n    problem: 甲\n"
TWO = "  - id: 2\n    title: 乙\n    problem: 乙\n"
NEW = f"      - {EVENT}\n"

CASES = {
    "no log key, last issue": f"{ONE}«    log:\n{NEW}»",
    "no log key, another issue follows": f"{ONE}«    log:\n{NEW}»{TWO}",
    "no log key, blank lines between issues": f"{ONE}«    log:\n{NEW}»\n\n{TWO}",
    "no log key, no final newline": f"{ONE[:-1]}«\n    log:\n{NEW}»",
    "no log key, comment of the issue at its end": f"{ONE}    # 尾注\n«    log:\n{NEW}»\n{TWO}",
    "no log key, comment of the next issue": f"{ONE}«    log:\n{NEW}»  # 下一项\n{TWO}",
    "no log key, last value is a literal block": (
        f"{ONE}    goal: |-\n      甲\n      - id: 9\n«    log:\n{NEW}»\n{TWO}"
    ),
    "no log key, last value is a kept block": (
        f"{ONE}    goal: |+\n      甲\n\n«    log:\n{NEW}»{TWO}"
    ),
    "no log key, last value is a list": (
        f"{ONE}    measures:\n      - 甲\n      - 乙\n«    log:\n{NEW}»{TWO}"
    ),
    "no log key, last value is empty": f"{ONE}    contact:\n«    log:\n{NEW}»{TWO}",
    "no log key, last value runs over lines": (
        f"{ONE}    contact: 张三\n      李四\n«    log:\n{NEW}»{TWO}"
    ),
    "no log key, last value is quoted over lines": (
        f'{ONE}    contact: "张三 # 不是注\n\n      李四"  # 注\n«    log:\n{NEW}»{TWO}'
    ),
    "empty brackets": f"{ONE}    log:‹ []›\n«{NEW}»{TWO}",
    "empty brackets with spaces": f"{ONE}    log:‹  [ ]›\n«{NEW}»{TWO}",
    "empty brackets and a comment": f"{ONE}    log:‹ []› # 暂无\n«{NEW}»{TWO}",
    "empty brackets, no final newline": f"{ONE}    log:‹ []›«\n{NEW}»",
    "empty brackets holding a comment": f"{ONE}    log: [ # [暂无]\n      «{EVENT}»]\n{TWO}",
    "empty brackets over two lines": f"{ONE}    log: [\n      «{EVENT}»]\n{TWO}",
    "empty brackets and keys after": f"{ONE}    log:‹ []›\n«{NEW}»    contact: 张三\n{TWO}",
    "log with nothing": f"{ONE}    log:\n«{NEW}»{TWO}",
    "log with nothing, at the end": f"{ONE}    log:\n«{NEW}»",
    "log with nothing, no final newline": f"{ONE}    log:«\n{NEW}»",
    "log with nothing but spaces": f"{ONE}    log:   \n«{NEW}»{TWO}",
    "log with nothing, comment behind it": f"{ONE}    log:  # 暂无: 无\n«{NEW}»\n{TWO}",
    "log with nothing, comment below it": f"{ONE}    log:\n      # 暂无\n«{NEW}»\n{TWO}",
    "log with nothing, next issue's comment": f"{ONE}    log:\n«{NEW}»\n  # 下一项\n{TWO}",
    "log with nothing, a key after it": f"{ONE}    log:\n«{NEW}»    contact: 张三\n{TWO}",
    "log with nothing, comment of the key after it": (
        f"{ONE}    log:\n«{NEW}»    # 电话\n    contact: 张三\n{TWO}"
    ),
    "log with nothing, space before the colon": f"{ONE}    log :\n«{NEW}»{TWO}",
    "log not last": f"{ONE}    log:\n      - {OLD}\n«{NEW}»    contact: 张三\n{TWO}",
    "log first": (
        f"{HEAD}  - log:\n      - {OLD}\n«{NEW}»    id: 1\n    title: 甲\n    problem: 甲\n"
    ),
    "log first with nothing": (
        f"{HEAD}  - log:\n«{NEW}»    id: 1\n    title: 甲\n    problem: 甲\n"
    ),
    "flow events": f"{ONE}    log:\n      - {OLD}\n«{NEW}»{TWO}",
    "flow events, no final newline": f"{ONE}    log:\n      - {OLD}«\n{NEW}»",
    "flow event and a comment behind it": f"{ONE}    log:\n      - {OLD}  # 会议\n«{NEW}»\n{TWO}",
    "flow event over lines": (
        f"{ONE}    log:\n      - {{date: 2020-09-01,\n         event: start\n        }}\n"
        f"«{NEW}»{TWO}"
    ),
    "block event": f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n«{NEW}»{TWO}",
    "block event, its dash alone": (
        f"{ONE}    log:\n      -\n        date: 2020-09-01\n        event: start\n«{NEW}»{TWO}"
    ),
    "block event, wide dash": (
        f"{ONE}    log:\n      -   date: 2020-09-01\n          event: start\n«{NEW}»{TWO}"
    ),
    "block event ending in a list": (
        f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n        evidence:\n"
        f"          - evidence/1/甲.pdf\n«{NEW}»{TWO}"
    ),
    "block event ending in an unindented list": (
        f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n        evidence:\n"
        f"        - evidence/1/甲.pdf\n«{NEW}»{TWO}"
    ),
    "block event ending in an empty value": (
        f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n        by:\n«{NEW}»{TWO}"
    ),
    **{
        f"block event ending in a text {mark}": (
            f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n"
            f"        note: {mark}\n          - 甲：乙\n          # 不是注\n          log: []\n"
            f"«{NEW}»\n\n  # 注\n{TWO}"
        )
        for mark in ("|", "|-", ">", ">-", "|2", "|2-", ">-2", "|- # 注 + 注")
    },
    **{
        f"block event ending in a kept text {mark}": (
            f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n"
            f"        note: {mark}\n          甲\n\n\n«{NEW}»  # 注\n{TWO}"
        )
        for mark in ("|+", ">+", "|+2")
    },
    "block event ending in a kept text, nothing follows": (
        f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n"
        f"        note: |+\n          甲\n\n«{NEW}»"
    ),
    "block text at the end of a file without final newline": (
        f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n"
        f"        note: |\n          甲«\n{NEW}»"
    ),
    **{
        f"block text {mark} with spaces at its end": (
            f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n"
            f"        note: {mark}\n          甲\n            \n            \n«{NEW}»\n{TWO}"
        )
        for mark in ("|", "|-")
    },
    "block text, and below it blank lines made of spaces": (
        f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n"
        f"        note: |-\n          甲\n«{NEW}»          \n      \n{TWO}"
    ),
    "block text of one blank line that it keeps": (
        f"{ONE}    contact: |+\n\n«    log:\n{NEW}»{TWO}"
    ),
    "block text of nothing": f"{ONE}    contact: |-\n«    log:\n{NEW}»\n{TWO}",
    "comments before, between and after": (
        f"{ONE}    log:  # 甲\n      # 乙\n      - {OLD}\n      # 丙\n      - {OLD}\n"
        f"      # 丁\n«{NEW}»\n{TWO}"
    ),
    "comment after a blank line, indented like the log": (
        f"{ONE}    log:\n      - {OLD}\n\n      # 丁\n«{NEW}»\n{TWO}"
    ),
    "comment indented deeper": f"{ONE}    log:\n      - {OLD}\n        # 丁\n«{NEW}»\n{TWO}",
    "comment indented less": f"{ONE}    log:\n      - {OLD}\n«{NEW}»    # 丁\n{TWO}",
    "comment at the margin": f"{ONE}    log:\n      - {OLD}\n«{NEW}»# 丁\n{TWO}",
    "comments of both kinds": (
        f"{ONE}    log:\n      - {OLD}\n      # 丁\n«{NEW}»\n  # 戊\n      # 己\n{TWO}"
    ),
    "comment at the end without final newline": (
        f"{ONE}    log:\n      - {OLD}\n      # 丁«\n{NEW}»"
    ),
    "commented-out event": f"{ONE}    log:\n      - {OLD}\n      # - {OLD}\n«{NEW}»{TWO}",
    "unindented log": f"{ONE}    log:\n    - {OLD}\n«    - {EVENT}\n»{TWO}",
    "unindented log and its comment": (
        f"{ONE}    log:\n    - {OLD}\n    # 丁\n«    - {EVENT}\n»{TWO}"
    ),
    "unindented log, a key with a comment follows": (
        f"{ONE}    log:\n    - {OLD}\n«    - {EVENT}\n»    # 电话\n    contact: 张三\n{TWO}"
    ),
    "unindented log, its comment, and a key that follows": (
        f"{ONE}    log:\n    - {OLD}\n     # 丁\n«    - {EVENT}\n»    contact: 张三\n{TWO}"
    ),
    "unindented style copied from a neighbour": (
        f"{ONE}    log:\n«    - {EVENT}\n»{TWO}    log:\n    - {OLD}\n"
    ),
    "no style copied from a list with a tag": (
        f"{ONE}    log:\n«{NEW}»{TWO}    log: !!seq\n    - {OLD}\n"
    ),
    "no style copied from below a key that stands further in": (
        f"{ONE}    log:\n«{NEW}»{TWO}    ?   log\n    : - {OLD}\n"
    ),
    "twelve spaces copied from the measures": (
        f"{ONE}    measures:\n                - 甲\n    log:\n«                - {EVENT}\n»{TWO}"
    ),
    "four spaces copied from the measures": (
        f"{ONE}    measures:\n        - 甲\n    log:\n«        - {EVENT}\n»{TWO}"
    ),
    "issues not indented": (
        f"{HEAD}- id: 1\n  title: 甲\n  problem: 甲\n  log:\n«    - {EVENT}\n»"
        "# 下一项\n- id: 2\n  title: 乙\n  problem: 乙\n"
    ),
    "issues and log not indented": (
        f"{HEAD}- id: 1\n  title: 甲\n  problem: 甲\n  log:\n  - {OLD}\n«  - {EVENT}\n»"
        "# 下一项\n- id: 2\n  title: 乙\n  problem: 乙\n"
    ),
    "four spaces": (
        f"{HEAD}    -   id: 1\n        title: 甲\n        problem: 甲\n        log:\n"
        f"            - {OLD}\n«            - {EVENT}\n»"
    ),
    "quoted keys": f"{ONE}    'log':\n      - {OLD}\n«{NEW}»{TWO}",
    "quoted key, nothing after": f'{ONE}    "log":\n«{NEW}»{TWO}',
    "question mark key": f"{ONE}    ? log\n    : - {OLD}\n«{NEW}»{TWO}",
    "question mark key, list below": f"{ONE}    ? log\n    :\n      - {OLD}\n«{NEW}»{TWO}",
    "question mark key, nothing after": f"{ONE}    ? log\n    :\n«{NEW}»{TWO}",
    "question mark key alone": f"{ONE}    ? log\n«    : - {EVENT}\n»{TWO}",
    "question mark key at the end of an issue without a log": (
        f"{ONE}    ? contact\n«    log:\n{NEW}»\n{TWO}"
    ),
    "question mark keys throughout": (
        f"{HEAD}  - ? id\n    : 1\n    ? title\n    : 甲\n    ? problem\n    : 甲\n"
        f"«    log:\n{NEW}»{TWO}"
    ),
    "one-line list": f"{ONE}    log: [{OLD}«, {EVENT}»]\n{TWO}",
    "one-line list, comma at its end": f"{ONE}    log: [{OLD}«, {EVENT}», ]  # 注\n{TWO}",
    "list in brackets over lines": (
        f"{ONE}    log: [\n        {OLD},\n        {OLD}«,»\n«        {EVENT}\n»      ]\n{TWO}"
    ),
    "list in brackets over lines, comma at its end": (
        f"{ONE}    log: [\n        {OLD}, # 注\n«        {EVENT},\n»      ]\n{TWO}"
    ),
    "list in brackets over lines, a space before the comma at its end": (
        f"{ONE}    log: [\n        {OLD} , # 注\n«        {EVENT},\n»      ]\n{TWO}"
    ),
    "list in brackets over lines, comments": (
        f"{ONE}    log: [\n        # 首\n        {OLD}«,»  # 注, 注\n        # 尾\n"
        f"«        {EVENT}\n»      ]\n{TWO}"
    ),
    "list in brackets over lines, closed at once": (
        f"{ONE}    log: [\n        {OLD}«,\n        {EVENT}»]\n{TWO}"
    ),
    "list in brackets, several a line": (
        f"{ONE}    log: [\n        {OLD}, {OLD}«, {EVENT}»\n      ]\n{TWO}"
    ),
    "issue in braces with a log": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, log: [{OLD}«, {EVENT}»]}}\n{TWO}"
    ),
    "issue in braces with an empty log": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, log: [«{EVENT}»]}}\n{TWO}"
    ),
    "issue in braces with a log of nothing": (
        f"{HEAD}  - {{id: 1, title: 甲, log:« [{EVENT}]» , problem: 甲}}\n{TWO}"
    ),
    "issue in braces with a log of nothing at its end": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, log:« [{EVENT}]» }}\n{TWO}"
    ),
    "issue in braces with a log of nothing, a tab elsewhere": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, log:« [{EVENT}]» }}\n"
        f"  - {{id: 2, title: 乙, problem: 乙\t# 注\n    }}\n"
    ),
    "issue in braces with the bare word log": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, log«: [{EVENT}]»}}\n{TWO}"
    ),
    "issue in braces without a log": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲«, log: [{EVENT}]»}}\n{TWO}"
    ),
    "issue in braces ending in a bare word": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, contact« , log: [{EVENT}]»}}\n{TWO}"
    ),
    "issue in braces ending in an empty value": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, contact:« , log: [{EVENT}]» }}\n{TWO}"
    ),
    "issue in braces over lines": (
        f"{HEAD}  - {{id: 1, # 注 }}\n      title: 甲,\n"
        f'      problem: "甲"«, log: [{EVENT}]», # 注\n    }}\n{TWO}'
    ),
    "issue in braces ending in a list": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, measures: [甲, 乙]«, log: [{EVENT}]»}}\n"
    ),
    "whole list in brackets": (
        f"document: {{title: 甲, issued_on: 2020-08-12}}\n"
        f"issues: [{{id: 1, title: 甲, problem: 甲«, log: [{EVENT}]»}}, "
        f"{{id: 2, title: 乙, problem: 乙}}]\n"
    ),
    "whole file in braces, no final newline": (
        f"{{document: {{title: 甲, issued_on: 2020-08-12}}, "
        f"issues: [{{id: 1, title: 甲, problem: 甲«, log: [{EVENT}]»}}]}}"
    ),
    "document marks": f"---\n{ONE}«    log:\n{NEW}»...\n",
    "document mark and a comment after it": f"--- # 注\n{ONE}    log:\n«{NEW}»...\n# 完\n",
    "directive": f"%YAML 1.1\n---\n{ONE}    log:\n«{NEW}»",
    "issues before the document": (
        f"issues:\n  - id: 1\n    title: 甲\n    problem: 甲\n«    log:\n{NEW}»\n"
        "# 文件\ndocument: {title: 甲, issued_on: 2020-08-12}\n"
    ),
    "tag on the log": f"{ONE}    log: !!seq\n      - {OLD}\n«{NEW}»{TWO}",
    "problem that looks like a log": (
        f"{HEAD}  - id: 1\n    title: 甲\n    problem: |-\n      log:\n      - {OLD}\n    log:\n"
        f"«{NEW}»{TWO}"
    ),
    "wide characters before it": f"{ONE}    contact: 😀😀é\n    log:\n      - {OLD}\n«{NEW}»{TWO}",
    "tabs behind values": f"{ONE}    log:\t\n      - {OLD}\t# 注\n«{NEW}»{TWO}",
    "blank lines made of spaces": f"{ONE}    log:\n      - {OLD}\n«{NEW}»      \n  \n{TWO}",
}
