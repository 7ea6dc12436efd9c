"""The certificate of an exam: one page that says what was measured, on what, and what it does not say."""

import base64
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.core import agreement
from desktop.core.exam_entities import Candidate
from desktop.reports import bars
from desktop.reports.certificate_facts import CertificateFacts, CertificateSources
from desktop.reports.renderer import render
from desktop.reports.words import Words
from desktop.ui.i18n import formats
from desktop.ui.words import answer_modes
from workers.contract.answer_mode import AnswerMode

_HASH = 12  # letters of a hash that name it well enough on paper
_NOTHING = "\u2014"
_LETTERS = 40  # of a name beside its bar; letters are about 6 px wide
# A longer name would push the figures off the page.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Certificate:
    """`html` needs no other file: the chart is a picture within it. The file's title is the base."""

    exam: str
    title: str
    language: str
    html: str


class CertificateService:
    """Made by the application. A certificate is made anew each time: marks that a person has changed since
    are in it."""

    def __init__(self, sources: CertificateSources) -> None:
        self._sources = sources

    def render(self, exam: str, language: str) -> Certificate:
        """In any of `LANGUAGES`, whatever the window speaks. Raises EXAM_UNKNOWN, BASE_UNKNOWN, ValueError
        for another language."""
        words = Words(language)
        facts = self._sources.facts(exam)
        return Certificate(exam, facts.base, language, page(facts, words))


def page(facts: CertificateFacts, words: Words) -> str:
    """The certificate as HTML that a browser and Qt's rich text both show."""
    names, board = candidates(facts, words), facts.board
    return render(
        "certificate.html",
        **words.values(),
        facts=facts,
        rules=agreement.of_the_rules(),
        judge=model(facts, words, facts.opinion.model) if facts.opinion else "",
        names=names,
        models=[_model(facts, words, key) for key in _once(one.model for one in facts.exam.candidates)],
        ways=_ways(facts, words),
        verdicts={verdict.first: verdict for verdict in board.verdicts if verdict.second == board.reference},
        picture=_picture(facts, names),
        short=short,
        short_hash=_hash,
        names_of=lambda people: ", ".join(short(name) for name in people) or words.tr("no name recorded"),
    )


def _picture(facts: CertificateFacts, names: Mapping[str, str]) -> dict[str, object]:
    """One bar a line of the table, in its order."""
    lines = [
        bars.Bar(
            name=_cut(names[row.candidate.key]),
            words=formats.percent(row.share),
            share=row.share,
            low=row.low,
            high=row.high,
            look="best" if best else "searching" if row.candidate.entry.searches else "alone",
            strong=best,
        )
        for row in facts.board.rows
        for best in (row.candidate.key == facts.board.best,)
    ]
    style = bars.BarStyle()
    data = base64.b64encode(bars.draw(lines, style).encode("utf-8")).decode("ascii")
    said = "; ".join(f"{names[row.candidate.key]}: {formats.percent(row.share)}" for row in facts.board.rows)
    return {"data": data, "width": style.width, "height": bars.height(lines, style), "title": said}


def _cut(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"


def _model(facts: CertificateFacts, words: Words, key: str) -> str:
    record, name = facts.models.get(key), model(facts, words, key)
    if record is None:
        return words.tr("%name% (no longer installed)", name=name)
    return words.tr(
        "%name%, licence %licence%, hash of the file %hash%",
        name=name,
        licence=short(record.licence) or words.tr("not stated"),
        hash=_hash(record.sha256),
    )


def _ways(facts: CertificateFacts, words: Words) -> list[str]:
    """Every way of learning that was examined, once."""
    several = facts.exam.candidates
    said = []
    if any(one.entry.searches for one in several):
        said.append(words.tr("search in documents: the model is unchanged, answers come from the places found"
        ))  # fmt: skip
    plain = [one for one in several if not (one.entry.searches or one.entry.instructed or one.adapter)]
    if any(one.model not in facts.made for one in plain):
        said.append(words.tr("no learning: the model answers from memory"))
    for key in _once(one.model for one in several if one.model in facts.made):
        run = facts.made[key]
        said.append(words.tr(
            "training of all weights of %before%: %rows% made the model %name%",
            before=model(facts, words, run.model),
            rows=words.tr("%n example(s)", n=run.rows_train),
            name=model(facts, words, key),
        ))  # fmt: skip
    for key in _once(one.instructions for one in several if one.instructions):
        version = facts.instructions.get(key)
        said.append(words.tr(
            "instructions, version %number%: the model is unchanged, it is shown instructions and %shots%",
            number=words.number(version.number) if version else key[:8],
            shots=words.tr("%n good example(s)", n=len(version.shots) if version else 0),
        ))  # fmt: skip
    for key in _once(one.adapter for one in several if one.adapter):
        said.append(_adapter(facts, words, key, [one for one in several if one.adapter == key]))
    return said


def _adapter(facts: CertificateFacts, words: Words, key: str, users: list[Candidate]) -> str:
    strength = "; ".join(_once(words.number(one.strength, 2) for one in users))
    adapter = facts.adapters.get(key)
    if adapter is None:
        return words.tr("training %name% (removed), strength %strength%", name=key[:8], strength=strength)
    return words.tr(
        "training “%name%”: %rows%, strength %strength%, hash %hash%",
        name=short(adapter.name),
        rows=words.tr("%n example(s)", n=adapter.rows),
        strength=strength,
        hash=_hash(adapter.sha256),
    )


def _hash(value: str) -> str:
    return value[:_HASH] or _NOTHING


def _once(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))


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
