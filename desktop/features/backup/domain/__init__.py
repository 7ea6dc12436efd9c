"""Values and rules: no Qt, no input or output."""
