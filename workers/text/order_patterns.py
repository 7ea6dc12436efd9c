"""What an order to a model looks like: marks of chat formats, those who are spoken to, commands to them."""

import re

from workers.text.disguised import LATIN_SIGNS

# Marks are found with blanks in them too.
OPEN = (
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
CLOSE = (
    (
        r"<\|(?:im_end|eot_id|end|endoftext|end_of_text|begin_of_text|eom_id|return)\|>|<end_of_turn>|<</SYS>>|"
        r"</?s>|<(?:bos|eos|pad|unk)>|\[(?:/?AVAILABLE_TOOLS|/?TOOL_CALLS|/?TOOL_RESULTS|/?SYSTEM_PROMPT)\]|"
        r"<｜[^｜\n]{1,40}｜>|<\|[^|<>\n]{1,40}\|>"
    )
    .replace(r"<\|", r"<\s?\|\s?")
    .replace(r"\|>", r"\s?\|\s?>")
)
# A turn that was written into the text: from its mark to the next one, or to the end of the line.
TURN = re.compile(rf"(?:{OPEN})\s*(?:(?!{OPEN}|{CLOSE})[^\n])*(?:(?<=:)\n|(?<=>)\n)?", re.I | re.M)
TOKEN = re.compile(rf"{OPEN}|{CLOSE}", re.I | re.M)
ROLE_LINE = re.compile(
    r"(?:<\s?\|\s?im_start\s?\|\s?>|<start_of_turn>|<\|start_header_id\|>)[^\n]*\n[^\n]*|"
    r"^(?:#{1,4}\s*)?Instruction\s*:\s*\n+[^\n]*(?:\n+(?:#{1,4}\s*)?(?:Input|Response)\s*:\s*\n+[^\n]*)*",
    re.I | re.M,
)  # fmt: skip
# The same as data: a message in JSON, an element of XML.
MESSAGE = re.compile(
    r"\{[^{}\n]*[\"']role[\"']\s*:\s*[\"'](?:system|assistant|developer|user)[\"'][^{}\n]*\}|"
    r"<\s*(system|instructions?|prompt|assistant|developer)\s*>(?:(?!<\s*/?\s*\1)[\s\S]){0,600}<\s*/\s*\1\s*>",
    re.I,
)
# A question and its answer as this program's prompts have them: the colon goes, so that they read as text.
DIALOGUE = re.compile(r"^(\s*)(вопрос|ответ|question|answer|user|пользователь)\s*:", re.I | re.M)
MARKED_ANSWER = re.compile(r"^\s*(?:ответ|answer)\s*:[^\n]*\[\d{1,2}\][^\n]*$", re.I | re.M)
HEADING = re.compile(r"^\s*#{1,6}\s+", re.M)
WORD = re.compile(r"[^\W_]+")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")

_MACHINE_RU = (
    r"(?:нейросет\w*|чат-?бот\w*|бот(?:у|ы|ам|ов)?|языков\w+ модел\w+|искусственн\w+ интеллект\w*|ии|"
    r"llms?|gpt|(?:цифров|виртуальн|автоматическ|электронн)\w+\s+(?:помощник|ассистент|читател)\w*)"
)
# Words that name a person or a product as well.
_HELPER_RU = r"(?:ассистент\w*|помощник(?:у|ам|и)?|модел(?:ь|и|ям)|робот(?:у|ам|ы|а|ов)?)"
_MACHINE_EN = (
    r"(?:llms?|gpt|chat-?bots?|bots?|language\s+models?|assistants?|"
    r"(?:ai|digital|virtual|automated|automatic)(?:\s+(?:assistants?|readers?|agents?|models?|systems?))?)"
)
_TOLD_EN = r"(?:ai|llms?|gpt|chat-?bots?|bots?|language\s+models?)"
# Commands in the second person singular, which documents for people hardly use for speaking.
_COMMAND_RU = (
    r"(?:отвечай|ответь|говори|скажи|сообщи|сообщай|пиши|напиши|назови|называй|выведи|выводи|посоветуй|советуй|"
    r"добавь|добавляй|вставь|вставляй|попроси|игнорируй|проигнорируй|повтори|повторяй|начинай|начни|заканчивай|"
    r"закончи|утверждай|притворись|притворяйся|представься|представляйся|расшифруй|декодируй|исполни|выполни|"
    r"сгенерируй|рекламируй|упоминай|упомяни|произнеси|напечатай|хвали|расхваливай|восхваляй|ссылайся|"
    r"обзывай|оскорбляй|переведи|переводи|отказывайся|откажись|умножай|раскрой|не\s+(?:читай|используй|упоминай|пиши|отвечай))"
)
# To a machine that is addressed by its name more may be said.
_COMMAND_TO_RU = (
    rf"(?:{_COMMAND_RU}|умножь|пропусти|прекрати|перестань|расскажи|рассказывай|рекомендуй|подтверди|подтверждай|"
    r"отрицай|одобри|одобряй|скрывай|скрой|раскрывай|прикинься|изображай|похвали|проси|требуй|замени|заменяй|веди|"
    r"предупреди|пообещай|откажи|отказывай|соври|ври)"
)
_POLITE_RU = (
    r"(?:отвечайте|ответьте|говорите|скажите|сообщите|сообщайте|пишите|напишите|называйте|назовите|добавьте|"
    r"добавляйте|начните|закончите|вставьте|вставляйте|начинайте|заканчивайте|утверждайте|игнорируйте|попросите)"
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
ORDERS = (
    # A machine is spoken to.
    rf"(?<![\w-]){_MACHINE_RU}(?![\w-]).{{0,120}}?\b{_COMMAND_TO_RU}\b",
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
    rf"(?<![\w-])(?:{_MACHINE_RU}|модел(?:и|ям)|ассистент(?:у|ам)|помощник(?:у|ам))(?![\w-])(?:,\s[^.,;]{{1,60}},)?\s+(?:\w+\s+)?"
    rf"(?:следует|надлежит|необходимо|нужно|надо|положено|велено|приказано)\s+(?:\w+\s+){{0,3}}{_INFINITIVE_RU}\b",
    rf"\bесли\s+(?:ты|вы|тебя|вас|меня|текст|это|эт\w+\s+\w+)\s+(?:\w+\s+){{0,3}}{_MACHINE_RU}(?![\w-])"
    rf".{{0,80}}?\b(?:{_POLITE_RU}|{_COMMAND_RU})\b",
    rf"(?<![\w-])(?:{_MACHINE_RU}|{_HELPER_RU})\s*[,!:—–].{{0,60}}?\bв\s+(?:кажд|сво|тво|люб|всяк)\w+\s+(?:\w+\s+)?ответ",
    r"(?<![\w-])ты\s*[—–-]\s*\w+.{0,120}?\b(?:отвечаешь|говоришь|заканчиваешь|начинаешь|добавляешь|пишешь)\b",
    r"\b(?:выведи|напиши|скажи|повтори|произнеси|напечатай|ответь)\s+(?:только\s+|лишь\s+)?"
    r"(?:слово|фразу|строку|число)\b",
    r"\bесли\s+(?:ты|вы)\s+не\s+(?:\w+\s+)?(?:напиш|скаж|ответ|добав|вывед|упомян|произнес)\w+\b.{0,40}?"
    r"\b(?:слово|фраз|в\s+ответе)\w*",
    r"(?<![\w-])модел(?:ям|и)\b.{0,80}?\bпусть\s+(?:говорят|отвечают|пишут|сообщают)\b",
    r"\b(?:прекрати|перестань)\s+(?:отвечать|читать|следовать|слушать)\b|\bвыда(?:й|вай)\s+себя\s+за\b",
    rf"\b(?:правильн|верн|нужн|единственн|требуем)\w+\s+ответ\w*\s+(?:для|от)\s+{_MACHINE_RU}(?![\w-])",
    r"\bтво[йи]\s+(?:главн|единственн|нов|постоянн)\w+\s+ответ\w*",
    # The same in English.
    rf"(?<!the )(?<!our )(?<!ai )(?<![\w-])(?:ai|llms|chat-?bots|bots|language\s+models|"
    rf"(?:ai|digital|virtual|automated)\s+(?:assistants|readers|agents|models|systems))\s+(?:must|shall|should\s+always)\s+"
    rf"(?:always\s+|only\s+)?{_SAYING_EN}\b",
    r"^\W*assistants?\s+must\s+(?:say|claim|output|print|pretend)\b",
    rf"{_TO_EN}{_MACHINE_EN}\b\s*(?:[:,!—–]|reads?\b).{{0,80}}?\b{_SAYING_EN}\b",
    rf"{_COMMANDING_EN}{_SAYING_EN}\b(?!\().{{0,80}}?\b{_ANY_ANSWER_EN}\b",
    rf"\b{_ANY_ANSWER_EN}s?\b.{{0,60}}?\b(?:with\s+(?:the\s+)?(?:words?|phrase|link)|must\s+contain)\b",
    rf"{_COMMANDING_EN}(?:ignore|disregard|forget|override)\s+(?:(?:everything|anything|all)(?:\s+\w+){{0,2}}\s+"
    rf"(?:above|before|previously|said|you)\b|.{{0,40}}?\b(?:instructions?|prompts?|rules|text\s+above|guidelines)\b|"
    rf"the\s+(?:documents?|context|passages?|sources?)\s+and\b)",
    rf"{_COMMANDING_EN}(?:answer|reply|respond)\s+(?:only|always|with\s+the\s+word|that\b)",
    rf"{_COMMANDING_EN}(?:answer|reply|respond|write|speak)\s+(?:\w+\s+)?(?:only\s+)?in\s+{_LANGUAGES_EN}\b",
    rf"\b(?:model|ai|llm|bot|assistant)\s+(?:instruction|directive|command)s?\s*:.{{0,40}}?\b{_SAYING_EN}\b",
    rf"\bif\s+you\s+are\s+(?:an?\s+)?(?:\w+\s+){{0,2}}{_TOLD_EN}\b.{{0,80}}?\b{_SAYING_EN}\b",
    r"\bdo\s+not\s+answer\s+(?:the|any|this|user)\b.{0,60}?\b(?:instead|just|only)\s+(?:say|write|output|reply)\b",
    rf"\btell\s+(?:whoever|everyone|everybody|anyone|people)\b.{{0,160}}?\b{_TOLD_EN}\b",
    rf"{_COMMANDING_EN}pretend\s+(?:to\s+be|you\s+are)\b",
    rf"\bfrom\s+now\s+on\W+(?:(?:you|always|only|never)\s+)?(?:{_SAYING_EN}|speak|are|act)\b",
    rf"{_COMMANDING_EN}tell\s+the\s+user\b",
    r"\bsystem\s+override\b|\bnew\s+task\s*:|\byou\s+are\s+now\s+(?:an?|the|my|called|named)\s",
    r"\bwhen(?:ever)?\s+asked\b.{0,60}?\b(?:refuse\s+to\s+answer|never\s+answer|say\s+[\"'“«])",
    r"\b(?:reveal|print|output|repeat)\b.{0,40}?\b(?:system\s+prompt|your\s+(?:\w+\s+)?(?:prompt|instructions?|rules))\b",
    rf"\b(?:any|every|all|each)\s+(?:\w+\s+)?{_TOLD_EN}\s+(?:that\s+|who\s+)?(?:reads?|reading|process\w*|summari[sz]\w*)\b",
    r"\b(?:llms?|chat-?bots?|language\s+models?)\s+(?:note|notice|instructions?|directives?)\s*:",
    r"\bsystem\s+prompt\s*(?:update|override|change|:)|\bstop\s+reading\s+(?:here|this)\s+and\s+"
    r"(?:output|say|write|print|reply)\b",
    # And in others, as one who attacks might.
    r"\b(?:antworte|réponds|répondez|responde|rispondi)\b.{0,40}?\b(?:nur|immer|ab\s+jetzt|auf|uniquement|toujours|"
    r"solo|siempre|sempre|en|in)\b",
)
MACHINE = rf"(?<![\w-])(?:{_MACHINE_RU}|{_MACHINE_EN})(?![\w-])"
# Commands among letters that stood apart, where no blank is left between words.
APART_ORDER = re.compile(
    r"отвечай|ответь|игнорируй|забудь|говори|скажи|напиши|пиши|сообщай|сообщи|ассистент|нейросет|ignore|"
    r"answer|reply|assistant",
    re.I,
)
# Words without which no text holds an order, by which long texts are looked through: parts of words, and
# whole ones.
PARTS = (
    "<|", "< |", "<｜", "turn>", "inst]", "<<sys>>", "s>", "<think", "</think", "tool_", "function_call>",
    "<bos", "<eos", "<pad", "<unk", "instruction:", "instruction :", "response:", "system:", "system]",
    "assistant", "developer:", "input:", "user:", "\"role\"", "'role'", "<system", "<instruction",
    "<prompt", "<developer", "tools]", "tool_calls", "нейросет", "чат-бот", "чатбот", "языков",
    "искусственн", "помощник", "ассистент", "робот", "читател", "программ", "reader", "llm", "gpt",
    "language model", "chatbot", "chat-bot", "игнориру", "внимания", "теперь ты", "твоё имя", "твое имя",
    "что ты", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "ответ:", "answer:", "ignore", "disregard",
    "forget", "override", "pretend", "from now on", "you are now", "tell the user", "new task",
    "if you are", "do not answer", "stop reading", "llm note", "выдай себя", "выдавай себя",
    "model instruction", "bot instruction", "ignore the", *LATIN_SIGNS,
    "when asked", "whenever asked", "prompt", "your instruction", "your rules", "whatever you",
    "answer only", "reply only", "respond only", "answer always", "reply always", "respond always",
    "answer that", "reply that", "respond that", "with the word", "in english", "in french", "in german",
    "in russian", "in spanish", "in italian", "in chinese", "in latin", "antworte", "réponds", "répondez",
    "responde", "rispondi",
    *(f"{which} {what}" for which in ("your", "each", "every", "any", "all")
      for what in ("response", "answer", "reply", "output")),
)  # fmt: skip
WHOLE = frozenset((
    "помощникам", "ассистенту", "прекрати", "перестань", "сгенерируй", "ты", "твой", "твои",
    "бот", "боту", "боты", "ботам", "ботов", "ии", "ai", "bot", "bots", "модель", "модели", "моделям",
    "пусть", "отныне", "забудь", "забудьте", "отвечаешь", "отвечать", "говорить", "писать", "спросят",
    "спросит",
    *re.findall(r"[а-яё]{3,}", _COMMAND_RU),
))  # fmt: skip
