"""Whether a model's own answer says what was expected."""

from workers.answering import claims, refusal_detection
from workers.datasets.examples.support import overlap

# Telling words of the expected answer that the reply holds, beyond those of the question.
KNOWN_WORDS = 0.6
# With all numbers right, or very close vectors, fewer words do.
SOME_WORDS = 0.3
CLOSE = 0.93


def knows(question: str, expected: str, reply: str, cosine: float) -> bool:
    """Whether `reply` holds the numbers of `expected` and most of its telling words; `cosine` of both texts.
    Words that the question lends count for nothing: repeating a question is no knowledge."""
    if not reply.strip() or refusal_detection.is_refusal(reply):
        return False
    wanted, said, asked = claims.claim(expected), claims.claim(reply), claims.claim(question)
    verdicts = claims.verdict(expected.split(",")[0]), claims.verdict(reply.split(",")[0])
    if None not in verdicts and verdicts[0] != verdicts[1]:
        return False
    if not wanted.numbers <= said.numbers or claims.contradict(wanted, said):
        return False
    own = claims.Claim(wanted.terms - asked.terms)
    new_numbers = wanted.numbers - asked.numbers
    if not any(not claims.is_light(term) and not claims.is_unit(term) for term in own.terms):
        return bool(new_numbers) or cosine >= CLOSE
    share = overlap(own, said)
    return share >= KNOWN_WORDS or (share >= SOME_WORDS and (bool(new_numbers) or cosine >= CLOSE))
