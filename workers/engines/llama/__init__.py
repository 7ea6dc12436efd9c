"""llama.cpp: models, adapters, back ends, chat templates."""
