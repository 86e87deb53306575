"""What ``rectify check`` says of issues: deadlines that cannot be read, nobody to chase."""

from collections.abc import Iterator

from rectify_cli.domain.deadline import doubt_about
from rectify_cli.domain.state import deadline_of
from rectify_cli.ledger.problems.subject import Finding, Subject, distance_from

_YEAR = "核对年份。"


def unread_deadlines(subject: Subject) -> Iterator[Finding]:
    """A 整改时限 in words that give no day, or none without doubt."""
    issued_on = subject.checklist.document.issued_on
    for position, issue in enumerate(subject.checklist.issues):
        words = issue.deadline or ""
        doubt = doubt_about(words, issued_on) if issue.due is None else ""
        if doubt:
            hint = "若办公室另定了日期，加一行 due: 2020-10-31 这样的到期日。"
            location = ("issues", position, "deadline")
            yield Finding(location, f"整改时限“{words}”{doubt}", hint)


def odd_due_dates(subject: Subject) -> Iterator[Finding]:
    """A due date before the document, or so far off that a digit must be wrong."""
    document = subject.checklist.document
    for position, issue in enumerate(subject.checklist.issues):
        due = deadline_of(issue, document).due
        odd = due and distance_from(document.issued_on, due)
        if odd:
            key = "due" if issue.due else "deadline"
            hint = "核对年份；原文如此，就加一行 due 写明到期日。" if key == "deadline" else _YEAR
            yield Finding(("issues", position, key), f"到期日 {due} {odd}", hint)


def nobody_to_chase(subject: Subject) -> Iterator[Finding]:
    """An issue that nobody is responsible for, or that never falls due."""
    for position, issue in enumerate(subject.checklist.issues):
        location = ("issues", position, "id")
        if not issue.lead_unit and not issue.responsible_units:
            hint = "补上 lead_unit，否则逾期了也不知道催谁。"
            yield Finding(location, "没有写牵头单位和责任单位", hint)
        if not issue.deadline and issue.due is None:
            hint = "补上 deadline（照抄原文），否则永远不会到期。"
            yield Finding(location, "没有写整改时限", hint)


def shared_labels(subject: Subject) -> Iterator[Finding]:
    """A label (共性3) that names several issues."""
    labelled: dict[str, list[int]] = {}
    for issue in subject.checklist.issues:
        labelled.setdefault(issue.label, []).append(issue.id)
    for position, issue in enumerate(subject.checklist.issues):
        alike = labelled[issue.label]
        if alike[0] != issue.id:
            message = f"{issue.label} 有几项：序号 {'、'.join(map(str, alike))}"
            yield Finding(("issues", position, "number"), message, "办理时请写序号。")
