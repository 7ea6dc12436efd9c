"""Whatever a broken parser is brought to do: each way out of a reader, tried for real."""
