"""The headless half of Bukvar: reading, retrieval, inference; a process a kind, no Qt, no database."""
