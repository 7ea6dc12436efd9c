"""The one worker with a network: models, packs, packages."""
