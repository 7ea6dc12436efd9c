"""The owner of the bases: indexing, search, everything that changes them."""
