"""The vectors of a base: which ones it opens with, and the quiet work on them."""
