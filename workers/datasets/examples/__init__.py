"""Training examples: what to ask of a passage, what a row of a file holds, what a check finds."""
