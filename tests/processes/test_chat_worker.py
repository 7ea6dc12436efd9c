"""The chat worker as a real process with the real small model."""

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.models import chat_model
from tests.unit.answering.passages import passage
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code
from workers.contract.messages import (
    TERMINAL,
    Ask,
    Cancel,
    Cancelled,
    Failed,
    Hello,
    Marks,
    Message,
    Shutdown,
    Start,
    Stop,
    Succeeded,
    Token,
    decode,
    encode,
)
from workers.contract.specs.answers import Answer, Question, Turn
from workers.contract.specs.jobs import Job
from workers.contract.specs.models import LoadResult, LoadSpec

ROOT = Path(__file__).resolve().parents[2]
PER_DIEM = passage(
    "Суточные при командировках по России составляют 1200 рублей в день. "
    "При командировках за границу суточные составляют 3500 рублей в день. "
    "Авансовый отчёт сдаётся в бухгалтерию в течение трёх рабочих дней после возвращения.",
    name="Командировки.docx",
    heading="3. Суточные",
    start=1200,
    page=2,
)
LEAVE = passage(
    "Ежегодный основной оплачиваемый отпуск составляет 28 календарных дней. График отпусков утверждается "
    "не позднее чем за две недели до наступления календарного года.",
    name="Отпуска.pdf",
)
QUESTION = Question("Сколько составляют суточные за границей?", passages=(PER_DIEM, LEAVE), max_tokens=80)


class Worker:
    """`python -m workers chat` on its own wire."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "workers", "chat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )
        self.heard: queue.Queue[Message | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._errors = threading.Thread(target=self._drain, daemon=True)
        self.stderr = b""
        self._reader.start()
        self._errors.start()
        try:
            assert isinstance(self.next(60), Hello)
        except BaseException:
            self.close()
            raise

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.heard.put(decode(line))
        self.heard.put(None)

    def _drain(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.stderr += line

    def notify(self, message: Message) -> None:
        assert self.process.stdin
        self.process.stdin.write(encode(message))
        self.process.stdin.flush()

    def next(self, seconds: float = 120) -> Message:
        message = self.heard.get(timeout=seconds)
        assert message is not None, self.stderr.decode("utf-8", "replace")
        return message

    def until_end(self, request: str) -> tuple[list[Message], Message]:
        """All messages of a request up to its terminal one."""
        before: list[Message] = []
        while True:
            message = self.next()
            if isinstance(message, TERMINAL) and message.request == request:  # type: ignore[attr-defined]
                return before, message
            before.append(message)

    def load(self, path: Path, request: str = "load", **more: Any) -> Message:
        spec = LoadSpec(model="trial", path=str(path), **more)
        self.notify(Start(request, Job.LOAD, to_json(spec)))
        return self.until_end(request)[1]

    def ask(self, question: Question, request: str = "ask") -> tuple[list[Message], Answer]:
        self.notify(Ask(request, question))
        before, end = self.until_end(request)
        assert isinstance(end, Succeeded), end
        return before, from_json(Answer, end.result)

    def close(self) -> None:
        if self.process.poll() is None:
            with contextlib.suppress(BrokenPipeError):
                self.notify(Shutdown())
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._reader.join(10)
        self._errors.join(10)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()


@pytest.fixture
def worker() -> Iterator[Worker]:
    started = Worker()
    yield started
    started.close()


@pytest.fixture(scope="module")
def odd_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model under a path with Cyrillic and a space."""
    folder = tmp_path_factory.mktemp("модели") / "Мои модели"
    folder.mkdir()
    target = folder / "пробная модель.gguf"
    try:
        os.link(chat_model(), target)
    except OSError:
        shutil.copyfile(chat_model(), target)
    return target


def text_of(messages: list[Message]) -> str:
    return "".join(message.text for message in messages if isinstance(message, Token))


def test_a_russian_question_is_answered_with_a_source(worker: Worker, odd_path: Path) -> None:
    loaded = worker.load(odd_path)
    assert isinstance(loaded, Succeeded)
    result = from_json(LoadResult, loaded.result)
    assert (result.model, result.gpu_layers) == ("trial", result.gpu_layers)
    assert result.context >= 2048
    before, answer = worker.ask(QUESTION)
    assert answer.answered
    assert "3500" in answer.text.replace(" ", "")
    assert text_of(before) == answer.text
    citation = answer.citations[0]
    assert (citation.number, citation.document, citation.page) == (1, PER_DIEM.document, 2)
    assert citation.quote == PER_DIEM.text[citation.start - PER_DIEM.start : citation.end - PER_DIEM.start]
    assert "3500" in citation.quote
    assert 1 in answer.sentences[0].citations
    marks = [message for message in before if isinstance(message, Marks)]
    assert marks[-1].citations == answer.citations
    assert marks[-1].sentences == answer.sentences
    assert 0 < answer.timings.first_token_s <= answer.timings.total_s
    assert answer.timings.prompt_tokens > 100
    assert answer.timings.tokens > 0

    # The same question again: the same words, from a warm cache; the same model again: nothing to load.
    begin = time.monotonic()
    assert isinstance(worker.load(odd_path, "load again"), Succeeded)
    _, again = worker.ask(QUESTION, "again")
    assert again.text == answer.text
    assert time.monotonic() - begin < 60


def test_what_was_read_ahead_changes_no_answer(worker: Worker) -> None:
    assert isinstance(worker.load(chat_model()), Succeeded)
    _, plain = worker.ask(QUESTION)
    before, ahead = worker.ask(replace(QUESTION, text="", passages=(), ahead=True), "ahead")
    assert (text_of(before), ahead.text, ahead.citations) == ("", "", ())
    _, answer = worker.ask(QUESTION, "asked")
    assert answer.text == plain.text
    history = (Turn("user", QUESTION.text), Turn("assistant", answer.text))
    more = replace(QUESTION, text="А по России?", history=history)
    worker.ask(replace(more, text="", passages=(), ahead=True), "ahead again")
    _, followed = worker.ask(more, "followed")
    assert followed.timings.prompt_tokens > answer.timings.prompt_tokens
    assert followed.text


def test_what_the_documents_do_not_speak_of_is_refused_without_the_model(worker: Worker) -> None:
    assert isinstance(worker.load(chat_model()), Succeeded)
    far = Question("Какая столица у Австралии?", passages=(PER_DIEM, LEAVE), relevant=False)
    before, answer = worker.ask(far)
    assert (answer.answered, answer.text, answer.timings.tokens) == (False, "", 0)
    assert text_of(before) == ""
    assert [place.document for place in answer.nearest] == [PER_DIEM.document, LEAVE.document]
    assert not worker.ask(Question("Сколько?"), "empty")[1].answered


def test_the_model_alone_answers_without_documents(worker: Worker) -> None:
    assert isinstance(worker.load(chat_model()), Succeeded)
    question = Question("Сколько будет два плюс два?", way=AnswerMode.MODEL, max_tokens=30)
    before, answer = worker.ask(question)
    assert answer.answered
    assert "4" in answer.text or "четыре" in answer.text.lower()
    assert answer.text == text_of(before)
    assert answer.citations == ()


def test_asking_without_a_model_is_a_known_problem(worker: Worker) -> None:
    worker.notify(Ask("ask", QUESTION))
    end = worker.until_end("ask")[1]
    assert isinstance(end, Failed)
    assert end.code is Code.NO_MODEL


def test_stop_works_while_the_prompt_is_read(worker: Worker) -> None:
    assert isinstance(worker.load(chat_model(), threads=1), Succeeded)
    long = "\n\n".join(
        f"Пункт {n}. Порядок хранения бланков на складе номер {n} описан отдельно." for n in range(300)
    )
    question = Question("Напиши вывод: " + long[:9000], way=AnswerMode.MODEL)
    worker.notify(Ask("ask", question))
    time.sleep(0.5)
    worker.notify(Stop("ask"))
    before, end = worker.until_end("ask")
    assert isinstance(end, Succeeded)
    answer = from_json(Answer, end.result)
    assert answer.stopped
    assert text_of(before) == answer.text == ""
    assert worker.ask(QUESTION, "after")[1].answered


def test_stop_works_while_the_answer_is_written(worker: Worker) -> None:
    assert isinstance(worker.load(chat_model()), Succeeded)
    worker.notify(Ask("ask", Question("Перечисли числа от одного до ста словами.", way=AnswerMode.MODEL)))
    written = ""
    while len(written) < 20:
        message = worker.next()
        written += message.text if isinstance(message, Token) else ""
    worker.notify(Stop("ask"))
    before, end = worker.until_end("ask")
    assert isinstance(end, Succeeded)
    answer = from_json(Answer, end.result)
    assert answer.stopped
    assert answer.text == written + text_of(before)
    assert answer.timings.tokens < 512


def test_cancel_throws_the_answer_away(worker: Worker) -> None:
    assert isinstance(worker.load(chat_model()), Succeeded)
    worker.notify(Ask("ask", Question("Перечисли числа от одного до ста словами.", way=AnswerMode.MODEL)))
    while not isinstance(worker.next(), Token):
        pass
    worker.notify(Cancel("ask"))
    assert isinstance(worker.until_end("ask")[1], Cancelled)
    assert worker.ask(QUESTION, "after")[1].answered


@pytest.mark.parametrize(
    ("name", "code"),
    [("cut", Code.MODEL_DAMAGED), ("text", Code.NOT_A_MODEL), ("missing", Code.MODEL_MISSING)],
)
def test_a_file_that_is_no_sound_model_is_refused_and_the_worker_lives(
    worker: Worker, tmp_path: Path, name: str, code: Code
) -> None:
    path = tmp_path / "модель с пробелом.gguf"
    if name == "text":
        path.write_text("это не модель\n" * 1000, "utf-8")
    elif name == "cut":
        shutil.copyfile(chat_model(), path)
        with path.open("r+b") as file:
            file.truncate(100_000_000)
    failed = worker.load(path)
    assert isinstance(failed, Failed)
    assert failed.code is code
    assert worker.process.poll() is None
    assert isinstance(worker.load(chat_model(), "sound"), Succeeded)


def test_after_a_kill_in_the_middle_a_new_worker_answers(worker: Worker) -> None:
    assert isinstance(worker.load(chat_model()), Succeeded)
    worker.notify(Ask("ask", Question("Перечисли числа от одного до ста словами.", way=AnswerMode.MODEL)))
    while not isinstance(worker.next(), Token):
        pass
    worker.process.send_signal(signal.SIGKILL)
    assert worker.process.wait(10) == -signal.SIGKILL
    other = Worker()
    try:
        assert isinstance(other.load(chat_model()), Succeeded)
        assert other.ask(QUESTION)[1].answered
    finally:
        other.close()


def test_nothing_but_messages_comes_out_of_the_worker(worker: Worker) -> None:
    assert isinstance(worker.load(chat_model()), Succeeded)
    worker.ask(QUESTION)
    # `decode` has read every line; llama.cpp's chatter stays away from stderr as well.
    assert len(worker.stderr) < 4000, json.dumps(worker.stderr.decode("utf-8", "replace"))[:2000]
