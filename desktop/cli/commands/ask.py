"""Commands that search and answer."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli import words
from desktop.cli.command import DONE, Call
from desktop.cli.commands import explaining
from desktop.cli.output import Output
from desktop.cli.progress import Heartbeat, reconciled, starter_models
from desktop.core.entities import USER, ChatMessage, MessageState
from desktop.features.health.viewmodels import engine_words
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import decode_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Passages
from workers.contract.specs.search import Passage, Place
from workers.files import read_file

if TYPE_CHECKING:
    from desktop.app import Application


async def search(application: "Application", call: Call) -> int:
    """`bukvar search`: a line a question."""
    target = application.bases.by_name(call.arguments.base)
    await reconciled(application, target.id)
    wanted = explaining.place_of(application, target.id, call)
    rows = questions(call)
    known = {row.id: row.question for row in rows if row.id}
    for row in rows:
        question, previous = row.question, known.get(row.after, row.after)
        found = await application.search.search(
            target.id, question, call.arguments.k, previous, explain=wanted
        )
        results = [_result(rank, p, wanted is not None) for rank, p in enumerate(found.passages, 1)]
        values: dict[str, Any] = {"question": question, "results": results}
        text = _results_text(question, results)
        if wanted is not None:
            values |= explaining.values(found)
            values |= {"reranked": found.reranked, "rerank_seconds": found.rerank_s}
            text = f"{text}{explaining.text(found)}\n"
        call.output.row(values, text)
    return DONE


async def ask(application: "Application", call: Call) -> int:
    """`bukvar ask`: a line a question, each as soon as it is ready."""
    target = application.bases.by_name(call.arguments.base)
    await starter_models(application, call.output)
    await reconciled(application, target.id)
    if call.arguments.model:
        application.models.get(call.arguments.model)
    wanted = explaining.place_of(application, target.id, call)
    task, way = call.arguments.task, AnswerMode(call.arguments.mode)
    if task:
        doing = target.doing(task)
        if doing is None:
            raise ProblemError(Code.TASK_NOT_CHOSEN, task=task)
        way = doing.entry.without_instructions
    asker = BatchAsker(application, target.id, call.arguments.model, way, questions(call), task)
    for row in asker.rows:
        await asker.answer(row, call.output, wanted)
    await tell_of_engines(application, call.output)
    return DONE


async def tell_of_engines(application: "Application", output: Output) -> None:
    """Say once that an engine failed its self-test here; for a person alone."""
    if output.as_json or not application.engine_notices.suspected():
        return
    await application.hardware.probe()
    if reports := application.engine_notices.unseen():
        output.warn(f"{engine_words.sentences(reports)} {engine_words.more()}")
    application.engine_notices.mark_seen()


async def answer(
    application: "Application",
    base: str,
    question: str,
    output: Output,
    model: str = "",
    way: AnswerMode = AnswerMode.DOCUMENTS,
    explain: Place | None = None,
) -> ChatMessage:
    """One question answered and printed; raises `ProblemError` when it could not be. `explain`: with how the
    answer came about, and what became of this place."""
    asker = BatchAsker(application, base, model, way, [])
    return await asker.answer(FileQuestion(question), output, explain)


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """A question of a file; `after`: the id or the words of the one that is asked before it in the same
    chat."""

    question: str
    id: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Turns:
    """Questions with their answers so far, and the last question as it was searched."""

    messages: tuple[ChatMessage, ...] = ()
    searched: str = ""


class BatchAsker:
    """Asks `rows` in one base; those that go on from another one after it. Used by `ask` and the demo."""

    def __init__(
        self,
        application: "Application",
        base: str,
        model: str,
        way: AnswerMode,
        rows: list[FileQuestion],
        task: str = "",
    ) -> None:
        self._task = task
        self._application, self._base, self._model, self._way = application, base, model, way
        self.rows = rows
        self._turns: dict[str, Turns] = {}

    async def answer(self, row: FileQuestion, output: Output, explain: Place | None = None) -> ChatMessage:
        """One question answered and printed; raises `ProblemError` when it could not be."""
        before = await self._before(row, output, ())
        output.note(f"\n{row.question}\n")
        message, passages = await self._ask(row, before, output)
        values, text = _answer(row.question, message, passages), _answer_text(message)
        if explain is not None and self._way.searches:
            found = await self._application.search.search(
                self._base, row.question, 10, before.searched, explain=explain, gather=True
            )
            values |= explaining.values(found, message.read)
            text = f"{text}\n\n{explaining.text(found, message.read)}"
        output.row(values, text)
        return message

    async def _ask(
        self, row: FileQuestion, before: Turns, output: Output
    ) -> tuple[ChatMessage, Passages | None]:
        asking = self._application.chats.answer(
            self._base, row.question, model=self._model or None, way=self._way,
            earlier=before.messages, searched=before.searched, task=self._task,
        )  # fmt: skip
        with Heartbeat(output, words.answering):
            message = await asking.finished
        if message.state is MessageState.FAILED:
            raise ProblemError.of(message.problem)
        asked = replace(message, role=USER, text=row.question)
        searched = asking.passages.question if asking.passages else row.question
        self._turns[row.id or row.question] = Turns((*before.messages, asked, message), searched)
        return message, asking.passages

    async def _before(self, row: FileQuestion, output: Output, seen: tuple[str, ...]) -> Turns:
        """What was said before a row; asked now where it was not asked yet."""
        if not row.after or row.after in seen:
            return Turns()
        if row.after not in self._turns:
            known = next(
                (one for one in self.rows if one.id == row.after), FileQuestion(row.after, row.after)
            )
            await self._ask(known, await self._before(known, output, (*seen, row.after)), output)
        return self._turns[row.after]


def questions(call: Call) -> list[FileQuestion]:
    """The question typed, or those of the file; raises FILE_UNREADABLE."""
    if call.arguments.question:
        return [FileQuestion(call.arguments.question)]
    return _read(call.path(call.arguments.questions))


def _read(file: Path) -> list[FileQuestion]:
    try:
        untrusted = decode_json(read_file(file).decode("utf-8-sig"))
        if isinstance(untrusted, dict):
            untrusted = untrusted["questions"]
        return [
            FileQuestion(str(row["question"]), str(row.get("id") or ""), str(row.get("after") or ""))
            if isinstance(row, dict)
            else FileQuestion(str(row))
            for row in untrusted
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProblemError(Code.FILE_UNREADABLE, str(error), file=str(file)) from error


def _result(rank: int, passage: Passage, explain: bool) -> dict[str, Any]:
    values: dict[str, Any] = {
        "rank": rank,
        "score": passage.score,
        "document": passage.name,
        "page": passage.page,
        "heading": passage.heading,
        "text": passage.text,
    }
    if explain:
        values |= {
            "cosine": passage.cosine,
            "bm25": passage.bm25,
            "ideal": passage.ideal,
            "chunk": passage.chunk,
        }
    return values


def _results_text(question: str, results: list[dict[str, Any]]) -> str:
    lines = [question]
    for row in results:
        where = words.place(row["document"], row["page"])
        lines.append(f"{row['rank']}. {where}  {row['heading']}  ({row['score']:.2f})")
        lines.append("   " + " ".join(row["text"].split())[:300])
    return "\n".join(lines) + "\n"


def _answer(question: str, message: ChatMessage, found: Passages | None) -> dict[str, Any]:
    timings = message.timings
    passages = found.passages if found else ()
    answered = message.state is not MessageState.REFUSED
    return {
        "question": question,
        "answer": message.text if answered else "",
        "answered": answered,
        "unsupported": "" if answered else message.text,
        "citations": [
            {"number": c.number, "document": c.name, "page": c.page, "quote": c.quote}
            for c in message.citations
        ],
        "nearest": [{"document": c.name, "page": c.page, "quote": c.quote} for c in message.nearest],
        "passages": [_result(rank, passage, False) for rank, passage in enumerate(passages, 1)],
        "timings": {
            "search_s": timings.search_s,
            "first_token_s": timings.first_token_s,
            "total_s": timings.total_s,
            "prompt_tokens": timings.prompt_tokens,
            "tokens": timings.tokens,
        },
        "model": message.model,
        "adapter": message.adapter,
        "strength": message.strength,
        "mode": message.way.value,
        "table": to_json(message.table),
    }


def _answer_text(message: ChatMessage) -> str:
    """The answer with its numbers after the sentences, then the sources."""
    lines = [marked(message)]
    places = message.citations or message.nearest
    for place in places:
        where = words.place(place.name, place.page)
        lines.append(f"  [{place.number}] {where}: «{' '.join(place.quote.split())}»")
    return "\n".join(lines)


def marked(message: ChatMessage) -> str:
    """The text with `[1]` after each sentence that has a source."""
    if message.state is MessageState.REFUSED:
        return words.refused(message.text)
    text = message.text
    for part in sorted(message.sentences, key=lambda part: part.end, reverse=True):
        numbers = "".join(f" [{number}]" for number in part.citations)
        text = text[: part.end] + numbers + text[part.end :]
    return text
