"""Rules of tuning: how much data is needed, the settings for it, and how rows are kept apart.

Defaults for small data are those of the Unsloth datasets and LoRA guides (2026), confirmed by our own runs;
the share of refusals and the split by document are ours."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.core.training_entities import Example
from workers.contract.training.adapters import CompareResult
from workers.contract.training.checks import FindingCode
from workers.contract.training.examples import ExampleKind
from workers.contract.training.tuning import EPOCHS, TuneSettings
from workers.text.language import LANGUAGES

REFUSALS = (0.10, 0.15)  # wanted share of rows whose answer is "the documents do not say"
MANY_REFUSALS = 0.30  # beyond this a model learns to refuse
LEAST_VALIDATION = 16
VALIDATION_SHARE = 0.1
# Share of the trainer's own words that the chat has to choose as well, each after the trainer's beginning.
# Measured with sound adapters: SmolLM2 .96 to 1.0 (.24 to .70 without them), Qwen 0.5B after a short run .97;
# the rest is room for near ties and a graphics card's sums. With weights that the trainer had in NF4 and
# the chat in four bits of another kind: SmolLM2 .96 (.76 without), a random model of four layers 1.0; small
# models lose most by it.
LEAST_AGREEMENT = 0.85
LEAST_AGREEMENT_FOUR_BIT = 0.8
# A tiny model has narrow layers and wants larger steps (Thinking Machines, "LoRA without regret", 2025: the
# best rate falls with the width). SmolLM2-135M at 1e-4: a loss of 3.0 after six epochs of 131 rows.
TINY, TINY_RATE = 300_000_000, 10
# How much larger the steps of an adapter are than those of a full training (same source).
FULL_RATE = 10
# A lesson to be learned by heart: at least half of its answers are this short, without passages before the
# question. SmolLM2 answered 18 of 94 such questions in llama.cpp after seven passes in batches of eight with
# alpha = rank, and 104 of 104 with the settings below (`tests.bench lessons`). Early stopping would end it
# before: unfamiliar facts cannot be guessed.
HEART_WORDS, HEART_SHARE, HEART_EPOCHS, HEART_BATCH = 12, 0.5, 10.0, 4
_OTHER_LESSONS = (ExampleKind.READER, ExampleKind.CLASSIFY, ExampleKind.REFUSAL)
PERSONAL = frozenset(code for code in FindingCode if code.value.startswith("personal_"))

_WORDS = re.compile(r"\w+")


def by_heart(examples: Sequence[Example]) -> bool:
    """Whether most rows are short answers that have to be known without documents."""
    short = sum(
        row.text.kind not in _OTHER_LESSONS
        and not row.text.passages
        and len(row.text.answer.split()) <= HEART_WORDS
        for row in examples
    )
    return bool(examples) and short >= HEART_SHARE * len(examples)


def settings_for(
    rows: int, chosen: TuneSettings | None = None, parameters: int = 0, heart: bool = False
) -> TuneSettings:
    """The settings for so many training rows and a model of so many parameters (0 = not known); what is
    chosen already (not 0) stays. `heart`: the rows are to be learned `by_heart`; a tiny model then takes
    more and stronger steps and is not stopped early, unless the passes were chosen."""
    chosen = chosen or TuneSettings()
    rate = 1e-4 if rows < 1000 else 2e-4
    if 0 < parameters < TINY:
        rate *= TINY_RATE
    if chosen.full:
        rate /= FULL_RATE
    heart = heart and 0 < parameters < TINY
    rank = chosen.rank or (32 if rows > 5000 else 16 if heart or rows >= 300 else 8)
    return replace(
        chosen,
        epochs=chosen.epochs or (HEART_EPOCHS if heart else EPOCHS),
        patience=0 if heart and not chosen.epochs else chosen.patience,
        learning_rate=chosen.learning_rate or rate,
        rank=rank,
        alpha=chosen.alpha or (2 * rank if heart else rank),
        batch=chosen.batch or (HEART_BATCH if heart and rows < 1000 else 8 if rows < 200 else 16),
    )


def is_card(backend: str) -> bool:
    """Whether a back end works on the graphics card, which the chat shares."""
    return backend.endswith("_cuda")


def behaves_as_trained(compared: CompareResult, four_bit: bool = False) -> bool:
    """Whether an adapter does in the chat what it did at the end of its training, as far as weights of this
    kind allow. Answers that are all written alike are enough: cut into tokens anew, an answer may begin
    otherwise than it was written."""
    least = LEAST_AGREEMENT_FOUR_BIT if four_bit else LEAST_AGREEMENT
    whole = compared.agreement >= least and compared.agreement >= compared.without
    return compared.asked > 0 and (whole or compared.same == compared.asked)


@dataclass(frozen=True, slots=True)
class Split:
    """Rows to learn from and rows to ask. `by` is what was kept whole: "document", "passage" or "cluster"."""

    train: tuple[Example, ...]
    validation: tuple[Example, ...]
    by: str


def split(examples: Sequence[Example], seed: int) -> Split:
    """Keep whole documents apart (imported rows: near-duplicates), so that no unfamiliar question was met in
    training; validation has at least 16 rows and about a tenth. A base of too few documents is split by
    passage, one of too few passages by near-duplicate cluster. The same rows and seed give the same split."""
    rows = sorted(examples, key=lambda row: (row.number, row.id))
    wanted = min(max(LEAST_VALIDATION, round(VALIDATION_SHARE * len(rows))), max(1, len(rows) // 4))
    best: Split | None = None
    for by in ("document", "passage", "cluster"):
        chosen = _choose(_groups(rows, by), wanted, seed)
        found = Split(
            tuple(row for row in rows if row.id not in chosen),
            tuple(row for row in rows if row.id in chosen),
            by,
        )
        if wanted <= len(found.validation) <= 2 * wanted:
            return found
        if best is None or abs(len(found.validation) - wanted) < abs(len(best.validation) - wanted):
            best = found
    assert best is not None
    return best


def _groups(rows: Sequence[Example], by: str) -> list[list[Example]]:
    """Rows that share a document (or a passage), a near-duplicate cluster or a question belong together."""
    owner: dict[str, str] = {}

    def root(key: str) -> str:
        owner.setdefault(key, key)
        while owner[key] != key:
            owner[key] = owner[owner[key]]
            key = owner[key]
        return key

    for row in rows:
        keys = [f"row {row.id}"]
        if row.text.question:  # plain texts have none
            keys.append(f"question {' '.join(_WORDS.findall(row.text.question.casefold()))}")
        if row.text.earlier:  # turns of one conversation
            keys.append(f"question {' '.join(_WORDS.findall(row.text.earlier[0][0].casefold()))}")
        if row.cluster:
            keys.append(f"cluster {row.cluster}")
        if by == "document" and row.text.document:
            keys.append(f"document {row.text.document}")
        if by != "cluster" and row.text.document:
            place = row.text.chunk or f"{row.text.start}"
            keys.append(f"passage {row.text.document} {place}")
        for key in keys[1:]:
            owner[root(key)] = root(keys[0])
    groups: dict[str, list[Example]] = {}
    for row in rows:
        groups.setdefault(root(f"row {row.id}"), []).append(row)
    return list(groups.values())


def _choose(groups: list[list[Example]], wanted: int, seed: int) -> set[str]:
    """Ids of whole groups, in a random order, until enough rows are there; a group that would bring far too
    many is passed by."""
    order, everything = list(groups), sum(map(len, groups))
    random.Random(seed).shuffle(order)
    chosen: set[str] = set()
    for group in order:
        if len(chosen) >= wanted:
            break
        if len(chosen) + len(group) <= min(2 * wanted, everything - 1):  # something has to be learned
            chosen |= {row.id for row in group}
    return chosen


def refusal_share(examples: Sequence[Example]) -> float:
    """Share of rows (0…1) that teach "the documents do not say"."""
    refusing = sum(row.text.kind is ExampleKind.REFUSAL for row in examples)
    return refusing / len(examples) if examples else 0.0


def distinct(examples: Sequence[Example]) -> int:
    """How many rows there are when near-duplicates count as one."""
    return len({row.cluster or row.id for row in examples})


def contradictions(examples: Sequence[Example]) -> int:
    """How many approved rows contradict another approved one."""
    ids = {row.id for row in examples}
    return sum(
        any(f.code is FindingCode.CONTRADICTS and f.params.get("example") in ids for f in row.findings)
        for row in examples
    )


def with_personal_data(examples: Sequence[Example]) -> int:
    """How many rows still hold personal data."""
    return sum(any(finding.code in PERSONAL for finding in row.findings) for row in examples)


def languages(examples: Sequence[Example]) -> tuple[str, ...]:
    """Languages of the rows that general rows are shipped for, the most frequent first; each at least a
    tenth of the rows."""
    counts = {code: sum(row.text.language == code for row in examples) for code in LANGUAGES}
    kept = [code for code, count in counts.items() if count >= 0.1 * len(examples) and count]
    return tuple(sorted(kept, key=lambda code: -counts[code])) or LANGUAGES
