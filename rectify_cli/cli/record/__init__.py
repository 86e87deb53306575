"""Commands that record one event each."""
