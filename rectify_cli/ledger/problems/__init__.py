"""What is wrong with a ledger, told in Chinese at the place where it stands. Pure."""
