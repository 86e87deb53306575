"""通报: the document, the facts in words, what is demanded."""
