"""Durable work: written down before it starts, run by workers, paused, continued."""
