"""Rows that a person reviews, in the window: one list and one review; each kind adds its words and fields."""
