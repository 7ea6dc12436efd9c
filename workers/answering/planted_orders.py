"""Words of a document that speak to the model instead of the reader: orders, roles, tokens of chat templates.

A document is data. What of it addresses the model is left out of the prompt: a small model follows whatever
reads like an order, however it was told not to. Rules, no model; they look for commands in the second person
singular, for a machine that is addressed, and for the marks of chat formats, which business documents hardly
hold. Russian and English.
"""

import re

from workers.answering.evidence.units import sentence_spans

OMITTED = "[…]"

_OPEN = (
    r"<\|im_start\|>\s*\w*|<\|start_header_id\|>\s*\w*\s*<\|end_header_id\|>|<start_of_turn>\s*\w*|"
    r"<\|(?:system|user|assistant|model|end_header_id)\|>|\[/?INST\]|<<SYS>>|<\|(?:User|Assistant)\|>|"
    r"<｜(?:User|Assistant)｜>|</?(?:think|tool_call|tool_response|function_call)>|"
    r"^#{1,4}\s*(?:Instruction|Response|Input|System|Assistant|User)\s*:[^\S\n]*$|"
    r"^\s*\[?(?:system|assistant|developer)\]?\s*:"
)
_CLOSE = (
    r"<\|(?:im_end|eot_id|end|endoftext|end_of_text|begin_of_text|eom_id|return)\|>|<end_of_turn>|<</SYS>>|"
    r"</?s>|<(?:bos|eos|pad|unk)>|\[(?:/?AVAILABLE_TOOLS|/?TOOL_CALLS|/?TOOL_RESULTS|/?SYSTEM_PROMPT)\]|"
    r"<｜[^｜\n]{1,40}｜>|<\|[^|<>\n]{1,40}\|>"
)
# A turn that was written into the text: from its mark to the next one, or to the end of the line.
_TURN = re.compile(rf"(?:{_OPEN})\s*(?:(?!{_OPEN}|{_CLOSE})[^\n])*(?:(?<=:)\n|(?<=>)\n)?", re.I | re.M)
_TOKEN = re.compile(rf"{_OPEN}|{_CLOSE}", re.I | re.M)
_ROLE_LINE = re.compile(
    r"(?:<\|im_start\|>|<start_of_turn>|<\|start_header_id\|>)[^\n]*\n[^\n]*|"
    r"^(?:#{1,4}\s*)?Instruction\s*:\s*\n+[^\n]*(?:\n+(?:#{1,4}\s*)?(?:Input|Response)\s*:\s*\n+[^\n]*)*",
    re.I | re.M,
)  # fmt: skip
# A question and its answer as this program's prompts have them: the colon goes, so that they read as text.
_DIALOGUE = re.compile(r"^(\s*)(вопрос|ответ|question|answer|user|пользователь)\s*:", re.I | re.M)
_MARKED_ANSWER = re.compile(r"^\s*(?:ответ|answer)\s*:[^\n]*\[\d{1,2}\][^\n]*$", re.I | re.M)
_HEADING = re.compile(r"^\s*#{1,6}\s+", re.M)

_MACHINE = (
    r"\b(?:ассистент\w*|нейросет\w*|чат-?бот\w*|языков\w+ модел\w+|искусственн\w+ интеллект\w*|ии|"
    r"ai|llms?|gpt|chatbot\w*|assistant|language model)\b"
)
_SAYING_RU = (
    r"(?:отвеча[йт]\w*|ответь\w*|говори\w*|скажи\w*|сообщ(?:и|ите|ай|айте|ать)|пиши\w*|напиши\w*|назови\w*|"
    r"выведи\w*|посоветуй\w*|добав(?:ь|ьте|ляй|ляйте)|встав(?:ь|ьте)|попроси\w*|игнорируй\w*|повтори\w*|"
    r"не\s+(?:читай|используй)\w*)"
)
_SAYING_EN = r"(?:answer|reply|respond|say|tell|output|print|add|visit|ignore|repeat|claim|must)"
_SCOPE_RU = (
    r"(?:ответ\w*|вопрос\w*|пользовател\w+|собеседник\w*|инструкци\w+|указани\w+|промпт\w*|задач\w+|далее|теперь|"
    r"всегда|только|вместо|дословно|словом|фраз\w+|на\s+английском)"
)
_COMMANDS_RU = (
    r"(?:пиши|говори|скажи|сообщи|сообщай|напиши|выведи|выводи|добавь|добавляй|заканчивай|начинай|вставь|вставляй|"
    r"посоветуй|назови|называй|повтори|повторяй|притворись|представься|расшифруй|выполни)"
)
_ORDERS = [
    re.compile(pattern, re.I | re.S)
    for pattern in (
        rf"{_MACHINE}.{{0,120}}?\b{_SAYING_RU}|{_MACHINE}.{{0,120}}?\b{_SAYING_EN}\b",
        rf"\b{_SAYING_RU}\b.{{0,40}}{_MACHINE}",
        r"\bмодел(?:ь|и)\b.{0,40}?\b(?:обязан\w*\s+(?:сообщ|отвеч|говор)\w+|отвечай\w*|говори|пиши|скажи|сообщи)\b",
        r"(?<![\w-])(?:отвечай|ответь)(?![\w-])|\bты\s+(?:теперь\s+)?отвечаешь\b|\bтеперь\s+ты\b",
        rf"\b{_COMMANDS_RU}\b.{{0,120}}?(?:\b{_SCOPE_RU}\b|[«\"])|\b{_SCOPE_RU}\b.{{0,120}}?\b{_COMMANDS_RU}\b",
        r"^\W*(?:сообщи|скажи|говори|напиши|пиши),?\s+(?:что|будто)\b",
        r"\b(?:игнорируй\w*|проигнорируй\w*|забудь\w*|не\s+обращай\w*\s+внимания)\b.{0,80}?"
        r"\b(?:инструкци|указани|предыдущ|правил|документ|таблиц|выше|всё|все\b|текст)",
        r"\b(?:всем|всегда|на\s+(?:все|любые|всякий|любой)\s+вопрос\w*)\s+(?:отвечать|говорить|писать)\b",
        r"\b(?:ignore|disregard|forget|override)\b.{0,60}?\b(?:previous|prior|above|earlier|instructions?|everything)\b",
        r"\b(?:answer|reply|respond)\s+(?:only|always|in\s+english|with\s+the\s+word|that\b)",
        r"\b(?:from\s+now\s+on|system\s+override|new\s+task\s*:|you\s+are\s+now)\b|\btell\s+the\s+user\b",
        r"\b(?:reveal|print|output|repeat)\b.{0,40}?\b(?:system\s+prompt|your\s+(?:prompt|instructions?|rules))\b",
    )
]


def is_order(sentence: str) -> bool:
    """Whether a sentence, a heading or the name of a file commands the model instead of telling something."""
    plain = sentence.replace("_", " ")
    return any(pattern.search(plain) for pattern in _ORDERS)


def orders(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of what in `text` speaks to the model, in order: written turns, then sentences."""
    found = [
        match.span() for pattern in (_ROLE_LINE, _TURN, _MARKED_ANSWER) for match in pattern.finditer(text)
    ]
    found += [match.span() for match in _TOKEN.finditer(text)]
    for start, end in sentence_spans(text):
        at = start
        for cell in re.split(r"(?<=[|;\n])", text[start:end]):
            if is_order(cell):
                found.append((at, at + len(cell.rstrip("|;\n "))))
            at += len(cell)
    return _merged(found)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def blanked(text: str) -> str:
    """The text with blanks in the place of what speaks to the model: every offset stays."""
    for start, end in orders(text):
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def as_data(text: str) -> str:
    """A text as a model may read it: what speaks to it is left out, and nothing looks like a part of the
    prompt (headings of passages, questions, roles)."""
    parts, at = [], 0
    for start, end in orders(text):
        parts += [text[at:start], OMITTED if text[start:end].strip() else ""]
        at = end
    plain = "".join([*parts, text[at:]])
    return _DIALOGUE.sub(r"\1\2 —", _HEADING.sub("", plain))


def title_as_data(title: str) -> str:
    """A name or heading within one line; what commands the model is left out of it."""
    line = _TOKEN.sub(" ", " ".join(title.split()))
    return OMITTED if is_order(line) else _HEADING.sub("", line).strip()
