"""Which of the questions that a person has answered a question asks again."""

from collections.abc import Sequence

from workers.answering.same_question import comparable, same
from workers.engines.onnx.embedder import Embedder, Vectors

# A cosine does not tell the same question from one about something else (of 28 pairs: paraphrases 0.94–0.99,
# another person, amount or document in the same words 0.91–0.99), so what is near is offered and never used.
_NEAR = 0.94
_KEPT = 2000
_vectors: dict[tuple[str, str], Vectors] = {}


def find_alike(embedder: Embedder, asked: Sequence[str], answered: Sequence[str]) -> tuple[int, int]:
    """(the one that asks the same, the one that comes near); -1 for none. `asked`: the question as it is
    understood, and other ways in which it was written. Near is what the embedder finds alike and what agrees
    in numbers and denials."""
    found = next((at for at, other in enumerate(answered) if any(same(one, other) for one in asked)), -1)
    if found >= 0 or not answered:
        return found, -1
    question = asked[0]
    vector = embedder.embed_query(question)
    cosines = [float(_vector(embedder, other) @ vector) for other in answered]
    at = max(range(len(cosines)), key=cosines.__getitem__)
    near = cosines[at] >= _NEAR and comparable(question, answered[at])
    return -1, at if near else -1


def _vector(embedder: Embedder, question: str) -> Vectors:
    key = (embedder.facts.identity, question)
    if key not in _vectors:
        if len(_vectors) >= _KEPT:
            _vectors.clear()
        _vectors[key] = embedder.embed_query(question)
    return _vectors[key]
