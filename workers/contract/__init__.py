"""What the two halves say to each other: messages, job parameters, codes. Standard library only."""
