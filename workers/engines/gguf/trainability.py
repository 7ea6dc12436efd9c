"""Whether the trainer takes a GGUF, by its header: the rules by which it would refuse it later."""

from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.memory import ModelShape, channels_wider
from workers.contract.training.tuning import PRE_TOKENIZERS, TOKENIZERS, TRAINABLE, Trainability
from workers.engines.gguf.gguf_header import GgufHeader, read_header


def trainability(path: Path) -> Trainability:
    """Of a model. Raises MODEL_MISSING, and for a damaged file what `read_header` raises."""
    try:
        header = read_header(path)
    except OSError as error:
        raise ProblemError(Code.MODEL_MISSING, str(error), model=path.name) from error
    architecture = header.text("general.architecture")[:64]
    kind = header.text("tokenizer.ggml.model")[:64]
    tokenizer = header.text("tokenizer.ggml.pre")[:64] or "default" if kind == "gpt2" else kind
    code: Code | None = None
    if architecture not in TRAINABLE:
        code = Code.MODEL_NOT_TRAINABLE
    elif header.number(f"{architecture}.expert_count"):
        code, architecture = Code.MODEL_NOT_TRAINABLE, f"{architecture} (experts)"
    elif tokenizer not in (PRE_TOKENIZERS if kind == "gpt2" else TOKENIZERS):
        code = Code.TOKENIZER_NOT_TRAINABLE
    return Trainability(code.value if code else "", architecture, tokenizer, _shape(header))


def _shape(header: GgufHeader) -> ModelShape:
    own = header.text("general.architecture")
    tensors = {tensor.name: tensor for tensor in header.tensors}
    table = tensors.get("token_embd.weight")
    width = header.number(f"{own}.embedding_length")
    attention = [one.dimensions[0] for name, one in tensors.items() if name.endswith(".attn_output.weight")]
    linear = [
        one.dimensions[0] + tensors[mixed].dimensions[-1]
        for name, one in tensors.items()
        if name.endswith(".ssm_out.weight") and (mixed := name.replace("ssm_out", "attn_qkv")) in tensors
    ]
    share = len(linear) / max(1, len(linear) + len(attention))
    return ModelShape(
        parameters=sum(tensor.elements for tensor in header.tensors),
        width=width,
        inner=max(header.numbers(f"{own}.feed_forward_length", 1), default=0),
        layers=header.number(f"{own}.block_count"),
        vocabulary=table.dimensions[-1] if table is not None else 0,
        tied="output.weight" not in tensors,
        wider=channels_wider(width, max(attention, default=0), max(linear, default=0), share),
    )
