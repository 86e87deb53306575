"""Commands that make and mend the ledger."""
