"""Training of adapters. Runs in the tuning component's own environment; nothing else of the product imports
this package, for its libraries carry licences of their own."""
