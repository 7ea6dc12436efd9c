"""What brings models, packs and packages here, whole and checked."""
