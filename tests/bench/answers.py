"""From the found place to the answer, on any documents and questions: `python -m tests.bench answers`.

Documents are indexed and searched by the real `knowledge` worker; the prompt, the reply and its check are the
product's own. Replies are kept by what the model read, so that a run over prompts that did not change costs
nothing. `--plain` asks the same model beside it without the product's parts: the best passages as they are,
one sentence of instructions, a refusal in the model's words or below the base's floor.
"""

import argparse
import hashlib
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path

from tests.bench import small_offices
from tests.bench.answer_sets import HALVES, Row, Verdict, rows_of, says, stands_in, verdict
from tests.helpers.models import cache_folder, embedder, starter
from tests.helpers.worker_process import WorkerProcess, worker
from workers.answering import answering_places, prompting, refusal_detection
from workers.answering.evidence.meaning import Meaning
from workers.answering.prompting import PromptMessage
from workers.answering.quoted_reply import QuotedReply
from workers.answering.stream_checker import StreamChecker, refusal
from workers.contract.messages import Passages, Search, Succeeded
from workers.contract.specs.answers import Answer, Question, Turn
from workers.contract.specs.bases import BaseRef, IndexSpec
from workers.contract.specs.jobs import Job, Kind
from workers.engines.llama.chat_template import TemplateMessage
from workers.engines.llama.language_model import LanguageModel
from workers.engines.onnx.embedder import Embedder
from workers.services.chat.reading import Scales, places_in_time, prompt_for, quotes
from workers.text.language import DEFAULT, language_of

PASSAGES = 10
MAX_TOKENS = 220
PLAIN_CHARACTERS = 3000
_PLAIN = {
    "ru": "Ответь на вопрос по этим текстам. Если ответа в них нет, так и скажи.",
    "en": "Answer the question from these texts. If they do not hold the answer, say so.",
}


@dataclass(slots=True)
class Outcome:
    """What became of one question. `raw`: what the model wrote, `reply`: what is shown of it; `said`: what
    the model said of the places and what that is worth (see `JudgedPlace`), the likeliest first."""

    id: str
    kind: str
    half: str
    question: str
    found_5: bool = False
    found_10: bool = False
    in_prompt: bool = False
    relevant: bool = True
    verdict: str = ""
    cited: bool = False
    erased: bool = False
    tokens: int = 0
    reply: str = ""
    raw: str = ""
    plain: str = ""
    plain_reply: str = ""
    said: tuple[tuple[float, float], ...] = ()


@cache
def meaning() -> Meaning:
    """What compares sentences by their meaning."""
    return Meaning(Embedder(embedder(), threads=1))


class Model:
    """The chat model, loaded when a reply is not known yet. `count` loads it as well: tokens are its own."""

    def __init__(self, path: Path) -> None:
        self._loaded = LanguageModel(path)
        self._folder = cache_folder().parent / "bench-replies" / f"{path.stem}-{path.stat().st_size}"
        self._folder.mkdir(parents=True, exist_ok=True)
        self.asked = 0

    @property
    def model(self) -> LanguageModel:
        return self._loaded

    def odds(self, messages: Sequence[PromptMessage], word: str, other: str) -> float:
        """How much rather a reply begins with one word than with another."""
        kept = self._kept(messages, f"{word}/{other}")
        if not kept.exists():
            said = [TemplateMessage(message.role, message.text) for message in messages]
            kept.write_text(str(self._loaded.odds(self._loaded.encode(said, thinking=False), word, other)))
            self.asked += 1
        return float(kept.read_text())

    def _kept(self, messages: Sequence[PromptMessage], asked: object) -> Path:
        said = json.dumps([(message.role, message.text) for message in messages], ensure_ascii=False)
        return self._folder / f"{hashlib.sha256(f'{asked}{said}'.encode()).hexdigest()}.txt"

    def reply(self, messages: Sequence[PromptMessage]) -> str:
        """The whole reply to a prompt."""
        kept = self._kept(messages, MAX_TOKENS)
        if not kept.exists():
            tokens = self._loaded.encode(
                [TemplateMessage(message.role, message.text) for message in messages]
            )
            kept.write_text("".join(self._loaded.reply(tokens, max_tokens=MAX_TOKENS)), "utf-8")
            self.asked += 1
        return kept.read_text("utf-8")


@dataclass(slots=True)
class Asker:
    """Asks the rows of one set one after another."""

    knowledge: WorkerProcess
    base: BaseRef
    rows: dict[str, Row]
    model: Model
    speed: float
    prompt_only: bool = False
    plain: bool = False
    quoted_only: bool = False
    thorough: bool = False
    scales: Scales = field(default_factory=Scales)
    said: tuple[tuple[float, float], ...] = ()
    _answers: dict[str, tuple[Turn, ...]] = field(default_factory=dict)

    def ask(self, row: Row) -> Outcome:
        """The outcome of a row, after the question before it where it has one."""
        passages, question = self._question(row, self._before(row))
        result = Outcome(row.id, row.kind, row.half, row.question, relevant=passages.relevant)
        texts = [passage.text for passage in passages.passages]
        result.found_5, result.found_10 = stands_in(row, texts[:5]), stands_in(row, texts[:10])
        prompt = prompt_for(self.model.model, question, self.speed)
        shown = prompt.messages[-1].text.removesuffix(question.asked)
        result.in_prompt = stands_in(row, re.split(r"\n\n(?=###|<<)", shown))
        result.tokens = sum(self.model.model.count(message.text) + 5 for message in prompt.messages)
        if self.prompt_only:
            return result
        if passages.table is not None:
            table = passages.table
            answer, result.raw = Answer(table.text, True, table.citations, table.sentences), table.text
        else:
            answer, result.raw = self.answer(question)
            result.said = self.said
        result.verdict = verdict(row, answer.text, answered=answer.answered)
        result.reply = answer.text
        result.cited = any(sentence.citations for sentence in answer.sentences)
        result.erased = row.answerable and not answer.answered and says(row, result.raw)
        if self.plain:
            result.plain_reply = self._plain(question)
            answered = passages.relevant and not refusal_detection.is_refusal(result.plain_reply)
            result.plain = verdict(row, result.plain_reply, answered=answered)
        return result

    def _before(self, row: Row) -> tuple[Turn, ...]:
        if not row.after:
            return ()
        known = self.rows.get(row.after)
        asked = known.question if known else row.after
        history = self._before(known) if known else ()
        if asked not in self._answers:
            answer = Answer("", False)
            if not self.prompt_only:
                answer, _ = self.answer(
                    self._question(known or replace(row, question=asked, after=""), history)[1]
                )
            turns = (Turn("user", asked), Turn("assistant", answer.text)) if answer.text else ()
            self._answers[asked] = (*history, *turns)
        return self._answers[asked]

    def _question(self, row: Row, history: tuple[Turn, ...]) -> tuple[Passages, Question]:
        text, before = row.question, self.rows.get(row.after)
        previous = before.question if before else row.after
        language = language_of(text, language_of(previous, DEFAULT))
        found = search(self.knowledge, self.base, text, previous, language)
        read = found.understood.question
        if found.understood.retyped:
            language = language_of(read)
        return found, Question(
            text, language=language, history=history, passages=found.passages, relevant=found.relevant,
            read=read, searched=found.question, thorough=self.thorough,
        )  # fmt: skip

    def answer(self, question: Question) -> tuple[Answer, str]:
        """The product's answer to a question with its passages, and what the model wrote ("" = nothing)."""
        self.said = ()
        if not question.relevant or not question.passages:
            return refusal(question.passages, question.asked), ""
        model = self.model.model
        checker: StreamChecker | QuotedReply
        if quotes(model, question):
            most = places_in_time(model, question, self.speed)
            scale = self.scales.of(question.language, self.model.odds)
            choice = answering_places.choose(question, self.model.odds, scale, most)
            self.said = tuple((round(one.said, 2), round(one.worth, 2)) for one in choice.judged)
            if choice.quoted is None:
                return refusal([one.window.passage for one in choice.judged], question.asked), ""
            best = choice.judged[0].window
            prompt = prompting.build(question, model.count, model.context, windows=[best])
            checker = QuotedReply(choice.quoted, prompt.used, question, meaning)
        else:
            prompt = prompt_for(model, question, self.speed)
            checker = StreamChecker(prompt.used, question.asked, question.way, meaning)
        raw = "" if self.quoted_only else self.model.reply(prompt.messages)
        for piece in re.findall(r"\S*\s*", raw):
            if not checker.feed(piece).go_on:
                break
        return checker.finish()[1], raw

    def _plain(self, question: Question) -> str:
        texts, room = [], PLAIN_CHARACTERS
        for passage in question.passages:
            texts.append(f"{passage.name}\n{passage.text[:room]}")
            room -= len(passage.text)
            if room <= 0:
                break
        asked = "\n\n".join([_PLAIN[question.language], *texts, question.asked])
        return self.model.reply([PromptMessage("user", asked)])


def search(knowledge: WorkerProcess, base: BaseRef, text: str, previous: str, language: str) -> Passages:
    """What the worker finds."""
    knowledge.send(
        Search("search", base, text, PASSAGES, previous, language=language, gather=True, reckon=True)
    )
    found = knowledge.expect(Passages)
    knowledge.ended("search")
    return found


def documents_in(paths: Sequence[Path]) -> list[Path]:
    """The documents that were named; of a folder all files but the sets of questions in it."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [
            file for file in inside if file.is_file() and file.suffix != ".json" and file.name != "LICENSE"
        ]
    if not found:
        raise SystemExit(f"No document in {', '.join(map(str, paths))}")
    return found


@contextmanager
def indexed(documents: Sequence[Path]) -> Iterator[tuple[WorkerProcess, BaseRef]]:
    """A knowledge worker with the documents in a base, which is kept for the next run."""
    name = hashlib.sha256("\n".join(map(str, documents)).encode()).hexdigest()[:16]
    folder = cache_folder().parent / "bench-bases" / name
    with worker(Kind.KNOWLEDGE) as knowledge:
        yield knowledge, indexed_in(knowledge, folder, documents)


def indexed_in(knowledge: WorkerProcess, folder: Path, documents: Sequence[Path]) -> BaseRef:
    """The base in a folder, with the documents as they are now."""
    folder.mkdir(parents=True, exist_ok=True)
    base = BaseRef(folder.parent.name + folder.name, str(folder), str(embedder()))
    knowledge.start("index", Job.INDEX, IndexSpec(base, tuple(map(str, documents))))
    ended = knowledge.ended("index", 3600)
    if not isinstance(ended, Succeeded):
        raise SystemExit(f"The documents could not be read: {ended}")
    return base


def _share(values: Sequence[bool]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None


def summary(outcomes: Sequence[Outcome], rows: dict[str, Row]) -> dict[str, object]:
    """The figures of some outcomes: shares of the answerable questions, then of the others."""
    answerable = [one for one in outcomes if rows[one.id].answerable]
    other = [one for one in outcomes if not rows[one.id].answerable]
    placed = [one for one in answerable if rows[one.id].phrases]
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for one in outcomes:
        kinds[one.kind][one.verdict or ("in_prompt" if one.in_prompt else "not_in_prompt")] += 1
    tokens = sorted(one.tokens for one in outcomes)
    return {
        "answerable": len(answerable),
        "unanswerable": len(other),
        "found_5": _share([one.found_5 for one in placed]),
        "found_10": _share([one.found_10 for one in placed]),
        "in_prompt": _share([one.in_prompt for one in placed]),
        "right": _share([one.verdict == Verdict.RIGHT for one in answerable]),
        "refused": _share([one.verdict == Verdict.REFUSED for one in answerable]),
        "refused_by_gate": _share([not one.relevant for one in answerable]),
        "wrong": _share([one.verdict == Verdict.WRONG for one in answerable]),
        "wrong_cited": _share([one.verdict == Verdict.WRONG and one.cited for one in answerable]),
        "erased": _share([one.erased for one in answerable]),
        "invented": _share([one.verdict == Verdict.INVENTED for one in other]),
        "plain_right": _share([one.plain == Verdict.RIGHT for one in answerable if one.plain]),
        "plain_invented": _share([one.plain == Verdict.INVENTED for one in other if one.plain]),
        "prompt_tokens": tokens[len(tokens) // 2] if tokens else 0,
        "kinds": {kind: dict(counts) for kind, counts in sorted(kinds.items())},
    }


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the subcommand."""
    parser.add_argument("--documents", type=Path, nargs="+", default=[], help="files or folders")
    parser.add_argument("--questions", type=Path, help="a set of questions (JSON)")
    parser.add_argument("--firm", choices=small_offices.FIRMS, help="an invented firm in place of these")
    parser.add_argument("--half", choices=HALVES, help="only this half of the set")
    parser.add_argument("--kind", nargs="+", help="only rows of these kinds")
    parser.add_argument("--limit", type=int, default=0, help="at most so many questions, spread over the set")
    parser.add_argument("--model", type=Path, help="a GGUF file (default: the first model that is offered)")
    parser.add_argument(
        "--speed", type=float, default=120.0, help="prompt tokens a second that the budget is made for"
    )
    parser.add_argument(
        "--thorough", action="store_true", help="read four times as long, as the setting does"
    )
    parser.add_argument("--prompt-only", action="store_true", help="search and prompts, without the model")
    parser.add_argument(
        "--quoted-only", action="store_true", help="the places that an answer begins with, without the model"
    )
    parser.add_argument("--plain", action="store_true", help="ask with a plain prompt as well")
    parser.add_argument("--json", action="store_true", help="print one object last")


def run(arguments: argparse.Namespace) -> int:
    """Print the figures, of each half and of both."""
    documents, questions = arguments.documents, arguments.questions
    if arguments.firm:
        folder, questions = small_offices.write(arguments.firm, cache_folder().parent / "bench-documents")
        documents = [folder]
    elif not documents or questions is None:
        raise SystemExit("Give --documents and --questions, or --firm")
    every = {row.id: row for row in rows_of(questions)}
    chosen = [
        row
        for row in every.values()
        if arguments.half in (None, row.half) and (not arguments.kind or row.kind in arguments.kind)
    ]
    if arguments.limit and len(chosen) > arguments.limit:
        chosen = [chosen[index * len(chosen) // arguments.limit] for index in range(arguments.limit)]
    model = Model(arguments.model or starter())
    outcomes: list[Outcome] = []
    began = time.perf_counter()
    with indexed(documents_in(documents)) as (knowledge, base):
        asker = Asker(knowledge, base, every, model, arguments.speed, arguments.prompt_only)
        asker.plain, asker.quoted_only = arguments.plain, arguments.quoted_only
        asker.thorough = arguments.thorough
        for row in chosen:
            one = asker.ask(row)
            outcomes.append(one)
            places = "".join("+" if found else "-" for found in (one.found_5, one.found_10, one.in_prompt))
            said = (one.reply or one.raw)[:160].replace("\n", " ")
            print(
                f"{one.id:9} {row.kind:12.12} {places} {one.verdict:9} {one.said} "
                f"{row.question[:90]} → {said}",
                flush=True,
            )
    print(f"{len(outcomes)} questions in {time.perf_counter() - began:.0f} s, {model.asked} replies written")
    figures = {half: summary([one for one in outcomes if one.half == half], every) for half in HALVES}
    figures["all"] = summary(outcomes, every)
    for name in figures["all"]:
        if name != "kinds":
            print(f"{name:16}", *(f"{half} {figures[half][name]}" for half in figures), sep="  ")
    if arguments.json:
        print(json.dumps({**figures, "rows": [asdict(one) for one in outcomes]}, ensure_ascii=False))
    return 0
