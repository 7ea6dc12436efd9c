"""Letters, and what programs of mail pack them into."""
