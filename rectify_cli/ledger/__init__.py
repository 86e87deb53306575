"""The only door to the ledger file: find, read, check and append to it."""
