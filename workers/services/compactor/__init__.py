"""A child of `knowledge` that makes a copy of a vector store quicker to search."""
