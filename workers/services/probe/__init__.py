"""Looks at the computer and at files of models."""
