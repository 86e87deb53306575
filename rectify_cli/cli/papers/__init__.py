"""Commands that print what is handed up or sent out."""
