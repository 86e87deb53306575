"""What is printed, handed up or sent out: one module a paper."""
