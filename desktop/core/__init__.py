"""What every feature uses, in plain Python: no Qt, no SQLAlchemy, no processes."""
