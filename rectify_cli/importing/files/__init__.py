"""Files of every kind → lines and tables with their places."""
