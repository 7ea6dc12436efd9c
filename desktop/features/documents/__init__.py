"""Documents of the bases: reading them in, their table, their preview."""
