"""Whether an engine works on this computer: tried in a child process, remembered."""
