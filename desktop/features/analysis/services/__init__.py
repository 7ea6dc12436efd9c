"""Making and keeping analyses."""
