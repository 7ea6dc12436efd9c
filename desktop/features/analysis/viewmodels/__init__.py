"""What the page of analyses shows."""
