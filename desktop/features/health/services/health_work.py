"""The checks of Health that have workers do what they do for a person: draw a page, embed a text, find
vectors, write an answer, compare models and bases with what is known of them. They raise `ProblemError` for
what is wrong; `HealthRun` sets their limits of time, but for the answer's."""

import sys
from collections.abc import Callable
from pathlib import Path

from desktop.core.answers import AnswerInProgress, AnswerRequest
from desktop.core.entities import KnowledgeBase, MessageState, ModelRecord, ModelState
from desktop.core.future import CancelledError
from desktop.core.requests import start
from desktop.features.health.domain.health import LIMITS, SLOW_WRITING, Check, CheckName, CheckVerdict
from desktop.features.health.services.health_parts import Parts
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.confinement import expected_on
from workers.contract.health import TryEmbeddingSpec, TryPageSpec, TryResult, TryVectorsSpec
from workers.contract.specs.jobs import Job, Kind

_QUESTION = "Name the days of the week."
_PIECES = 6  # of the reply: enough to know that it writes


async def page(parts: Parts, folder: Path) -> Check:
    """Read a sample document and draw its first page into `folder`."""
    samples = (parts.paths.resources / "samples").glob("*.pdf")
    document = min(samples, key=lambda file: file.stat().st_size, default=None)
    if document is None:
        raise ProblemError(Code.FILE_MISSING, "no sample document")
    tried = await _try(parts, Job.TRY_PAGE, TryPageSpec(str(document), str(folder)))
    lost = [one for one in expected_on(sys.platform) if one not in tried.guards]
    facts: dict[str, str | int | float] = {"lacking": tried.lacking, "unguarded": ",".join(lost)}
    return Check(CheckName.PAGE, CheckVerdict.OK, tried.seconds, facts=facts)


async def embedding(parts: Parts) -> Check:
    """Embed texts with the search model. Raises EMBEDDER_MISSING."""
    embedder = parts.models.embedder()
    if embedder is None:
        raise ProblemError(Code.EMBEDDER_MISSING)
    tried = await _try(
        parts, Job.TRY_EMBEDDING, TryEmbeddingSpec(str(embedder), str(parts.models.reranker() or ""))
    )
    facts: dict[str, str | int | float] = {
        "dimensions": tried.amount,
        "rerank_s": tried.rerank_s,
        "reranks": tried.reranks,
    }
    return Check(CheckName.EMBEDDING, CheckVerdict.OK, tried.seconds, facts=facts)


async def vectors(parts: Parts, folder: Path) -> Check:
    """Store vectors in a collection in `folder` and find them again."""
    tried = await _try(parts, Job.TRY_VECTORS, TryVectorsSpec(str(folder / "vectors")))
    return Check(CheckName.VECTORS, CheckVerdict.OK, tried.seconds, facts={"points": tried.amount})


async def _try(parts: Parts, job: Job, spec: TryPageSpec | TryEmbeddingSpec | TryVectorsSpec) -> TryResult:
    return from_json(TryResult, await start(parts.workers, Kind.KNOWLEDGE, job, to_json(spec)))


async def answer(parts: Parts) -> Check:
    """A few tokens through the chat itself, in its turn; the time counts from then on. The model stays for as
    long as an idle one does: somebody may have asked meanwhile. Raises NO_MODEL, CHECK_TIMEOUT, ENGINE_WRONG
    and what a failed answer says; `CancelledError` when somebody stopped it."""
    model = parts.models.selected("")
    if model is None:
        raise ProblemError(Code.NO_MODEL)
    running = parts.chats.put(AnswerRequest("", "", _QUESTION, AnswerMode.MODEL, model.id, instructions=""))
    stages: dict[str, float] = {}
    pieces: list[str] = []
    late: list[bool] = []
    call_off: list[Callable[[], None]] = [lambda: None]
    limit = LIMITS[CheckName.CHAT].end

    def give_up() -> None:
        late.append(True)
        running.stop()

    def on_change(changed: AnswerInProgress) -> None:
        if changed.stage == "loading" and "loading" not in stages:
            # Only now: before, an answer that a person waits for may have been written.
            call_off.append(parts.timers.after(limit, give_up))
        stages.setdefault(changed.stage, parts.clock())
        if changed.stage == "writing" and changed.message.text:
            pieces.append(changed.message.text)
            if len(pieces) >= _PIECES:
                changed.stop()

    running.on_change.append(on_change)
    on_change(running)  # its turn may have come at once
    message = await running.finished
    call_off[-1]()
    if late and not message.text.strip():
        parts.workers.unload(Kind.CHAT)
        raise ProblemError(Code.CHECK_TIMEOUT, seconds=round(limit))
    if message.state is MessageState.FAILED:
        raise ProblemError.of(Problem(_code(message.code), dict(message.problem_params)))
    if not message.text.strip():
        if message.state is MessageState.STOPPED:
            raise CancelledError
        raise ProblemError(Code.ENGINE_WRONG, "an empty reply")
    end = parts.clock()
    begin = stages.get("loading", end)
    loaded, first = stages.get("reading", begin), stages.get("writing", end)
    speed = max(len(pieces) - 1, 1) / max(end - first, 1e-3)
    verdict = CheckVerdict.SLOW if speed < SLOW_WRITING else CheckVerdict.OK
    facts: dict[str, str | int | float] = {
        "model": model.id, "load": round(loaded - begin, 2), "speed": round(speed, 1),
    }  # fmt: skip
    return Check(CheckName.CHAT, verdict, end - begin, facts=facts, subject=model.id)


async def whole_model(parts: Parts, model: ModelRecord) -> Check:
    """Compare a model's file with its hash. Raises MODEL_DAMAGED."""
    checked = await parts.models.verify(model.id)
    if checked.state is not ModelState.READY:
        raise ProblemError(Code.MODEL_DAMAGED, model=model.id)
    return Check(CheckName.MODEL, CheckVerdict.OK, facts={"sha256": checked.sha256})


async def whole_base(parts: Parts, base: KnowledgeBase) -> Check:
    """Compare a base with its store; what differs is repaired."""
    result = await parts.documents.reconcile(base.id)
    facts: dict[str, str | int | float] = {
        "documents": result.documents, "chunks": result.chunks, "repaired": result.repaired,
    }  # fmt: skip
    return Check(CheckName.BASE, CheckVerdict.OK, facts=facts)


def _code(untrusted: str) -> Code:
    try:
        return Code(untrusted)
    except ValueError:
        return Code.BUG
