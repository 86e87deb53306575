"""Official documents → issues, each with what was uncertain about it.

``read_plan`` in ``plan/reader.py`` is the door. The way of a document through the room:

file → ``files.source`` (paragraphs and tables, each with its place) → ``plan.outline`` (which
stretch of text is which issue) or ``plan.tables`` (which row) → ``plan.draft`` (fields as
the document words them) → ``plan.building`` (fields as the ledger has them) → ``plan.reader``
(issues, units, document, findings).
"""
