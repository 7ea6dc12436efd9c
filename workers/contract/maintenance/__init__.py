"""The specs and results of what maintains data: backups of bases."""
