"""Parts of the review of training examples."""
