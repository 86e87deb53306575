"""How papers refer to the official document. Pure."""

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import Document


def reference_of(document: Document) -> str:
    """What names it beside its title: the 文号 if it has its 代字, else 2020年8月12日印发."""
    if document.number and document.number[0] not in "〔[［（(":
        return document.number
    return f"{chinese_date(document.issued_on)}印发"
