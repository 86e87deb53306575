"""One module a subject: blocks for people beside data for ``--json``."""
