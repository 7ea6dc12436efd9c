"""Work over whole documents."""
