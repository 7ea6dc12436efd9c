"""Typed settings, their file, and the steps between versions."""
