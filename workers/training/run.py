"""A whole run: load, train, step down where memory is short, ask the probes, write out what was trained.

Everything of a run lies in its folder, and whatever is there is taken up: a finished part is not done twice.
"""

import logging
import time
from pathlib import Path

from workers.contract.codec import CodecError, from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Event
from workers.contract.training.tuning import Backend, TuneResult, TuneSettings, TuneSpec, TuneStatus
from workers.runtime.context import Context, RequestCancelled
from workers.training import backends, material, probing
from workers.training.checkpoints import read_json, write_json
from workers.training.export import export, read_trained
from workers.training.fitting import four_bit_where_needed, lowered
from workers.training.judge import Evaluations
from workers.training.material import Material, Texts
from workers.training.memory import NoRoomForWeights, PeakMemory, is_out_of_memory, release
from workers.training.session import Paused, Session

log = logging.getLogger(__name__)


class TrainingRun:
    """`TUNE` of one spec. Made anew for each request."""

    def __init__(self, spec: TuneSpec, context: Context) -> None:
        self._spec, self._context = spec, context
        self._folder = Path(spec.folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._begin = time.monotonic()
        kept = read_json(self._folder / "session.json") or {}
        self._past = float(kept.get("seconds", 0.0))
        self._past_peak = int(kept.get("peak", 0))
        self._memory: PeakMemory | None = None

    def do(self) -> TuneResult:
        """Raises what `ProblemError`s there are, `RequestCancelled` (resumable)."""
        done = self._finished()
        if done is not None:
            return done
        backend = backends.choose(self._spec.settings.backend)
        backends.import_libraries(backend, self._context)
        base = material.base_folder(self._spec, self._context)
        with PeakMemory(backends.is_cuda(backend)) as self._memory:
            try:
                return self._do(backend, base)
            except (Paused, RequestCancelled) as paused:
                raise RequestCancelled(resumable=True) from paused
            finally:
                self._note()

    def _do(self, backend: Backend, base: Path) -> TuneResult:
        assert self._memory is not None
        before = self._taken_up(material.read(self._spec, backends.is_cuda(backend)))
        texts = four_bit_where_needed(before, base, backend, self._memory)
        if texts != before:
            self._keep(texts.settings)
        if texts.settings.four_bit:
            self._event("four_bit")
        while True:
            try:
                return self._attempt(backend, base, texts)
            except BaseException as error:
                if not is_out_of_memory(error):
                    raise
                log.warning("out of memory: %s", error)
                problem = error
            # Outside of the handler: the traceback holds the model.
            texts = self._stepped_down(texts, problem)
            del problem
            release(backends.is_cuda(backend))

    def _attempt(self, backend: Backend, base: Path, texts: Texts) -> TuneResult:
        assert self._memory is not None
        context = self._context
        context.progress("loading", 0, 1, "steps", self._spec.model)
        loaded = backends.load(backend, base, texts.settings)
        stuff = material.encode(texts, loaded.tokenizer, self._spec.probes)
        session = Session(
            loaded, stuff.train, stuff.order, stuff.validation, stuff.settings,
            self._folder, context, self._memory, on_saved=self._note,
        )  # fmt: skip
        try:
            context.progress("loading", 1, 1, "steps", self._spec.model)
            status = self._train(session)
            step, verdict = self._kept(session, status)
            return self._finish(session, stuff, status, step, verdict)
        except BaseException as error:
            if is_out_of_memory(error):
                session.save()
            raise

    def _train(self, session: Session) -> TuneStatus:
        """How training ended; known already when it ended in an earlier session."""
        ended = read_json(self._folder / "ended.json")
        if ended is not None:
            session.take_up_end(ended["state"])
            return TuneStatus(ended["status"])
        status = session.train()
        if status is TuneStatus.FINISHED_BY_USER:
            self._event("finishing")
            session.judge_now()
        write_json(self._folder / "ended.json", {"status": status.value, "state": session.state()})
        return status

    def _kept(self, session: Session, status: TuneStatus) -> tuple[int, Evaluations]:
        """Put the weights on the model that are to stay: the best ones, or the last where nobody judged or
        the user wanted all epochs."""
        verdict = session.verdict
        whole = status is TuneStatus.COMPLETE and session.settings.patience == 0
        best = None if whole else session.best.at(verdict.best_step)
        if best is None and not whole:
            best = session.checkpoints.latest()
            if best is None and status is TuneStatus.DIVERGED:
                raise ProblemError(Code.TRAINING_DIVERGED, f"step {session.step}")
        if best is not None:
            read_trained(session.loaded.model, best[1])
        return (session.step if best is None else best[0]), verdict

    def _finish(
        self, session: Session, stuff: Material, status: TuneStatus, step: int, verdict: Evaluations
    ) -> TuneResult:
        assert self._memory is not None
        probes = self._folder / "probes.jsonl"
        total = len(stuff.probes)
        probing.probe(session.loaded, stuff.probes, probes, lambda done: self._look("probes", done, total))
        self._event("exporting")
        self._look("exporting", 0, 1)
        adapter, sha256 = export(session.loaded, self._spec, self._folder)
        best = step == verdict.best_step
        losses = session.losses[:step]
        last = losses[-min(20, len(losses)) :] or [0.0]
        seconds = self._note()
        result = TuneResult(
            run=self._spec.run,
            status=status,
            backend=session.loaded.backend,
            rows_train=stuff.rows_train,
            rows_validation=len(stuff.validation),
            steps=session.step,
            best_step=step,
            train_loss=verdict.train_loss if best else sum(last) / len(last),
            validation_loss=verdict.best_loss if best else (verdict.losses[-1] if verdict.losses else 0.0),
            adapter=str(adapter),
            adapter_sha256=sha256,
            peft="" if stuff.settings.full else str(self._folder / "peft"),
            probes=str(probes),
            seconds=seconds,
            peak_memory=max(self._past_peak, self._memory.peak),
            tokens_per_second=session.train_tokens / max(1e-9, session.train_seconds),
            settings=stuff.settings,
            versions=backends.versions(),
            rows_cut=stuff.cut,
        )
        write_json(self._folder / "result.json", to_json(result))
        return result

    # --- what a kill left, and what memory allows ----------------------------------------------------

    def _finished(self) -> TuneResult | None:
        """The result of a run whose end nobody heard."""
        untrusted = read_json(self._folder / "result.json")
        try:
            result = None if untrusted is None else from_json(TuneResult, untrusted)
        except CodecError:
            return None
        return result if result is not None and Path(result.adapter).is_file() else None

    def _taken_up(self, texts: Texts) -> Texts:
        """With the settings that an earlier session of this run came down to."""
        untrusted = read_json(self._folder / "stepped_down.json")
        if not isinstance(untrusted, dict):
            return texts
        return material.with_settings(
            texts,
            micro_batch=int(untrusted["micro_batch"]),
            length=int(untrusted["length"]),
            four_bit=True if untrusted.get("four_bit") else texts.settings.four_bit,
            optimizer=str(untrusted.get("optimizer") or texts.settings.optimizer),
        )

    def _stepped_down(self, texts: Texts, error: BaseException) -> Texts:
        """With the next smaller settings, which are told and kept for a later session. Raises TRAINING_MEMORY
        when there is nothing left to lower."""
        assert self._memory is not None
        what, texts = lowered(texts, self._memory, str(error), isinstance(error, NoRoomForWeights))
        value = getattr(texts.settings, what)
        self._event("stepped_down", what=what, value=value if isinstance(value, str) else int(value))
        self._keep(texts.settings)
        return texts

    def _keep(self, now: TuneSettings) -> None:
        """What memory has made of the settings, for a later session of this run."""
        told = {
            "micro_batch": now.micro_batch, "length": now.length, "four_bit": bool(now.four_bit),
            "optimizer": now.optimizer,
        }  # fmt: skip
        write_json(self._folder / "stepped_down.json", told)

    def _note(self, *_: Session) -> float:
        """Write down how long the run has taken in all its sessions, in seconds; returns it."""
        seconds = self._past + time.monotonic() - self._begin
        peak = max(self._past_peak, self._memory.peak if self._memory else 0)
        write_json(self._folder / "session.json", {"seconds": seconds, "peak": peak})
        return seconds

    def _look(self, stage: str, done: int, total: int) -> None:
        self._context.progress(stage, done, total, "steps")
        if self._context.cancelled:
            raise Paused

    def _event(self, code: str, **params: str | int | float) -> None:
        self._context.send(Event(self._context.request, code, params))
