"""Questions over tables: what their values are, which query a question asks for, how its answer is said."""
