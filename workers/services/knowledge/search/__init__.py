"""A question put to a base: what is found, and what an answer is read from."""
