"""The words of official papers: labels, numbering, names, wording."""
