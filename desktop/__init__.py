"""The Qt half of Bukvar: window, services, database."""
