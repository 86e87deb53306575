"""Official documents → issues, each with what was uncertain about it.

``read_plan`` in ``plan.py`` is the door. The way of a document through the room:

file → ``source`` (paragraphs and tables, each with its place) → ``outline`` (which stretch of text
is which issue) or ``table`` (which row) → ``raw`` (fields as the document words them) → ``settle``
(fields as the ledger has them) → ``plan`` (issues, units, document facts, findings).
"""
