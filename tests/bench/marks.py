"""How far the marks of the rules agree with a person's: `python -m tests.bench marks [--show] [--publish]`.

Counted are the answers of real models (`tests/fixtures/marked_answers.jsonl`) and minimal pairs written by
hand (`tests/fixtures/marked_pairs.txt`), each in the half that the rules were made with and in the one that
was only counted. `--show` names the failures of the first half alone. `--publish` writes what the window and
the certificate say of it (`resources/exam/agreement.json`) and the answers that a chat model is tried on
before its second opinion is shown (`marked_answers.jsonl` there). The last line is one JSON object.
`--opinion MODEL` has a chat model (a GGUF file) mark them instead, as `bukvar exam opinion` tries it.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from typing import cast

from desktop.core.agreement import Agreement, agreement, trial_set
from desktop.paths import RESOURCES
from tests.helpers.direct import DirectContext
from tests.helpers.marked_answers import DEVELOPED, KEPT, MarkedAnswer, minimal_pairs, real_answers
from tests.helpers.models import embedder
from workers.contract.exam import Mark, OpinionSpec
from workers.engines.onnx.embedder import Embedder
from workers.engines.throttle import Throttle
from workers.grading.marking import grade
from workers.runtime.context import Context
from workers.services.generate.judging import judge

# Of the kept minimal pairs, and of the answers of real models.
LEAST_PAIRS, LEAST_REAL = 0.95, 0.97


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this bench."""
    parser.add_argument("--show", action="store_true", help="name the failures of the developed half")
    parser.add_argument("--publish", action="store_true", help="write them to resources/exam")
    parser.add_argument("--opinion", metavar="MODEL", default="", help="how this model agrees with people")


def run(arguments: argparse.Namespace) -> int:
    """Count; 0 when the figures are reached."""
    if arguments.opinion:
        return _opinion(arguments.opinion)
    real, pairs = real_answers(), minimal_pairs()
    marks = marked([*real, *pairs])
    of_real, of_pairs = marks[: len(real)], marks[len(real) :]
    whole = agreement(of_real, [one.mark for one in real])
    print(f"real answers: {_said(whole)}")
    found: dict[str, object] = {"real": _values(whole)}
    for half in (DEVELOPED, KEPT):
        part = _of(real, of_real, half)
        print(f"real answers, {half}: {_said(part)}")
        mine = _of(pairs, of_pairs, half)
        told = sum(
            (mark is Mark.RIGHT) == (one.mark is Mark.RIGHT)
            for one, mark in zip(pairs, of_pairs, strict=True)
            if one.half == half
        )
        print(f"minimal pairs, {half}: right or not {told} of {mine.answers}; {_said(mine)}")
        found[half] = {**_values(mine), "right_or_not": told}
        for rule in dict.fromkeys(one.rule for one in pairs):
            of_rule = _of(pairs, of_pairs, half, rule)
            print(f"    {rule}: {of_rule.same} of {of_rule.answers}")
    if arguments.show:
        for one, mark in zip([*real, *pairs], marks, strict=True):
            if mark is not one.mark and one.half == DEVELOPED:
                text = one.given.question
                print(f"{one.rule or 'real'}: {text.question} – {text.answer} – {one.given.answer}: {mark}")
    if arguments.publish:
        file = RESOURCES / "exam" / "agreement.json"
        file.write_text(json.dumps(_values(whole)) + "\n", "utf-8")
        (RESOURCES / "exam" / "marked_answers.jsonl").write_text(for_opinions(), "utf-8")
    print(json.dumps(found))
    return int(told < LEAST_PAIRS * mine.answers or whole.same < LEAST_REAL * whole.answers)


def _opinion(model: str) -> int:
    trial = trial_set()
    judged = judge(OpinionSpec(model, trial.answers), cast(Context, DirectContext()), Throttle())
    found = agreement(judged.marks, trial.marks)
    print(_said(found))
    for pair, times in sorted(Counter(zip(trial.marks, judged.marks, strict=True)).items()):
        print("    a person {}, the model {}: {}".format(*pair, times))
    print(json.dumps(_values(found)))
    return int(not found.is_enough)


def marked(answers: Sequence[MarkedAnswer]) -> list[Mark]:
    """The marks of the rules, with the real search model where words do not decide."""
    model = Embedder(embedder(), threads=2)

    def cosine(first: str, second: str) -> float:
        one, other = (model.embed_one(model.facts.passage_prefix + text) for text in (first, second))
        return float(one @ other)

    return [grade(one.given, cosine).mark for one in answers]


def for_opinions() -> str:
    """The answers of real models that a second opinion can be held of, with a person's marks, a line each."""
    lines = []
    for one in real_answers():
        text, answer = one.given.question, one.given.answer
        if text.answerable and not one.given.refused and answer.strip():
            values = {"question": text.question, "expected": text.answer, "answer": answer, "mark": one.mark}
            lines.append(json.dumps(values, ensure_ascii=False) + "\n")
    return "".join(lines)


def _of(answers: Sequence[MarkedAnswer], marks: Sequence[Mark], half: str, rule: str = "") -> Agreement:
    chosen = [
        (mark, one.mark)
        for one, mark in zip(answers, marks, strict=True)
        if one.half == half and rule in ("", one.rule)
    ]
    return agreement([mark for mark, _ in chosen], [mark for _, mark in chosen])


def _said(found: Agreement) -> str:
    return f"{found.same} of {found.answers} alike, kappa {found.kappa:.2f}"


def _values(found: Agreement) -> dict[str, float]:
    return {"answers": found.answers, "same": found.same, "kappa": round(found.kappa, 3)}
