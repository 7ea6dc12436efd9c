"""Which way of learning is right for a base, why, and what each costs."""
