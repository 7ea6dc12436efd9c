"""Training: examples and their review, runs, adapters, the tuning component."""
