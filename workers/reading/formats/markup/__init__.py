"""Books, and data in XML and JSON."""
