"""What the candidates of a certificate and all they used are called, in its language."""

from collections import Counter

from desktop.core.exam_entities import Candidate
from desktop.reports.certificate_facts import CertificateFacts
from desktop.reports.words import Words
from desktop.ui.words import answer_modes
from workers.contract.answer_mode import AnswerMode

# A longer name would push the figures off the page.
_LONGEST = 60


def candidates(facts: CertificateFacts, words: Words) -> dict[str, str]:
    """Plain text by key: the way; where several go the same way, also in what they differ."""
    several = facts.exam.candidates
    alike = Counter(one.entry for one in several)
    return {
        one.key: _name(facts, words, one, [other for other in several if other.entry is one.entry])
        if alike[one.entry] > 1
        else entry(one.entry, words)
        for one in several
    }


def entry(one: AnswerMode, words: Words) -> str:
    """A way of answering."""
    return words.marked(answer_modes.CONTEXT, answer_modes.WORDS[one].name)


def model(facts: CertificateFacts, words: Words, identity: str) -> str:
    """A model's name, plain; its id when it is gone."""
    record = facts.models.get(identity)
    if record is None:
        return short(identity)
    return short(record.name.get(words.language) or next(iter(record.name.values()), "") or identity)


def short(name: str) -> str:
    """A name that fits a line; the middle of a longer one is left out."""
    plain = " ".join(name.split())
    half = (_LONGEST - 1) // 2
    return plain if len(plain) <= _LONGEST else f"{plain[:half]}…{plain[-half:]}"


def _name(facts: CertificateFacts, words: Words, one: Candidate, same: list[Candidate]) -> str:
    parts = []
    if len({other.model for other in same}) > 1:
        parts.append(model(facts, words, one.model))
    if len({other.adapter for other in same}) > 1:
        adapter = facts.adapters.get(one.adapter)
        parts.append(short(adapter.name) if adapter else one.adapter[:8])
    if len({other.strength for other in same}) > 1:
        parts.append(words.tr("strength %strength%", strength=words.number(one.strength, 2)))
    if len({other.instructions for other in same}) > 1:
        version = facts.instructions.get(one.instructions)
        number = words.number(version.number) if version else one.instructions[:8]
        parts.append(words.tr("version %number%", number=number))
    return f"{entry(one.entry, words)}: {', '.join(parts)}"
