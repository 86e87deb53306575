"""Lines and tables → issues, each with what was uncertain."""
