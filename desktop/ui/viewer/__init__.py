"""The viewer: a document with all of its pages, its words to choose, find and copy."""
