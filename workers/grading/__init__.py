"""Marks of answers by rules: what an answer holds, what it must not hold, whether it was to be refused."""
