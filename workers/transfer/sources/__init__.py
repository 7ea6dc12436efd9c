"""Where a model file can come from: a file, a web address, wheels of a package index."""
