"""Use cases in plain Python, on the Protocols of core/ports.py."""
