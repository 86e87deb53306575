"""Which commands there are, and in which module each lives; a module loads when it is called."""

from typing import NamedTuple


class CommandPlace(NamedTuple):
    """Where a command's function stands, and under which title the help lists it."""

    module: str
    function: str
    panel: str


_LOOK = "查看"
_RECORD = "办理（记一条，只增不改）"
_PRINT = "印发"
_KEEP = "维护"

COMMANDS: dict[str, CommandPlace] = {
    "list": CommandPlace("list_commands", "list_issues", _LOOK),
    "show": CommandPlace("list_commands", "show_issue", _LOOK),
    "overdue": CommandPlace("figure_commands", "show_overdue", _LOOK),
    "status": CommandPlace("figure_commands", "show_status", _LOOK),
    "units": CommandPlace("figure_commands", "show_units", _LOOK),
    "start": CommandPlace("event_commands", "start", _RECORD),
    "progress": CommandPlace("event_commands", "progress", _RECORD),
    "submit": CommandPlace("event_commands", "submit", _RECORD),
    "done": CommandPlace("event_commands", "done", _RECORD),
    "reopen": CommandPlace("event_commands", "reopen", _RECORD),
    "extend": CommandPlace("event_commands", "extend", _RECORD),
    "inspect": CommandPlace("event_commands", "inspect", _RECORD),
    "report": CommandPlace("print_commands", "print_report", _PRINT),
    "notice": CommandPlace("print_commands", "print_notice", _PRINT),
    "export": CommandPlace("print_commands", "export_list", _PRINT),
    "init": CommandPlace("import_commands", "init_ledger", _KEEP),
    "import": CommandPlace("import_commands", "import_plan", _KEEP),
    "check": CommandPlace("keep_commands", "check", _KEEP),
    "schema": CommandPlace("keep_commands", "print_schema", _KEEP),
}
