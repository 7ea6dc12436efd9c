"""Where a base is kept: text.sqlite and the vector stores."""
