"""The document as proof: the page or text of a source with the quoted words."""
