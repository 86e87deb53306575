"""The frame around the commands: which there are, how they are found, what goes wrong."""
