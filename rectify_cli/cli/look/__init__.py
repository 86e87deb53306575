"""Commands that show how things stand."""
