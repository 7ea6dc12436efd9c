"""Misbehaves on demand, for tests."""
