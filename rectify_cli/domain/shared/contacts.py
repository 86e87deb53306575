"""Who answers for units, as a 通讯录 tells it."""

from collections.abc import Mapping
from typing import NamedTuple

CONTACT_FIELDS = ("head", "leader", "office", "contact", "phone")
"""The keys of a unit that say who answers for it and how to reach it, in the order of tables."""


class Contacts(NamedTuple):
    """What a table says: by unit (canonical names, in the order of the table) the fields that
    differ from the ledger; the units that say the same; the names that the ledger does not know,
    with their places."""

    changes: Mapping[str, Mapping[str, str]]
    unchanged: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]
