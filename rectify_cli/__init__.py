"""rectify: the 整改工作清单 of a county office, kept as one append-only YAML ledger."""

__version__ = "0.1.0"
