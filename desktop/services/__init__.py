"""Use cases in plain Python, on the Protocols of ports.py: no Qt, no SQLAlchemy, no processes."""
