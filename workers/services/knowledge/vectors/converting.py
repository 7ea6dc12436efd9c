"""The `convert` job: a model for search, or one that ranks passages anew, in the product's own form."""

from pathlib import Path

from workers.contract.specs.models import ConvertSpec


def convert(spec: ConvertSpec) -> None:
    """Build the folder of a model. Raises what its form raises."""
    # Only here: needed once in the life of a model.
    from workers.engines.onnx import embedder_conversion
    from workers.engines.onnx.embedder_adoption import adopt

    if spec.format == "reranker":
        from workers.engines.onnx import reranker

        reranker.adopt(Path(spec.source), Path(spec.folder))
    elif spec.format == "onnx" and spec.embedding is not None:
        adopt(Path(spec.source), Path(spec.folder), spec.embedding)
    else:
        embedder_conversion.convert(Path(spec.source), Path(spec.folder), spec.format)
