"""The search model's graph, built where `onnx` is; `graph.py` says how."""
