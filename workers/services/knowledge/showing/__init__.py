"""What the viewer asks about a document: what it is made of, where words stand in it."""
