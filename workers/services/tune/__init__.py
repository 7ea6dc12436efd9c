"""Trains adapters in the tuning component's own environment."""
