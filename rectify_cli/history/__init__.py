"""What git knows about the ledger, asked of stock git's command line."""
