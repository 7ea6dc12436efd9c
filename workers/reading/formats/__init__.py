"""A module a format: `read(path, options)`."""
