"""Parts of the documents page: the table, the column of what was not read."""
