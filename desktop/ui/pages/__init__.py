"""Pages that show several features; a page of one feature is in its views."""
