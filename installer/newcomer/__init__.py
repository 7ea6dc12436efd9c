"""The README's commands, typed on a bare system with empty caches, as a newcomer does."""
