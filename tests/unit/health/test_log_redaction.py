"""What of a log goes into the report for support: the program's own words, and nothing of anybody's
documents."""

import logging
import traceback

import pytest

from desktop.features.health.domain.log_redaction import HIDDEN, redacted, safe_words

SECRETS = ("Зарплата", "Иванова", "85000", "salary", "Johnson", "Договор", "zarplata", "vacation")


def clean(lines: list[str]) -> str:
    text = "\n".join(lines)
    assert not [word for word in SECRETS if word.lower() in text.lower()], text
    return text


def test_a_traceback_keeps_places_and_kinds() -> None:
    try:
        raise ValueError("Зарплата Иванова: 85000, salary of Johnson")
    except ValueError:
        trace = traceback.format_exc().replace(
            __file__, "/home/ivan/bukvar/workers/services/reader/service.py"
        )
    text = clean(redacted(trace.splitlines()))
    assert 'File "workers/services/reader/service.py", line' in text
    assert "Traceback" in text and "ValueError" in text
    assert "ivan" not in text


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (
            "2026-11-29 13:50:01,123 WARNING desktop.core.jobs.job_service:331: Job 17 (index) failed: "
            "worker_crashed itself, signal 11 Договор Иванова.docx",
            "2026-11-29 13:50:01,123 WARNING desktop.core.jobs.job_service:331: Job … index … failed … "
            "worker_crashed itself … signal 11 …",
        ),
        (
            "2026-11-29 13:50:01,123 knowledge ERROR workers.runtime.runner:181: request Зарплата failed",
            "2026-11-29 13:50:01,123 knowledge ERROR workers.runtime.runner:181: request … failed",
        ),
        (
            "llama_model_load: error loading model: /home/ivan/Зарплата.gguf",
            "llama_model_load … error loading model …",
        ),
        (
            "/src/ggml-cpu.c:1234: GGML_ASSERT(salary == vacation) failed",
            "… ggml-cpu.c:1234 … failed",
        ),
        ("Fatal Python error: Segmentation fault", "Fatal Python error … Segmentation fault"),
        ("Зарплата Иванова 85000", HIDDEN),
        ("", ""),
    ],
)
def test_lines(line: str, shown: str) -> None:
    assert "".join(redacted([line])) == shown
    clean(redacted([line]))


def test_a_document_that_looks_like_a_log_tells_nothing_of_itself() -> None:
    lines = [
        '  File "/home/ivan/Зарплата.py", line 3, in vacation',
        "2026-11-29 13:50:01,123 ERROR Johnson: salary",
        "vacation.docx:85000: Договор",
        "signal Зарплата, exit code salary",
    ]
    clean(redacted(lines[1:]))
    assert "Зарплата" not in "\n".join(redacted(lines))


def test_words_that_stay_hidden_are_not_repeated() -> None:
    assert redacted(["Зарплата", "Иванова", "vacation"]) == [HIDDEN]
    assert safe_words("Зарплата Иванова timeout 85000 rub") == f"{HIDDEN} timeout {HIDDEN}"
    for number in (
        "7707083893",
        "770701001",
        "117997",
        "40817",
    ):  # of a taxpayer, a post office, an account
        assert safe_words(f"code {number}") == f"code {HIDDEN}"
    for told in ("code 127", "signal 11", "line 12345", "code 3221225477"):
        assert safe_words(told) == told


def test_every_word_of_a_record_of_ours_is_found_again_by_its_line() -> None:
    record = logging.LogRecord("desktop.app", logging.WARNING, "app.py", 232, "Base %s", ("Договор",), None)
    form = logging.Formatter("%(asctime)s %(levelname)s %(name)s:%(lineno)d: %(message)s")
    (line,) = redacted([form.format(record)])
    assert "desktop.app:232" in line
    clean([line])
