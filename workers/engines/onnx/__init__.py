"""onnxruntime: the embedder and how its files are made."""
