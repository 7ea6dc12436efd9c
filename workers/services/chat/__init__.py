"""Answers questions with one loaded model."""
