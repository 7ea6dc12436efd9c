"""The page of a certificate as HTML that a browser and Qt's rich text both show."""

import base64
import html
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template

from desktop.core.exam_entities import Candidate, Scoreboard, ScoreRow, Verdict
from desktop.reports import certificate_chart, certificate_names
from desktop.reports.certificate_facts import CertificateFacts
from desktop.reports.certificate_names import short
from desktop.reports.certificate_words import Words

_HASH = 12  # letters of a hash that name it well enough on paper
_NOTHING = "\u2014"


def render(facts: CertificateFacts, words: Words, folder: Path) -> str:
    """One page. `folder` holds `page.html`, `chart.svg` and the words."""
    names = certificate_names.contestants(facts, words)
    title = words.plain("title", base=short(facts.base))
    day, issued = words.day(facts.exam.created), words.day(facts.issued)
    parts = [
        f"<h1>{_safe(title)}</h1>",
        _paragraph(words.plain("subtitle", date=day, issued=issued), "quiet"),
        _facts(facts, words),
        *_results(facts, words, names, folder),
        _list(words.plain("limits"), _limits(facts, words)),
        _list(words.plain("undo"), _undo(facts, words)),
    ]
    page = Template((folder / "page.html").read_text(encoding="utf-8"))
    return page.substitute(language=words.language, title=_safe(title), body="\n".join(parts))


def _facts(facts: CertificateFacts, words: Words) -> str:
    count = words.counted("documents.count", facts.documents)
    documents = words.plain("documents", count=count, hash=_hash(facts.exam.documents_hash))
    if facts.changed:
        documents = words.plain("documents.changed", said=documents)
    lines = [
        ("base", [short(facts.base)]),
        ("documents", [documents]),
        ("questions", [_questions(facts, words)]),
        ("model", [_model(facts, words, key) for key in _once(one.model for one in facts.exam.contestants)]),
        ("way", _ways(facts, words)),
        ("approved", [". ".join(_capital(said) for said in _approved(facts, words))]),
        ("reference", [facts.exam.id]),
    ]
    rows = [
        f'<tr><td class="quiet">{_safe(words.plain(f"facts.{key}"))}</td>'
        f"<td>{'<br>'.join(_safe(_capital(line)) for line in said)}</td></tr>"
        for key, said in lines
    ]
    return f'<table class="facts" cellspacing="0">{"".join(rows)}</table>'


def _questions(facts: CertificateFacts, words: Words) -> str:
    count = words.counted("questions.count", facts.own)
    unanswered = words.counted("questions.unanswered", facts.unanswered)
    general = words.counted("questions.general", facts.general) if facts.general else ""
    data = _hash(facts.exam.data_hash)
    return words.plain("questions", count=count, unanswered=unanswered, general=general, hash=data)


def _model(facts: CertificateFacts, words: Words, key: str) -> str:
    record, name = facts.models.get(key), certificate_names.model(facts, words, key)
    if record is None:
        return words.plain("model.unknown", name=name)
    licence = short(record.licence) or words.plain("licence.unknown")
    return words.plain("model", name=name, licence=licence, hash=_hash(record.sha256))


def _ways(facts: CertificateFacts, words: Words) -> list[str]:
    """Every way of learning that was examined, once."""
    several = facts.exam.contestants
    said = []
    if any(one.entry.way.searches for one in several):
        said.append(words.plain("way.documents"))
    if any(not (one.entry.way.searches or one.entry.instructed or one.adapter) for one in several):
        said.append(words.plain("way.model"))
    for key in _once(one.instructions for one in several if one.instructions):
        version = facts.instructions.get(key)
        number = words.number(version.number) if version else key[:8]
        shots = words.counted("way.shots", len(version.shots) if version else 0)
        said.append(words.plain("way.instructions", number=number, shots=shots))
    for key in _once(one.adapter for one in several if one.adapter):
        said.append(_adapter(facts, words, key, [one for one in several if one.adapter == key]))
    return said


def _adapter(facts: CertificateFacts, words: Words, key: str, users: list[Candidate]) -> str:
    strength = "; ".join(_once(words.number(one.strength, 2) for one in users))
    adapter = facts.adapters.get(key)
    if adapter is None:
        return words.plain("way.adapter_gone", name=key[:8], strength=strength)
    rows = words.counted("way.rows", adapter.rows)
    name, sha256 = short(adapter.name), _hash(adapter.sha256)
    return words.plain("way.adapter", name=name, rows=rows, strength=strength, hash=sha256)


def _approved(facts: CertificateFacts, words: Words) -> list[str]:
    said = [words.plain("approved.nobody")]
    if facts.exam.reviewed:
        said = [
            words.plain(
                "approved.reviewed",
                reviewed=words.number(facts.exam.reviewed),
                asked=words.number(facts.own),
                names=_people(facts.reviewers, words),
            )
        ]
    for adapter in facts.adapters.values():
        people = _people(adapter.approved_by, words)
        said.append(words.plain("approved.rows", name=short(adapter.name), names=people))
    if facts.overruled:
        people = _people(facts.overruled_by, words)
        said.append(words.counted("approved.overruled", facts.overruled, names=people))
    else:
        said.append(words.plain("approved.not_overruled"))
    if facts.overridden_by:
        said.append(words.plain("approved.override", names=_people(facts.overridden_by, words)))
    return said


def _results(facts: CertificateFacts, words: Words, names: Mapping[str, str], folder: Path) -> list[str]:
    board = facts.board
    if not board.rows:
        return [_paragraph(words.plain("contestant.none"))]
    picture = certificate_chart.draw(board, names, words, folder)
    data = base64.b64encode(picture.svg.encode("utf-8")).decode("ascii")
    parts = [
        f"<h2>{_safe(words.plain('chart'))}</h2>",
        f'<p><img src="data:image/svg+xml;base64,{data}" width="{picture.width}" height="{picture.height}"'
        f' alt="{html.escape(picture.words)}"></p>',
        _paragraph(words.plain("chart.note"), "quiet"),
        f"<h2>{_safe(words.plain('table'))}</h2>",
        _table(board, words, names),
    ]
    if board.best in names:
        parts.append(_paragraph(words.plain("best", name=names[board.best])))
    return parts


_COLUMNS = ("way", "right", "share", "partly", "wrong", "refused", "invented", "source", "general", "seconds")


def _table(board: Scoreboard, words: Words, names: Mapping[str, str]) -> str:
    right = ' class="n" align="right"'
    heads = [
        f"<th{'' if column == 'way' else right}>{_head(words.plain(f'column.{column}'))}</th>"
        for column in (*_COLUMNS, "compared")
    ]
    lines = [f"<tr>{''.join(heads)}</tr>"]
    for row in board.rows:
        figures = [_safe(figure).replace("\n", "<br>") for figure in _figures(row, board, words)]
        cells = "".join(f'<td class="n" align="right">{figure}</td>' for figure in figures)
        name = _safe(names[row.contestant.key])
        best = f'<span class="best">{name}</span>' if row.contestant.key == board.best else name
        lines.append(f'<tr><td class="way">{best}</td>{cells}</tr>')
    return f'<table class="marks" cellspacing="0" width="100%">{"".join(lines)}</table>'


def _head(words: str) -> str:
    """In two lines where it has more than one word, so that columns are as narrow as figures."""
    return "<br>".join(_safe(line) for line in words.rsplit(" ", 1))


def _figures(row: ScoreRow, board: Scoreboard, words: Words) -> list[str]:
    low, high = words.number(round(row.low * 100)), words.number(round(row.high * 100))
    counts = (row.partly, row.wrong, row.refused, row.invented)
    return [
        _of(row.right, row.asked, words),
        words.plain("range", share=words.percent(row.share), low=low, high=high),
        *(words.number(count) for count in counts),
        _of(row.citations_right, row.cited, words),
        _of(row.general, row.general_asked, words),
        words.number(row.seconds_median, 1),
        _compared(row.contestant.key, board, words),
    ]


def _of(part: int, whole: int, words: Words) -> str:
    return words.plain("of", part=words.number(part), whole=words.number(whole)) if whole else _NOTHING


def _compared(key: str, board: Scoreboard, words: Words) -> str:
    if key == board.reference:
        return words.plain("reference")
    for verdict in board.verdicts:
        if (verdict.first, verdict.second) == (key, board.reference):
            return _difference(verdict, words)
    return _NOTHING


def _difference(verdict: Verdict, words: Words) -> str:
    return words.plain(
        "difference",
        word=words.plain(f"judgement.{verdict.judgement.value}"),
        difference=words.points(verdict.difference),
        low=words.points(verdict.low),
        high=words.points(verdict.high),
    )


def _limits(facts: CertificateFacts, words: Words) -> list[str]:
    said = [words.plain("limits.sample"), words.plain("limits.spread"), words.plain("limits.rules")]
    if facts.unreviewed:
        said.append(words.counted("limits.unreviewed", facts.unreviewed))
    return [*said, words.plain("limits.answer"), words.plain("limits.changes")]


def _undo(facts: CertificateFacts, words: Words) -> list[str]:
    said, base = [words.plain("undo.way")], facts.base  # a command needs the whole name
    if any(one.adapter for one in facts.exam.contestants):
        said.append(words.plain("undo.adapter", base=base))
    if any(one.instructions for one in facts.exam.contestants):
        said.append(words.plain("undo.instructions", base=base))
    return said


def _list(title: str, lines: Iterable[str]) -> str:
    return f"<h2>{_safe(title)}</h2><ul>{''.join(f'<li>{_safe(line)}</li>' for line in lines)}</ul>"


def _paragraph(text: str, look: str = "") -> str:
    return f'<p class="{look}">{_safe(text)}</p>' if look else f"<p>{_safe(text)}</p>"


def _people(names: Iterable[str], words: Words) -> str:
    return ", ".join(short(name) for name in names) or words.plain("approved.unnamed")


def _hash(value: str) -> str:
    return value[:_HASH] or _NOTHING


def _once(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _safe(text: str) -> str:
    """No name of a base, a model or a person is markup."""
    return html.escape(text, quote=False)
