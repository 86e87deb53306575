"""Which commands there are. A command ``x`` is the function ``run`` of the module ``x`` in its
room (``x_`` for a word of Python's own), loaded when it is called."""

from keyword import iskeyword

PANELS = {
    "look": "查看",
    "record": "办理（记一条，只增不改）",
    "papers": "印发",
    "keep": "维护",
}
"""The rooms, and the title under which the help lists the commands of each."""

_ASKING = ("look", "papers")
_ASKING_GIT = ("audit", "diff")

COMMANDS = {
    "list": "look",
    "show": "look",
    "overdue": "look",
    "status": "look",
    "roster": "look",
    "todo": "look",
    "log": "look",
    "units": "look",
    "diff": "look",
    "audit": "look",
    "start": "record",
    "progress": "record",
    "submit": "record",
    "done": "record",
    "reopen": "record",
    "extend": "record",
    "inspect": "record",
    "urge": "record",
    "void": "record",
    "correct": "record",
    "report": "papers",
    "notice": "papers",
    "dispatch": "papers",
    "summary": "papers",
    "dossier": "papers",
    "export": "papers",
    "rollup": "papers",
    "init": "keep",
    "import": "keep",
    "collect": "keep",
    "contact": "keep",
    "check": "keep",
    "sync": "keep",
    "schema": "keep",
}
"""Every command in the order of the help, and its room."""


def takes_known(name: str) -> bool:
    """Whether a command answers from the ledger, and may be asked what it knew on a day."""
    return COMMANDS[name] in _ASKING and name not in _ASKING_GIT


def module_of(name: str) -> str:
    """The module of the command ``name``."""
    return f"rectify_cli.cli.{COMMANDS[name]}.{name}{'_' if iskeyword(name) else ''}"
