"""A folder a worker: service.py is its entry, the other files are its steps."""
