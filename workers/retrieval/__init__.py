"""Chunks, terms and scores: how passages are found."""
