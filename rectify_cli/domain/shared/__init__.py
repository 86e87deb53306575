"""What rooms that do not know each other hand on: documents read, sheets, changes. Pure."""
