"""Parts of a review, whatever is reviewed: the keys, the page beside it, a field of several lines."""
