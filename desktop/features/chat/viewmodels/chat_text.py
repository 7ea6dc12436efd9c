"""Answers and chats as a text for others: Markdown with numbered sources."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from desktop.core.entities import USER, MessageState
from desktop.features.chat.viewmodels import answer_marks
from desktop.features.chat.viewmodels.chat_groups import aware
from desktop.features.chat.viewmodels.replies import Reply
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.words import answer_modes
from desktop.ui.words.markdown import literal, literal_lines, without_active_parts
from desktop.ui.words.problem_text import in_full
from desktop.ui.words.source_words import sources_in_markdown
from workers.contract.paths import shown_name


def chat_in_markdown(title: str, replies: Sequence[Reply]) -> str:
    """A whole conversation; each answer has its own sources."""
    parts = [f"# {literal(title)}"]
    for reply in replies:
        if reply.message.role == USER:
            parts.append(f"## {literal(' '.join(reply.message.text.split()))}")
            parts += _files(reply.message.attached)
        else:
            parts.append(_answer(reply))
    return "\n\n".join(parts) + "\n"


def answer_in_markdown(question: str, reply: Reply, attached: Sequence[str] = ()) -> str:
    """One answer under its question, which was asked of the files `attached`."""
    heading = [f"# {literal(' '.join(question.split()))}", *_files(attached)] if question else []
    return "\n\n".join([*heading, _answer(reply)]) + "\n"


def _answer(reply: Reply) -> str:
    message = reply.message
    parts = [f"*{literal(_made(reply))}*"]
    if message.state is MessageState.FAILED:
        parts.append(literal_lines(in_full(message.problem)))
    elif message.state is MessageState.REFUSED:
        words = "I did not find this in the documents. The nearest places are below."
        parts.append(QCoreApplication.translate("Refusal", words))
    else:
        text, unsupported = _cited(reply)
        parts.append(text)
        if unsupported:
            legend = QCoreApplication.translate("ChatText", "[?] – no source was found: please check")
            parts.append(f"*{literal(legend)}*")
    if reply.unread:
        parts.append(f"*{literal(reply.unread)}*")
    if reply.sources:
        parts += [
            f"**{QCoreApplication.translate('Answer', 'Sources:')}**",
            sources_in_markdown(reply.sources),
        ]
    return "\n\n".join(parts)


def made_by(reply: Reply) -> str:
    """How an answer came about: a person gave it, a table was reckoned, a way to answer."""
    if reply.message.corrected:
        said = QCoreApplication.translate("Answer", "Answered by a person")
        return f"{said}: {reply.correction.by}" if reply.correction and reply.correction.by else said
    if reply.message.table is not None:
        return QCoreApplication.translate("Answer", "Reckoned from a table")
    return answer_modes.name(reply.message.way)


def _files(attached: Sequence[str]) -> list[str]:
    """The files that were read for a question alone."""
    if not attached:
        return []
    names = ", ".join(shown_name(PurePath(path).name) for path in attached)
    return [f"*{literal(fill(QCoreApplication.translate('Question', 'For this question: %1'), names))}*"]


def _made(reply: Reply) -> str:
    """Who says it, and when."""
    message = reply.message
    made = message.created
    when = f"{formats.day(aware(made))} {formats.clock(aware(made))}"
    parts = [made_by(reply), reply.model_name, when]
    if message.state in (MessageState.STOPPED, MessageState.WRITING):
        parts.append(QCoreApplication.translate("Answer", "Stopped."))
    return " · ".join(part for part in parts if part)


def _cited(reply: Reply) -> tuple[str, bool]:
    """The words of the answer with the numbers of its sources, and whether a sentence has none."""
    message = reply.message
    woven = answer_marks.without_beside(answer_marks.weave(message.text, message.sentences, underline=True))
    woven = answer_marks.with_literal_parts(without_active_parts(woven))
    signs = {answer_marks.OPEN: "", answer_marks.OPEN_PARTLY: "", answer_marks.CLOSE: r" \[?\]"}

    def words(mark: re.Match[str]) -> str:
        return signs.get(mark[0], rf" \[{answer_marks.number_of(mark[0])}\]")

    return re.sub(answer_marks.PATTERN, words, woven).strip(), answer_marks.CLOSE in woven


def question_title(text: str) -> str:
    """What a file with the answer to a question is called."""
    return fill(QCoreApplication.translate("ChatText", "Answer, %1"), " ".join(text.split()))
