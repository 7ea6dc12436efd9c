"""Exam questions made by the examples worker as a real process from the sample documents."""

from pathlib import Path

from tests.helpers.models import chat_model, embedder
from tests.helpers.passages_of import passages_of
from tests.helpers.worker_process import WorkerProcess, worker
from workers.answering import claims
from workers.contract.codec import from_json
from workers.contract.codes import Code
from workers.contract.exam import ExamText, MakeExamResult, MakeExamSpec, QuestionKind
from workers.contract.messages import Cancelled, Failed, Made, Message, Succeeded
from workers.contract.specs.jobs import Job, Kind
from workers.contract.training.examples import PassageStatus, SourcePassage
from workers.services.generate.lines import write_lines

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"


def until_end(process: WorkerProcess, request: str) -> tuple[list[Made], Message]:
    made: list[Made] = []
    while True:
        message = process.next(240)
        if isinstance(message, Made):
            made.append(message)
        if isinstance(message, Succeeded | Failed | Cancelled) and message.request == request:
            return made, message


def test_questions_stand_on_their_quotes_and_a_cancelled_job_goes_on(tmp_path: Path) -> None:
    passages, texts = passages_of(sorted(SAMPLES.iterdir()))
    left_out = passages[0].document
    file = tmp_path / "passages.jsonl"
    write_lines(str(file), passages)
    spec = MakeExamSpec(str(chat_model()), str(file), str(embedder()), questions=30, left_out=(left_out,))
    with worker(Kind.EXAMPLES) as process:
        process.start("first", Job.MAKE_EXAM, spec)
        first = process.expect(Made, 240)
        process.cancel("first")
        early, ended = until_end(process, "first")
        assert isinstance(ended, Cancelled | Succeeded)
        before = [first, *early]
        if isinstance(ended, Cancelled):
            assert ended.resumable
            rest, ended = resumed(process, spec, before)
            assert not {m.chunk for m in before} & {m.chunk for m in rest}
            before += rest
        assert isinstance(ended, Succeeded), ended

        process.start("none", Job.MAKE_EXAM, nothing_to_ask(tmp_path))
        _, failed = until_end(process, "none")
        assert isinstance(failed, Failed)
        assert (failed.code, failed.params) == (Code.NOTHING_MADE, {"passages": 1})

    questions = [question for message in before for question in message.questions]
    for message in before:
        assert message.document != left_out
        assert (message.status is PassageStatus.MADE) == bool(message.questions)
        assert message.questions or message.code
    check(questions, texts)
    assert len(questions) == 30
    assert len({question.document for question in questions if question.document}) >= 4, "spread"


def resumed(
    process: WorkerProcess, spec: MakeExamSpec, before: list[Made]
) -> tuple[list[Made], Message]:  # fmt: skip
    made = [question for message in before for question in message.questions]
    empty = sum(not question.answerable for question in made)
    rest = MakeExamSpec(
        spec.model, spec.file, spec.embedder, questions=spec.questions - len(made),
        done=tuple(message.chunk for message in before), asked=tuple(q.question for q in made),
        unanswered=empty, left_out=spec.left_out,
    )  # fmt: skip
    process.start("rest", Job.MAKE_EXAM, rest)
    after, ended = until_end(process, "rest")
    if isinstance(ended, Succeeded):
        result = from_json(MakeExamResult, ended.result)
        assert result.questions == sum(len(message.questions) for message in after)
        assert result.passages == len(after)
    return after, ended


def nothing_to_ask(folder: Path) -> MakeExamSpec:
    file = folder / "nothing.jsonl"
    write_lines(str(file), [SourcePassage("c", "d", "n.txt", "/n.txt", 0, 0, 6, "", "12 345")])
    kinds = (QuestionKind.FACT, QuestionKind.NUMBER)
    return MakeExamSpec(str(chat_model()), str(file), str(embedder()), questions=3, kinds=kinds)


def check(questions: list[ExamText], texts: dict[str, str]) -> None:
    assert len({question.question for question in questions}) == len(questions)
    empty = [question for question in questions if not question.answerable]
    assert len(questions) / 5 <= len(empty) <= len(questions) / 3
    assert all(question.kind is QuestionKind.NO_ANSWER for question in empty)
    for question in questions:
        if question.answerable:
            assert texts[question.document][question.start : question.end] == question.quote
        if question.kind is QuestionKind.FALSE_PREMISE:
            false = claims.claim(question.question).numbers - claims.claim(question.quote).numbers
            assert false, "it supposes a number that its place does not say"
            assert question.must
        if question.kind is QuestionKind.NUMBER:
            assert (
                claims.claim(question.must[0].split("|")[0]).numbers <= claims.claim(question.quote).numbers
            )
    assert {question.kind for question in questions} >= {
        QuestionKind.FACT, QuestionKind.NUMBER, QuestionKind.LIST, QuestionKind.FALSE_PREMISE
    }  # fmt: skip
