"""The window's frame, its components, and what pages share."""
