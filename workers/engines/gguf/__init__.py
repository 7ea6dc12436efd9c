"""GGUF files: models and adapters."""
