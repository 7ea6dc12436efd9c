"""A child in which an engine proves itself."""
