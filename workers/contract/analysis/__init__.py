"""Parameters and results of work over whole documents. Standard library only."""
