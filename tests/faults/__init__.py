"""Faults of the world around the program: processes that are killed, power that is lost, disks that are full
or broken, files that lie. `python -m tests.faults --help`; what was run last: RESULTS.md."""
