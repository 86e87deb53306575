"""Option values as words: one of a fixed set, by its identifier or in Chinese; a number; a line."""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from rectify_cli.domain.model import EventKind, Role, Status
from rectify_cli.domain.query import SortKey
from rectify_cli.errors import UsageError

_Choice = TypeVar("_Choice", bound=StrEnum)

SORT_LABELS = {
    SortKey.ID: "序号",
    SortKey.DUE: "到期日",
    SortKey.STATUS: "状态",
    SortKey.LEAD: "牵头单位",
    SortKey.LEADER: "责任领导",
}


class NameFrom(StrEnum):
    """Where the name of a ledger comes from, among several."""

    FOLDER = "folder"
    TITLE = "title"


def _chooser(option: str, labels: dict[_Choice, str]) -> Callable[[str | _Choice], _Choice]:
    def choose(typed: str | _Choice) -> _Choice:
        word = str(typed).strip()
        for choice, label in labels.items():
            if word in (label, choice.value) or word.lower() == choice.value.replace("_", "-"):
                return choice
        if word == "逾期":
            raise UsageError("逾期不是状态", hint="看逾期的用 --overdue。")
        known = "、".join(f"{label}（{choice.value}）" for choice, label in labels.items())
        raise UsageError(f"选项 {option} 不认识“{word}”", hint=f"可以写：{known}。")

    return choose


choose_role = _chooser("--role", {role: role.label for role in Role})
_choose_status = _chooser("--status", {status: status.label for status in Status})
choose_event = _chooser("--event", {kind: kind.label for kind in EventKind})
choose_name_from = _chooser("--name-from", {NameFrom.FOLDER: "文件夹", NameFrom.TITLE: "标题"})
choose_sort = _chooser("--sort", SORT_LABELS)


def one_line(text: str | None) -> str | None:
    """What was typed, its breaks and runs of blanks folded into single spaces."""
    return None if text is None else " ".join(text.split())


def choose_statuses(typed: str) -> frozenset[Status]:
    """One status, or 未销号 (open): all but 已销号. Raises ``UsageError``."""
    if typed.strip() in ("未销号", "open"):
        return frozenset(Status) - {Status.DONE}
    return frozenset({_choose_status(typed)})


def whole_number(option: str, *, most: int = 100_000) -> Callable[[str | int], int]:
    """A reader of whole numbers (days, seconds) from 0 to ``most``. Raises ``UsageError``."""

    def read(typed: str | int) -> int:
        word = unicodedata.normalize("NFKC", str(typed)).strip()
        if not re.fullmatch(r"\d{1,9}", word) or int(word) > most:
            raise UsageError(f"选项 {option} 要一个 0 到 {most} 的整数，不能是“{word[:20]}”")
        return int(word)

    return read
