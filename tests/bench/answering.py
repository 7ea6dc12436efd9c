"""Answers on real documents, and the speed of writing: `python -m tests.bench answering`.

Quality: the questions of `answering_exam.json` on the two documents of `opendoc` (34 that they
answer, 24 near ones that they do not), answered by the real model. Speed: tokens a second as a
ratio to a bare llama-cpp-python loop with the same model and prompt, in one process.
"""

import argparse
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import llama_cpp

from tests.bench.evaluation_sets import OPENDOC, require
from tests.bench.opendoc_base import search_over
from tests.helpers.models import chat_model
from workers.answering import prompting
from workers.answering.stream_checker import StreamChecker
from workers.contract.answer_mode import AnswerMode
from workers.contract.specs.answers import Answer, Question
from workers.contract.specs.search import Passage
from workers.engines.llama.chat_template import TemplateMessage
from workers.engines.llama.language_model import LanguageModel
from workers.text.language import language_of

EXAM = Path(__file__).with_name("answering_exam.json")
MAX_TOKENS = 200
PASSAGES = 8

Search = Callable[[str], Sequence[Passage]]


@dataclass(slots=True)
class Score:
    """Counts of one run. `cited`: right answers whose telling sentence carries a source that holds it;
    `miscited`: wrong or invented answers with a source; `in_context`: the prompt held a right answer."""

    answerable: int = 0
    in_context: int = 0
    right: int = 0
    cited: int = 0
    wrong: int = 0
    refused_wrongly: int = 0
    unanswerable: int = 0
    refused: int = 0
    invented: int = 0
    miscited: int = 0
    quotes: int = 0
    quotes_exact: int = 0
    first_token_s: list[float] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The figures, one a line."""
        median = sorted(self.first_token_s)[len(self.first_token_s) // 2] if self.first_token_s else 0.0
        return [
            f"right answers            {self.right}/{self.answerable} (in the prompt: {self.in_context})",
            f"  with a source          {self.cited}/{self.right}",
            f"wrong answers            {self.wrong}/{self.answerable}",
            f"wrong refusals           {self.refused_wrongly}/{self.answerable}",
            f"invented without answer  {self.invented}/{self.unanswerable}",
            f"wrong ones with a source {self.miscited}",
            f"quotes exact             {self.quotes_exact}/{self.quotes}",
            f"first token, median      {median:.1f} s",
        ]


def ask(model: LanguageModel, question: str, passages: Sequence[Passage]) -> tuple[Answer, str, float]:
    """The answer, the passages' part of the prompt, and the seconds to the first token."""
    asked = Question(
        question, language=language_of(question), passages=tuple(passages), max_tokens=MAX_TOKENS
    )
    able = model.facts.parameters >= prompting.READS_WELL_FROM
    prompt = prompting.build(asked, model.count, model.context, may_refuse=able)
    draft = StreamChecker(prompt.used, question, AnswerMode.DOCUMENTS)
    begin = time.perf_counter()
    first = 0.0
    tokens = model.encode([TemplateMessage(m.role, m.text) for m in prompt.messages])
    for piece in model.reply(tokens, max_tokens=MAX_TOKENS):
        first = first or time.perf_counter() - begin
        if not draft.feed(piece).go_on:
            break
    return draft.finish()[1], prompt.messages[-1].text.replace(question, ""), first


def exam(model: LanguageModel, search: Search, every: int = 1, say: Callable[[str], None] = print) -> Score:
    """Ask every `every`-th question of the exam and count."""
    score = Score()
    for row in json.loads(EXAM.read_text("utf-8"))["questions"][::every]:
        passages = search(row["question"])
        answer, context, first = ask(model, row["question"], passages)
        score.first_token_s.append(first)
        verdict = _grade(score, answer, context, row["accept"])
        by_document = {passage.chunk: passage for passage in passages}
        for citation in answer.citations:
            source = by_document[citation.chunk]
            score.quotes += 1
            part = source.text[citation.start - source.start : citation.end - source.start]
            score.quotes_exact += citation.quote == part
        say(f"{verdict:14} {row['question']} → {answer.text[:120]!r}")
    return score


def _grade(score: Score, answer: Answer, context: str, accept: str) -> str:
    sources = any(sentence.citations for sentence in answer.sentences)
    if not accept:
        score.unanswerable += 1
        score.refused += not answer.answered
        score.invented += answer.answered
        score.miscited += answer.answered and sources
        return "INVENTED" if answer.answered else "refused"
    score.answerable += 1
    score.in_context += bool(re.search(accept, context.lower()))
    if not answer.answered:
        score.refused_wrongly += 1
        return "WRONG REFUSAL"
    if not re.search(accept, answer.text.lower()):
        score.wrong += 1
        score.miscited += sources
        return "WRONG"
    score.right += 1
    telling = [s for s in answer.sentences if re.search(accept, answer.text[s.start : s.end].lower())]
    quotes = {c.number: c.quote.lower() for c in answer.citations}
    score.cited += any(quotes[number] for s in telling for number in s.citations)
    return "right"


def speed(path: Path, tokens: int = 64, rounds: int = 4) -> tuple[float, float]:
    """Tokens a second of the product's loop and of llama-cpp-python's own, the best of `rounds` each, turn by
    turn so that a busy machine slows both."""
    ours = LanguageModel(path, context=2048)
    bare = llama_cpp.Llama(
        str(path),
        n_ctx=2048,
        n_batch=512,
        n_threads=ours.threads,
        n_threads_batch=ours.threads,
        verbose=False,
    )
    prompt = ours.encode([TemplateMessage("user", "Расскажи подробно, как устроен отпуск в организации.")])
    best_ours = best_bare = 0.0
    for _ in range(rounds):
        list(ours.reply(prompt, max_tokens=tokens))
        best_ours = max(best_ours, ours.usage.tokens / ours.usage.write_s)
        bare.reset()
        count, begin = 0, 0.0
        for _token in bare.generate(prompt, temp=0.0, top_k=1):
            begin = begin or time.perf_counter()
            count += 1
            if count > ours.usage.tokens:
                break
        best_bare = max(best_bare, (count - 1) / (time.perf_counter() - begin))
    ours.close()
    bare.close()
    return best_ours, best_bare


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the subcommand."""
    parser.add_argument("--model", type=Path, help="a GGUF file (default: the small test model)")
    parser.add_argument("--every", type=int, default=1, help="ask only every N-th question")
    parser.add_argument("--speed", action="store_true", help="measure the speed alone")


def run(arguments: argparse.Namespace) -> int:
    """Print the figures; 0 when writing is at least 0.95 times as fast as the bare loop."""
    documents = (OPENDOC / "labour.pdf", OPENDOC / "industry.pdf")
    if not arguments.speed:
        require(*documents)
    path = arguments.model or chat_model()
    ours, bare = speed(path)
    print(f"writing: {ours:.1f} tokens/s, bare loop {bare:.1f}, ratio {ours / bare:.3f} (at least 0.95)")
    if not arguments.speed:
        search = search_over(documents, PASSAGES)
        model = LanguageModel(path)
        print("\n".join(exam(model, search, arguments.every).lines()))
        model.close()
    return int(ours < 0.95 * bare)
