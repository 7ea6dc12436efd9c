"""What the care of data says: backups of bases."""
