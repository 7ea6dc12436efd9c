"""Whether a base is as it was written, and making it so again."""
