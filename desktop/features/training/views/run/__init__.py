"""Parts of the view of a run."""
