"""Parts of the view of trained models."""
