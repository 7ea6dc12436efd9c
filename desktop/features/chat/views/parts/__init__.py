"""Parts of an answer that stand around its text."""
