"""Models of this computer and model packs: what fits, getting, choosing, removing."""
