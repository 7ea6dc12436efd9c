"""Opens one untrusted file at a time; a child of other workers."""
