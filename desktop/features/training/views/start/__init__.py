"""Parts of the view before training."""
