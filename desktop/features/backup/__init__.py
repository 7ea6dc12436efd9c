"""Backups of bases, and bases restored from them."""
