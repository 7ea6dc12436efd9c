"""Builds what the window shows: viewmodels from the services of the application, views from viewmodels."""
