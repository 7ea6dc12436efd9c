"""Names, jobs and problems in words, as every page says them."""
