"""`bukvar exam opinion`: what a chat model holds of the answers of the last exam, beside the marks."""

from typing import TYPE_CHECKING

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.progress import finished, starter_models
from desktop.core import opinions
from desktop.core.entities import JobState, KnowledgeBase
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem

if TYPE_CHECKING:
    from desktop.app import Application


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
                "contestant": answer.candidate,
                "question": question,
                "answer": answer.text,
                "mark": answer.mark.value,
                "opinion": answer.opinion.mark.value,
            }
            line = (answer.mark.value, answer.opinion.mark.value, question, answer.text)
            call.output.row(values, " ".join("\t".join(line).split("\n")))
    told = opinions.summary(answers)
    assert told is not None
    call.output.row(
        {"exam": exam.id, **to_json(told), "kappa": round(told.kappa, 3)},
        f"{told.model}\t{told.alike}/{told.asked}\tkappa {told.kappa:.2f}",
    )
    return DONE
