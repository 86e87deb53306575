"""The ledger through its commits: what each said, what was lost, who brought what in."""
