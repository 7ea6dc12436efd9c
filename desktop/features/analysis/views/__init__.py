"""The page of analyses."""
