"""Sentence and advice of every code, by subject; English sources for the translator."""
