"""A folder a subject. What several need is in desktop/core."""
