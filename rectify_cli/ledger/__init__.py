"""The only door to the disk: find, read, check and append to the ledger file."""
