"""The text of a ledger: its YAML nodes, where things stand in it, and surgery on it. Pure."""
