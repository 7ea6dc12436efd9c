"""Values and rules of analyses."""
