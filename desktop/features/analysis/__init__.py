"""Work over whole documents: summaries, comparisons, tables of facts."""
