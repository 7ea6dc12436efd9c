"""Words of a document that speak to the model instead of the reader: orders, roles, tokens of chat templates.

A document is data. What of it addresses the model is left out of the prompt: a small model follows whatever
reads like an order, however it was told not to. Rules, no model; they look for commands in the second person
singular, for a machine that is addressed, and for the marks of chat formats, which business documents hardly
hold. Russian and English.
"""

import re
from functools import cache

from workers.text import sentences

OMITTED = "[…]"

# Marks are found with blanks in them too.
_OPEN = (
    (
        r"<\|im_start\|>\s*\w*|<\|start_header_id\|>\s*\w*\s*<\|end_header_id\|>|<start_of_turn>\s*\w*|"
        r"<\|(?:system|user|assistant|model|end_header_id)\|>|\[/?INST\]|<<SYS>>|<\|(?:User|Assistant)\|>|"
        r"<｜(?:User|Assistant)｜>|</?(?:think|tool_call|tool_response|function_call)>|"
        r"^#{1,4}\s*(?:Instruction|Response|Input|System|Assistant|User)\s*:[^\S\n]*$|"
        r"^\s*\[?(?:system|assistant|developer)\]?\s*:"
    )
    .replace(r"<\|", r"<\s?\|\s?")
    .replace(r"\|>", r"\s?\|\s?>")
)
_CLOSE = (
    (
        r"<\|(?:im_end|eot_id|end|endoftext|end_of_text|begin_of_text|eom_id|return)\|>|<end_of_turn>|<</SYS>>|"
        r"</?s>|<(?:bos|eos|pad|unk)>|\[(?:/?AVAILABLE_TOOLS|/?TOOL_CALLS|/?TOOL_RESULTS|/?SYSTEM_PROMPT)\]|"
        r"<｜[^｜\n]{1,40}｜>|<\|[^|<>\n]{1,40}\|>"
    )
    .replace(r"<\|", r"<\s?\|\s?")
    .replace(r"\|>", r"\s?\|\s?>")
)
# A turn that was written into the text: from its mark to the next one, or to the end of the line.
_TURN = re.compile(rf"(?:{_OPEN})\s*(?:(?!{_OPEN}|{_CLOSE})[^\n])*(?:(?<=:)\n|(?<=>)\n)?", re.I | re.M)
_TOKEN = re.compile(rf"{_OPEN}|{_CLOSE}", re.I | re.M)
_ROLE_LINE = re.compile(
    r"(?:<\s?\|\s?im_start\s?\|\s?>|<start_of_turn>|<\|start_header_id\|>)[^\n]*\n[^\n]*|"
    r"^(?:#{1,4}\s*)?Instruction\s*:\s*\n+[^\n]*(?:\n+(?:#{1,4}\s*)?(?:Input|Response)\s*:\s*\n+[^\n]*)*",
    re.I | re.M,
)  # fmt: skip
# The same as data: a message in JSON, an element of XML.
_MESSAGE = re.compile(
    r"\{[^{}\n]*[\"']role[\"']\s*:\s*[\"'](?:system|assistant|developer|user)[\"'][^{}\n]*\}|"
    r"<\s*(system|instructions?|prompt|assistant|developer)\s*>(?:(?!<\s*/?\s*\1)[\s\S]){0,600}<\s*/\s*\1\s*>",
    re.I,
)
# A question and its answer as this program's prompts have them: the colon goes, so that they read as text.
_DIALOGUE = re.compile(r"^(\s*)(вопрос|ответ|question|answer|user|пользователь)\s*:", re.I | re.M)
_MARKED_ANSWER = re.compile(r"^\s*(?:ответ|answer)\s*:[^\n]*\[\d{1,2}\][^\n]*$", re.I | re.M)
_HEADING = re.compile(r"^\s*#{1,6}\s+", re.M)
_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")

_MACHINE_RU = (
    r"(?:нейросет\w*|чат-?бот\w*|бот(?:у|ы|ам|ов)?|языков\w+ модел\w+|искусственн\w+ интеллект\w*|ии|"
    r"llms?|gpt|(?:цифров|виртуальн|автоматическ|электронн)\w+\s+(?:помощник|ассистент|читател)\w*)"
)
# Words that name a person or a product as well.
_HELPER_RU = r"(?:ассистент\w*|помощник(?:у|ам|и)?|модел(?:ь|и|ям)|робот(?:у|ам|ы)?)"
_MACHINE_EN = (
    r"(?:llms?|gpt|chat-?bots?|bots?|language\s+models?|assistants?|"
    r"(?:ai|digital|virtual|automated|automatic)(?:\s+(?:assistants?|readers?|agents?|models?|systems?))?)"
)
# Commands in the second person singular, which documents for people hardly use for speaking.
_COMMAND_RU = (
    r"(?:отвечай|ответь|говори|скажи|сообщи|сообщай|пиши|напиши|назови|называй|выведи|выводи|посоветуй|советуй|"
    r"добавь|добавляй|вставь|вставляй|попроси|игнорируй|проигнорируй|повтори|повторяй|начинай|начни|заканчивай|"
    r"закончи|утверждай|притворись|притворяйся|представься|представляйся|расшифруй|декодируй|исполни|выполни|"
    r"переведи|переводи|отказывайся|откажись|умножай|раскрой|не\s+(?:читай|используй|упоминай|пиши|отвечай))"
)
_POLITE_RU = (
    r"(?:отвечайте|ответьте|говорите|скажите|сообщите|сообщайте|пишите|напишите|называйте|назовите|добавьте|"
    r"добавляйте|вставьте|вставляйте|начинайте|заканчивайте|утверждайте|игнорируйте|попросите)"
)
_INFINITIVE_RU = (
    r"(?:отвечать|ответить|говорить|сказать|сообщать|сообщить|писать|написать|называть|назвать|добавлять|добавить|"
    r"вставлять|вставить|начинать|начать|заканчивать|закончить|игнорировать|утверждать)"
)
_ABLE = (
    r"(?:долж\w+|мо[жг]\w+|уме\w+|способ\w+|помога\w+|позволя\w+|чтобы|нельзя|запрещ\w+|учат\w*|науч\w+|"
    r"реша\w+)"
)
_SAYING_EN = (
    r"(?:answer|reply|respond|say|tell|output|print|add|append|include|insert|visit|ignore|repeat|claim|state|"
    r"mention|write|end|begin|start|pretend)"
)
_SCOPE_RU = (
    r"(?:ответ\w*|вопрос\w*|пользовател\w+|собеседник\w*|инструкци\w+|указани\w+|промпт\w*|задач\w+|далее|теперь|"
    r"всегда|только|вместо|дословно|словом|фраз\w+|на\s+английском|по-английски|по-русски)"
)
_TO = (
    r"(?:^\W*|\b(?:внимани[ея]|уважаем\w+|дорог\w+|примечани\w+|напоминани\w+|просьба|сноска|указани\w+|инструкци\w+|"
    r"заметка|для|к)\W+(?:\w+\W+){0,2})"
)
_TO_EN = (
    r"(?:^\W*|[:,;|]\s*|\b(?:dear|attention|hey|kindly|for|to|if\s+(?:an?\s+)?)\W*"
    r"(?:any\s+|all\s+|every\s+)?)"
)
_ANY_ANSWER_EN = (
    r"(?:(?:your|each|every|any|all)\s+(?:response|answer|reply|output)|whatever\s+you\s+(?:write|say))"
)
_COMMANDING_EN = (
    r"(?:^\W*|[.;:!—–-]\s*|\b(?:please|kindly|now\s+on,?|always|only|you|must)\s+)"
    r"(?:please\s+|kindly\s+|always\s+)?"
)
_LANGUAGES_EN = r"(?:english|french|german|russian|spanish|italian|chinese|latin)"
_ORDERS = (
    # A machine is spoken to.
    rf"(?<![\w-]){_MACHINE_RU}(?![\w-]).{{0,120}}?\b{_COMMAND_RU}\b",
    rf"{_TO}{_HELPER_RU}(?!\w).{{0,120}}?\b{_COMMAND_RU}\b",
    rf"(?<![\w-]){_HELPER_RU}\s*[,!:].{{0,120}}?\b{_COMMAND_RU}\b",
    rf"{_TO}(?:(?!если|когда|пока)\w+\s+)?(?:{_MACHINE_RU}|ассистент(?:у|ам|ы))(?![\w-])\s*[:!—–,].{{0,120}}?\b{_POLITE_RU}\b",
    rf"{_TO}(?:(?!если|когда|пока)\w+\s+)?(?:{_MACHINE_RU}|ассистент(?:у|ам|ы))(?![\w-]).{{0,40}}?[:!—–]"
    rf"(?:(?!{_ABLE}).){{0,120}}?\b{_INFINITIVE_RU}\b",
    rf"\b(?:если|когда)\s+(?:\w+\s+){{0,4}}(?:{_MACHINE_RU}|программ\w+|машин\w+)(?![\w-]).{{0,80}}?"
    rf"\b(?:пусть|{_COMMAND_RU})\b",
    rf"\bпусть\s+(?:он|она|{_MACHINE_RU})\s+(?:на)?(?:пишет|говорит|скажет|ответит|сообщит|добавит)\b",
    rf"\b{_COMMAND_RU}\b.{{0,40}}(?<![\w-]){_MACHINE_RU}(?![\w-])",
    r"\bмодел(?:ь|и)\b.{0,40}?\b(?:обязан\w*\s+(?:сообщ|отвеч|говор)\w+|отвечай\w*|говори|пиши|скажи|сообщи)\b",
    # Whoever answers is told what or how.
    r"(?<![\w-])(?:отвечай|ответь)(?![\w-])|\bты\s+(?:теперь\s+)?отвечаешь\b|\b(?:теперь|отныне)\s+ты\b",
    r"\b(?:отныне|теперь)\s+тво[её]\s+имя\b|\bпредставь\s*,?\s+что\s+ты\b",
    rf"\b{_COMMAND_RU}\b.{{0,120}}?(?:\b{_SCOPE_RU}\b|[«\"])|\b{_SCOPE_RU}\b.{{0,120}}?\b{_COMMAND_RU}\b",
    r"^\W*(?:сообщи|скажи|говори|напиши|пиши),?\s+(?:что|будто)\b",
    r"\b(?:игнорируй\w*|проигнорируй\w*|забудь\w*|не\s+обращай\w*\s+внимания)\b.{0,80}?"
    r"\b(?:инструкци|указани|предыдущ|правил|документ|таблиц|выше|всё|все\b|текст)",
    r"\b(?:всем|всегда|на\s+(?:все|любые|всякий|любой)\s+вопрос\w*)\s+(?:отвечать|говорить|писать)\b",
    r"\b(?:если|когда)\s+(?:\w+\s+)?спро(?:сят|сит)\b.{0,60}?\b(?:правильный|верный|единственный)\s+ответ\b",
    # The same in English.
    rf"(?<!the )(?<!our )(?<!ai )(?<![\w-])(?:ai|llms|chat-?bots|bots|language\s+models|"
    rf"(?:ai|digital|virtual|automated)\s+(?:assistants|readers|agents|models|systems))\s+(?:must|shall|should\s+always)\s+"
    rf"(?:always\s+|only\s+)?{_SAYING_EN}\b",
    r"^\W*assistants?\s+must\s+(?:say|claim|output|print|pretend)\b",
    rf"{_TO_EN}{_MACHINE_EN}\b\s*(?:[:,!—–]|reads?\b).{{0,80}}?\b{_SAYING_EN}\b",
    rf"{_COMMANDING_EN}{_SAYING_EN}\b(?!\().{{0,80}}?\b{_ANY_ANSWER_EN}\b",
    rf"\b{_ANY_ANSWER_EN}s?\b.{{0,60}}?\b(?:with\s+(?:the\s+)?(?:words?|phrase|link)|must\s+contain)\b",
    rf"{_COMMANDING_EN}(?:ignore|disregard|forget|override)\s+(?:(?:everything|anything|all)(?:\s+\w+){{0,2}}\s+"
    rf"(?:above|before|previously|said|you)\b|.{{0,40}}?\b(?:instructions?|prompts?|rules|text\s+above|guidelines)\b)",
    rf"{_COMMANDING_EN}(?:answer|reply|respond)\s+(?:only|always|with\s+the\s+word|that\b)",
    rf"{_COMMANDING_EN}(?:answer|reply|respond|write|speak)\s+(?:\w+\s+)?(?:only\s+)?in\s+{_LANGUAGES_EN}\b",
    rf"{_COMMANDING_EN}pretend\s+(?:to\s+be|you\s+are)\b",
    rf"\bfrom\s+now\s+on\W+(?:(?:you|always|only|never)\s+)?(?:{_SAYING_EN}|speak|are|act)\b",
    rf"{_COMMANDING_EN}tell\s+the\s+user\b",
    r"\bsystem\s+override\b|\bnew\s+task\s*:|\byou\s+are\s+now\s+(?:an?|the|my|called|named)\s",
    r"\bwhen(?:ever)?\s+asked\b.{0,60}?\b(?:refuse\s+to\s+answer|never\s+answer|say\s+[\"'“«])",
    r"\b(?:reveal|print|output|repeat)\b.{0,40}?\b(?:system\s+prompt|your\s+(?:prompt|instructions?|rules))\b",
    # And in others, as one who attacks might.
    r"\b(?:antworte|réponds|répondez|responde|rispondi)\b.{0,40}?\b(?:nur|immer|ab\s+jetzt|auf|uniquement|toujours|"
    r"solo|siempre|sempre|en|in)\b",
)
_MACHINE = rf"(?<![\w-])(?:{_MACHINE_RU}|{_MACHINE_EN})(?![\w-])"
# Characters of an order that goes over several lines, and of a sentence that only says who is meant.
_LONGEST, _ADDRESS = 400, 80
# Words without which no text holds an order, by which long texts are looked through: parts of words, and
# whole ones.
_PARTS = (
    "<|", "< |", "<｜", "turn>", "inst]", "<<sys>>", "s>", "<think", "</think", "tool_", "function_call>",
    "<bos", "<eos", "<pad", "<unk", "instruction:", "instruction :", "response:", "system:", "system]",
    "assistant", "developer:", "input:", "user:", "\"role\"", "'role'", "<system", "<instruction",
    "<prompt", "<developer", "tools]", "tool_calls", "нейросет", "чат-бот", "чатбот", "языков",
    "искусственн", "помощник", "ассистент", "робот", "читател", "программ", "reader", "llm", "gpt",
    "language model", "chatbot", "chat-bot", "игнориру", "внимания", "теперь ты", "твоё имя", "твое имя",
    "что ты", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "ответ:", "answer:", "ignore", "disregard",
    "forget", "override", "pretend", "from now on", "you are now", "tell the user", "new task",
    "when asked", "whenever asked", "prompt", "your instruction", "your rules", "whatever you",
    "answer only", "reply only", "respond only", "answer always", "reply always", "respond always",
    "answer that", "reply that", "respond that", "with the word", "in english", "in french", "in german",
    "in russian", "in spanish", "in italian", "in chinese", "in latin", "antworte", "réponds", "répondez",
    "responde", "rispondi",
    *(f"{which} {what}" for which in ("your", "each", "every", "any", "all")
      for what in ("response", "answer", "reply", "output")),
)  # fmt: skip
_WHOLE = frozenset((
    "бот", "боту", "боты", "ботам", "ботов", "ии", "ai", "bot", "bots", "модель", "модели", "моделям",
    "пусть", "отныне", "забудь", "забудьте", "отвечаешь", "отвечать", "говорить", "писать", "спросят",
    "спросит",
    *re.findall(r"[а-яё]{3,}", _COMMAND_RU),
))  # fmt: skip
_ANY_PART = re.compile("|".join(map(re.escape, _PARTS)))
# What is looked at before and behind such a word.
_BEFORE, _BEHIND = 500, 900


def is_order(sentence: str) -> bool:
    """Whether a sentence, a heading or the name of a file commands the model instead of telling something."""
    plain = _UNSEEN.sub("", sentence.replace("_", " "))
    low = " ".join(plain.lower().split())
    if not _ANY_PART.search(low) and _WHOLE.isdisjoint(_WORD.findall(low)):
        return False
    return any(pattern.search(plain) for pattern in _order_patterns())


@cache
def _order_patterns() -> list[re.Pattern[str]]:
    """Compiled when a text has a suspicious word: that takes longer than reading a small file."""
    return [re.compile(pattern, re.I | re.S) for pattern in _ORDERS]


def orders(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of what in `text` speaks to the model, in order: written turns, then sentences."""
    found = []
    for start, end in _suspect(text):
        found += [(start + first, start + last) for first, last in _found(text[start:end])]
    return _merged(found)


def _suspect(text: str) -> list[tuple[int, int]]:
    """Parts of a text, from line to line, that hold a word without which there is no order."""
    low = text.lower()
    low = low if len(low) == len(text) else text
    words = "\n".join(set(low.split()))  # a tenth of the text, in which most are looked for in vain
    spans = []
    for word in (*_PARTS, *_WHOLE.intersection(_WORD.findall(words))):
        if not all(piece in words for piece in word.split()):
            continue
        whole, at = word in _WHOLE, low.find(word)
        while at >= 0:
            end = at + len(word)
            if not whole or not (low[end : end + 1].isalnum() or low[max(0, at - 1) : at].isalnum()):
                first = max(0, at - _BEFORE)
                last = text.find("\n", end + _BEHIND, end + 3 * _BEHIND)
                begin = text.rfind("\n", max(0, first - _BEFORE), first) + 1
                spans.append((begin or first, end + _BEHIND if last < 0 else last))
                end = max(end, spans[-1][1] - _BEHIND)
            at = low.find(word, end)
    return _merged([(start, min(end, len(text))) for start, end in spans])


def _found(text: str) -> list[tuple[int, int]]:
    """The orders of a part of a text."""
    found = [
        match.span()
        for pattern in (_ROLE_LINE, _TURN, _MESSAGE, _MARKED_ANSWER, _TOKEN)
        for match in pattern.finditer(text)
    ]
    address = (0, 0)  # a short sentence that speaks to a machine: the next one may be the order
    for start, end in sentences.split(text):
        said = []
        for line in re.finditer(r"[^\n]+\n?", text[start:end]):
            said += _in_line(line.group(), start + line.start())
        if not said and end - start <= _LONGEST and is_order(" ".join(text[start:end].split())):
            said = [(start, end)]
        first, last = address
        if not said and last and is_order(f"{text[first:last]} {text[start:end][:_LONGEST]}"):
            said = [(first, last), (start, end)]
        found += said
        short = (
            not said
            and end - start <= _ADDRESS
            and text[end - 1] in "!:"
            and re.search(_MACHINE, text[start:end], re.I)
        )
        address = (start, end) if short else (0, 0)
    return found


def _in_line(line: str, start: int) -> list[tuple[int, int]]:
    """Orders in the cells of a line, or in the line as a whole."""
    found, at = [], start
    for cell in re.split(r"(?<=[|;])", line):
        if is_order(cell):
            found.append((at, at + len(cell.rstrip("|;\n "))))
        at += len(cell)
    if not found and is_order(line):
        found.append((start, start + len(line.rstrip())))
    return found


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
