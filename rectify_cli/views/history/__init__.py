"""What git knows of the ledger, for people and for programs."""
