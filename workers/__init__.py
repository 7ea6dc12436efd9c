"""The headless half of Bukvar: reading, retrieval, inference; one process a duty, no Qt, no database."""
