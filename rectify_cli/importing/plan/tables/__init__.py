"""Tables of a plan: headers, lists of issues, forms."""
