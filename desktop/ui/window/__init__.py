"""The frame: main window, rail, header, drop overlay, keys."""
