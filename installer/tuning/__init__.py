"""Gathers the packages of the tuning component on a connected computer, for computers that are not."""
