"""Sheets to units and back: what a unit fills in becomes lines of the ledger."""
