"""What comes in and goes out: documents, sheets, contacts, words to units."""
