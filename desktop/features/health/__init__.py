"""Whether everything works here: checks, crashes, the report for support."""
