"""`bukvar exam run`: an exam on the command line, a line an answer, the table at the end; and
`bukvar exam opinion`: what a chat model holds of its answers."""

from typing import TYPE_CHECKING, Any

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.progress import finished, reconciled, starter_models
from desktop.core import agreement
from desktop.core.entities import JobState, KnowledgeBase
from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamAnswer,
    ExamState,
    Scoreboard,
    Verdict,
    is_shipped,
    opinions_of,
)
from desktop.features.exam.domain import exam_statistics
from desktop.features.exam.viewmodels import exam_verdict, exam_words
from desktop.features.exam.viewmodels.exam_words import CandidateNames
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem
from workers.contract.exam import Mark

if TYPE_CHECKING:
    from desktop.app import Application


async def run(application: "Application", call: Call, base: KnowledgeBase) -> int:
    """Hold an exam to its end, or go on with the one of the same wishes that was cut off: what it has
    answered is printed again, not asked again."""
    arguments, exams = call.arguments, application.exams
    await starter_models(application, call.output)
    await reconciled(application, base.id)
    found = [
        one
        for model in arguments.model or [""]
        for one in application.candidates.find(base.id, arguments.candidates, model, arguments.adapter)
    ]
    candidates = list(dict.fromkeys(found))
    names = _names(candidates)
    earlier = [one.id for one in exams.list(base.id) if one.state is ExamState.DONE]
    exam = exams.start(base.id, candidates, arguments.limit, arguments.seed, general=arguments.general)
    asked = sum(not is_shipped(question) for question in exam.questions)
    tables = [application.exam_results.table(one) for one in earlier]
    power = exam_statistics.power(asked, len(candidates), tables)
    call.output.note(exam_words.power_sentence(power))
    printed: set[tuple[str, str]] = set()

    def show(answer: ExamAnswer) -> None:
        key = (answer.candidate, answer.question)
        if answer.exam == exam.id and key not in printed:
            printed.add(key)
            _answer(application, call, exam, answer, names)

    exams.on_answer.append(show)
    try:
        for answer in application.exam_results.answers(exam.id):
            show(answer)
        ended = await exams.wait(exam.id)
    finally:
        exams.on_answer.remove(show)
    if ended.state is ExamState.FAILED:
        call.output.problem(Problem.stored(ended.code, ended.problem_params))
        return PROBLEM
    board = application.exam_results.table(exam.id)
    rules = to_json(agreement.of_the_rules())
    values = {**_table(exam, board, names), "power": to_json(power), "rules_agreement": rules}
    call.output.row(values, _table_text(application, ended, board))
    return DONE if ended.state is ExamState.DONE else PROBLEM


def _names(candidates: list[Candidate]) -> dict[str, str]:
    """Key → what to call it: its way, where that says enough."""
    ways = [one.entry for one in candidates]
    return {one.key: one.entry.value if ways.count(one.entry) == 1 else one.key for one in candidates}


def _answer(
    application: "Application", call: Call, exam: Exam, answer: ExamAnswer, names: dict[str, str]
) -> None:
    question = application.questions.rows.get(exam.base, answer.question)
    values = {
        "candidate": names[answer.candidate],
        "question": question.text.question,
        "answer": answer.text,
        "mark": answer.mark.value,
        "reasons": [to_json(reason) for reason in answer.grade.reasons],
        "refused": answer.state.value == "refused",
        "citation": answer.grade.citation,
        "seconds": round(answer.timings.total_s, 3),
        "number": question.number,
    }
    text = f"{answer.mark.value}\t{names[answer.candidate]}\t{question.text.question}\t{answer.text}"
    call.output.row(values, " ".join(text.split("\n")))


def _table(exam: Exam, board: Scoreboard, names: dict[str, str]) -> dict[str, Any]:
    return {
        "exam": exam.id,
        "table": [
            {
                "candidate": names[row.candidate.key],
                "asked": row.asked,
                "right": row.right,
                "partly": row.partly,
                "wrong": row.wrong,
                "refused": row.refused,
                "false_answers": row.invented,
                "cited": row.cited,
                "citations_right": row.citations_right,
                "seconds_median": round(row.seconds_median, 3),
                "tokens_median": row.tokens_median,
                "memory": row.memory,
                "low": round(row.low, 4),
                "high": round(row.high, 4),
                "general": row.general,
                "general_asked": row.general_asked,
            }
            for row in board.rows
        ],
        "verdicts": [_verdict(verdict, names) for verdict in board.verdicts],
        "knows_less": [_verdict(verdict, names) for verdict in board.knows_less],
        "recommended": names.get(board.best, ""),
    }


def _verdict(verdict: Verdict, names: dict[str, str]) -> dict[str, Any]:
    """The better one first, so that the difference is never negative."""
    turned = verdict.difference < 0
    first, second = (verdict.second, verdict.first) if turned else (verdict.first, verdict.second)
    low, high = (-verdict.high, -verdict.low) if turned else (verdict.low, verdict.high)
    judgement = verdict.judgement.value
    return {
        "better": names[first],
        "worse": names[second],
        "difference": round(abs(verdict.difference), 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "verdict": "better" if judgement == "worse" else judgement,
        "questions": verdict.questions,
    }


def _table_text(application: "Application", exam: Exam, board: Scoreboard) -> str:
    """The verdict, a line a candidate, and why so: what the page of results says."""
    words = CandidateNames(application.models, application.adapters, application.instructions)
    names = words.of(exam.base, exam.candidates)
    now = application.candidates.answering(exam.base)
    sat = now is not None and now.key in names
    verdict = exam_verdict.verdict(board, now.key if now is not None and sat else "", names)
    lines = [verdict.title, verdict.sentence]
    for row in board.rows:
        interval = f"{100 * row.low:.0f}–{100 * row.high:.0f} %"
        facts = (row.partly, row.wrong, row.refused, row.invented)
        marks = (Mark.PARTLY, Mark.WRONG, Mark.REFUSED, Mark.INVENTED)
        counted = (f"{exam_words.mark_short(mark)} {count}" for mark, count in zip(marks, facts, strict=True))
        own = (names[row.candidate.key], exam_verdict.right_of(row), interval, *counted)
        lines.append("\t".join(own))
    known = application.questions.rows.all(exam.base)
    unanswered = sum(key in known and not known[key].text.answerable for key in exam.questions)
    lines += [f"- {line.sentence}" for line in exam_verdict.why(board, exam, unanswered, names)]
    return "\n".join(line for line in lines if line)


async def opinion(application: "Application", call: Call, base: KnowledgeBase) -> int:
    """A line an answer that was asked about, then the sum. A model that agrees with people too little is not
    asked: that is told as a problem."""
    await starter_models(application, call.output)
    exam = application.exams.latest(base.id)
    if exam is None:
        call.output.problem(Problem(Code.EXAM_NEEDED, {"name": base.name}))
        return PROBLEM
    job = application.opinions.ask(exam, call.arguments.model)
    ended = await finished(application, job, call.output)
    if ended.state is not JobState.SUCCEEDED:
        return PROBLEM
    answers = application.exam_results.answers(exam.id)
    known = application.questions.rows.all(base.id)
    for answer in answers:
        if answer.opinion is not None and answer.question in known:
            question = known[answer.question].text.question
            values = {
                "candidate": answer.candidate,
                "question": question,
                "answer": answer.text,
                "mark": answer.mark.value,
                "opinion": answer.opinion.mark.value,
            }
            line = (answer.mark.value, answer.opinion.mark.value, question, answer.text)
            call.output.row(values, " ".join("\t".join(line).split("\n")))
    told = opinions_of(answers)
    assert told is not None
    call.output.row(
        {"exam": exam.id, **to_json(told), "kappa": round(told.kappa, 3)},
        f"{told.model}\t{told.alike}/{told.asked}\tkappa {told.kappa:.2f}",
    )
    return DONE
