"""Parts of the models page: memory bars, rows, details."""
