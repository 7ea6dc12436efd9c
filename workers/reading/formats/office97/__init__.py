"""Office before 2007: binary formats, most of them in compound files."""
