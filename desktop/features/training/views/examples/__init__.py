"""Parts of the page of training examples."""
