"""What a printed page asks for, whichever program draws it."""
