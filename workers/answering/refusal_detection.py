"""How a model says in its own words that the documents do not hold the answer. Russian and English.

Such a sentence denies that something is *said*: it joins a denial with a verb of saying or finding and with
what it is denied of, the documents or an answer. A rule that denies something ("vouchers are not issued") has
no such verb, or speaks of no document at hand; what stands under a condition ("if the date is not given") is
never a refusal.
"""

import re

from workers.text import folding

# The documents at hand, as models call them.
_THESE_RU = (
    r"(?:документ(?!\w*\s+(?:на|для)\b)|отрыв[оокек]|текст|фрагмент|контекст|источник|материал|бумаг|файл|выдерж[ек]|"
    r"предоставленн|приведенн|представленн|имеющи|загруженн)\w*"
)
# Kinds of documents: a denial about them may as well be what they say.
_KINDS_RU = (
    r"(?:кодекс|инструкци|договор|стат(?:ь[еяию]|ей)|раздел|регламент|положени|приказ|правил|политик|руководств|"
    r"пункт|таблиц|справк|списк)\w*"
)
_SAID_RU = (
    r"(?:"
    r"сказан|назван|написан|указан|указыва(?:ется|ются)|упомянут|упомина|говор|содерж|привед|"
    r"приводит|описан|описыва|найден|наш[ел]|обнаруж|встреча|встрети|раскры|освеща|освещен|"
    r"затрагива|затронут|охватыва|сообща|рассматрива|рассмотрен|отражен|фигурир|оказал|значит|"
    r"представлен|предоставлен|дан[оаы]?\b|да[ею]т\b|отвеча|касает|касают|прописан|уточнен|"
    r"уточня|позволя|включа|следует(?!\s+\w+ть)|объясн|проясн|умалчива|поясн|предусмотр|установл|"
    r"определ|имеется"
    r")"
)
_STRONG_RU = (
    r"(?:сказан|написан|указан|упомянут|упомина|говор|найден|наш[ел]|обнаруж|описан|раскры|освеща|"
    r"фигурир|назван)"
)
_ANSWER_RU = r"(?:ответ|информаци|сведени|данны[ехм]|упоминани|указани|подробност)\w*"
_ABOUT_RU = (
    r"(?:этот\s+вопрос|эту\s+тему|этой\s+тем|этого\s+вопрос|данн\w+\s+(?:вопрос|тем)|вопрос\w*|тем[ауеы]\b)"
)
_THESE_EN = (
    r"(?:documents?|passages?|texts?|excerpts?|context|sources?|files?|materials?|fragments?|pages?|information|"
    r"(?:provided|supplied|given)\s+\w+)"
)
_SAY_EN = (
    r"(?:say|state|contain|mention|specify|provide|answer|include|give|tell|address|cover|hold|discuss|describe|explain|"
    r"indicate|reveal|list|refer|speak|touch|help|have\s+(?:an?y?\s+)?(?:answer|information|details?|data))"
)
_SAID_EN = (
    r"(?:mentioned|specified|stated|provided|given|found|included|available|covered|addressed|discussed|described|indicated|"
    r"named|answered|disclosed|in\s+the\s+(?:documents?|passages?|texts?|context|files?|excerpts?))"
)
_ANSWER_EN = (
    r"(?:information|answers?|mention|data|details?|indication|references?)"
    r"(?!\s+(?:desk|cent|board|office|sheet|system|tech))"
)
_NOT_EN = r"(?:not|n['o]?t|never|nowhere|nothing)"

_PATTERNS = [
    # «в документах (об этом) ничего не сказано», «в тексте нет ответа», «здесь речь не идет»
    rf"\b(?:в|во|из|среди|по|на\s+основ\w+)\s+(?:\w+\s+){{0,3}}?{_THESE_RU}[^.!?]{{0,90}}?\b(?:нет|ни\s+слова|отсутств\w+|не\s+{_SAID_RU})",
    rf"\b(?:нет|ни\s+слова|отсутств\w+|не\s+{_STRONG_RU}\w*)\s[^.!?,;]{{0,60}}?\b(?:в|во|среди)\s+(?:\w+\s+){{0,3}}?{_THESE_RU}",
    rf"\b(?:здесь|тут|нигде)\b[^.!?]{{0,60}}?\b(?:ни\s+слова|не\s+(?:{_STRONG_RU}|ид[её]т\s+речь|привед|содерж|встреча|значит))",
    r"\bреч[ьи]\s+(?:об\s+этом\s+)?не\s+ид[её]т|\bне\s+ид[её]т\s+реч[ьи]|\bни\s+слова\b[^.!?]*\W*$",
    rf"\b(?:в|во)\s+(?:\w+\s+){{0,2}}?{_KINDS_RU}[^.!?,;]{{0,80}}?\b(?:ни\s+слова|ничего\s+(?:нет|не\s+{_STRONG_RU})|"
    rf"нет\s+(?:ответа|информации|сведений|данных|упоминани|указани)|не\s+(?:{_STRONG_RU}о|говорится|упоминается|раскрывается|освещается)\b)",
    rf"\b(?:{_ABOUT_RU})\s[^.!?,;]{{0,60}}?(?:\bне\s+(?:рассм|{_STRONG_RU}|затр|охват|урегул|отраж|освещ)|\bостал\w+\s+без\s+ответа|"
    r"\bвыход\w+\s+за)",
    rf"\bни\s+(?:в\s+)?одн\w+\s[^.!?]{{0,40}}?\bне\s+{_SAID_RU}|\bоб\s+этом\s+ничего\b|\bничего\s+об\s+этом\b|"
    r"\b(?:этого|такого)\s+(?:\w+\s+){0,3}нет\b",
    rf"\b{_THESE_RU}[^.!?]{{0,60}}?\b(?:умалчива|молч[аи]|не\s+помо[гж]|не\s+ответ|(?:не\s*ясн|не\s*понятн|не\s*известн)о\b)",
    r"\b(?:остается\s+неизвестн|мне\s+(?:это\s+)?неизвестно|у\s+меня\s+нет\s+(?:\w+\s+)?(?:данных|информации|сведений|доступа))",
    rf"\bиз\s+(?:\w+\s+){{0,2}}?{_THESE_RU}\s[^.!?]{{0,40}}\b(?:нельзя|невозможно|не\s+(?:понять|узнать|ясно|видно))|"
    rf"\b(?:нельзя|невозможно|не)\s+(?:понять|узнать|подтвердить)\b[^.!?]{{0,40}}?\b(?:из|по)\s+(?:\w+\s+){{0,2}}?{_THESE_RU}",
    r"\bмне\s+(?:это\s+)?недоступн\w+|\bне\s+могу\s+(?:это\s+)?подтвердить\b",
    rf"\b{_ANSWER_RU}\s[^.!?,;]{{0,30}}\bнедостаточно\b|\bне\s+упомян\w+\W*$|\b{_THESE_RU}\s+(?:этого|об\s+этом|прямо)\s+не\s+{_SAID_RU}",
    r"^\W*не\s+(?:указано|сказано|упомянуто|упоминается|известно|определено|написано|говорится)\W*$",
    # «документы не содержат ответа», «указанные статьи не регулируют этот вопрос»
    rf"\b{_THESE_RU}\s+(?:(?:об?|про|на)\s[^.!?]{{0,80}}\s)?(?:не\s+{_SAID_RU}\w*|отсутств\w+|нет\b|молч[аи]\w+)",
    rf"\b(?:{_THESE_RU}|{_KINDS_RU})\s[^.!?]{{0,60}}?\bне\s+\w+\s+(?:\w+\s+)?{_ABOUT_RU}",
    rf"\b{_KINDS_RU}\s+(?:\w+\s+){{0,2}}?не\s+(?:содерж|да[ею]т|предоставля|име[юе]т)\w*\s+(?:\w+\s+)?{_ANSWER_RU}",
    # «ответа нет», «нужных данных не оказалось», «точного ответа документы не дают»
    rf"\b{_ANSWER_RU}\b[^.!?,;]{{0,90}}?(?:\bнет\b|\bотсутств\w+|\bне\s+(?:найден|наш[ел]|указан|содерж|привед|упомянут|представлен|"
    r"предоставлен|оказал|обнаруж|встреча|да[ею]т|дан[оаы]\b|хвата|достаточн|видно))",
    rf"\bнет\s+(?:\w+\s+)?{_ANSWER_RU}|\b(?:недостаточно|не\s+достаточно|не\s+хвата\w+)\s+(?:\w+\s+){{0,2}}?{_ANSWER_RU}",
    # «не могу ответить», «я не нашел», «ответить не получится»
    r"\bне\s+(?:могу|сможем|смогу|можем|удалось|удается|получ\w+|представляется\s+возможн\w+|берусь)\s+(?:\w+\s+){0,3}?"
    r"(?:найти|ответить|дать\s+(?:\w+\s+)?ответ|определить|сказать|назвать|установить|узнать|подсказать|выяснить|судить)",
    r"\b(?:невозможно|нельзя|затруд\w+)\s+(?:\w+\s+){0,3}?(?:ответить|сказать|определить|судить|узнать|понять)",
    r"\b(?:ответить|сказать|определить|судить|найти|узнать|понять)\s[^.!?]{0,60}?(?:\bне\s+(?:могу|смогу|получ\w+|удалось|удается|возможно|"
    r"представляется)|\bневозможно|\bнельзя|\bзатрудн\w+)",
    r"\b(?:я|мы|мной|мною)\s+(?:\w+\s+){0,2}?не\s+(?:наш[ел]|вижу|видим|знаю|обнаруж|располага|встретил|име\w+\s+(?:\w+\s+)?(?:данных|информации|сведений))",
    r"^\W*(?:ничего\s+)?не\s+(?:знаю|нашел|нашла|нашлось|найдено|вижу|обнаружен\w*|располагаю)\b",
    # «нужны другие документы», «это выходит за рамки документов»
    r"\b(?:ответ\w*|вопрос\w*)\b[^.!?]{0,60}\bнужн\w+\s+(?:\w+\s+)?(?:друг|дополнительн|ин)\w+\s+(?:документ|источник|материал|данн|сведени)",
    r"\b(?:в|во)\s+(?:эт\w+|них|нем|документ\w*|тексте)\b[^.!?]*\b(?:говорится|сказано|написано|идет\s+речь|речь\s+идет)\s+(?:лишь|только)\b",
    r"\bчтобы\s+(?:\w+\s+)?ответить(?:\s+на\s+(?:эт\w+\s+|ваш\s+|данный\s+)?вопрос)?\s*,?\s*(?:(?:мне|нам|еще|ещё|бы)\s+)*"
    r"(?:нужн|понадоб|потреб|необходим)\w+[^.!?]{0,30}\b(?:документ|источник|материал|данн|сведени|информаци)",
    rf"\bза\s+(?:рамк|предел)\w+\s[^.!?]{{0,40}}{_THESE_RU}",
    rf"\b{_THESE_RU}\s[^.!?]{{0,40}}?не\s+(?:относ|каса|связан)\w*",
    # the same in English
    rf"\b{_THESE_EN}\s+(?:(?:about|on|here|that|i|we|you|have|provided|gave|shared|uploaded|attached|sent|supplied)\s+){{0,4}}(?:do(?:es)?|did)\s*{_NOT_EN}\s+(?:\w+\s+){{0,2}}{_SAY_EN}",
    rf"\b{_THESE_EN}\s+(?:say|mention|contain|give|tell|state|provide)s?\s+(?:nothing|no\b)",
    rf"\bnothing\s+(?:\w+\s+)?(?:in|about|on)\b[^.!?]{{0,60}}?\b(?:{_SAY_EN}|{_SAID_EN}|{_THESE_EN})|\bno\s+{_THESE_EN}\s+(?:\w+\s+){{0,2}}{_SAY_EN}",
    r"\b(?:is|are|was|were)\s*(?:not|n['o]?t|nowhere|never)\s+(?:\w+\s+)?(?:mentioned|specified|stated|discussed|indicated|described)\b",
    rf"\b(?:is|are|was|were)\s*(?:not|n['o]?t|nowhere|never)\s+(?:to\s+be\s+)?(?:\w+\s+)?{_SAID_EN}\s+(?:anywhere\s+)?(?:in|by)\s+(?:\w+\s+){{0,2}}"
    rf"{_THESE_EN}",
    rf"\b(?:is|are|was|were)\s*(?:not|n['o]?t|nowhere|never)\s+in\s+(?:\w+\s+){{0,2}}{_THESE_EN}",
    rf"\bthere(?:'s|\s+(?:is|are|was|were))\s+(?:no|not\s+enough|insufficient)\s+(?:\w+\s+){{0,2}}?{_ANSWER_EN}\b",
    rf"\b(?:no|not\s+enough|insufficient)\s+(?:\w+\s+){{0,2}}?{_ANSWER_EN}\s+(?:about|on|regarding|here|to\s+answer|"
    rf"(?:(?:is|are|was|were|can\s+be|could\s+be)\s+)?{_SAID_EN})",
    r"\b(?:i|we)\s+(?:\w+\s+)?(?:cannot|can'?t|can\s+not|could\s*n['o]?t|could\s+not|do\s*n['o]?t|do\s+not|did\s*n['o]?t|did\s+not|am\s+unable\s+to|"
    r"was\s+unable\s+to|am\s+not\s+able\s+to)\s+(?:\w+\s+)?(?:find|answer|determine|see|know|say|tell|locate|(?:provide|have|give)\s+(?:\w+\s+)?(?:answer|information|details?|data))",
    r"\bi\s+(?:do\s*n['o]?t|do\s+not|lack)\s+(?:have\s+)?(?:any\s+)?access\s+to\b",
    r"\b(?:unable|impossible|not\s+possible)\s+to\s+(?:\w+\s+)?(?:find|answer|determine|say|tell)",
    r"\b(?:cannot|can'?t|could\s+not|couldn'?t)\s+be\s+(?:\w+\s+)?(?:found|answered|determined|established|inferred)",
    r"^\W*(?:(?:i'?m|i\s+am)\s+)?sorry\s*[,:;-]|^\W*(?:i'?m|i\s+am)\s+(?:sorry|afraid|not\s+sure)\b",
    rf"\bnone\s+of\s+(?:\w+\s+){{0,3}}{_THESE_EN}\s+(?:\w+\s+)?{_SAY_EN}|\bmakes?\s+no\s+(?:mention|reference)\b|\b(?:is|are)\s+silent\b",
    rf"\b(?:unclear|unknown|not\s+clear|missing|absent)\s+(?:from|in)\s+(?:\w+\s+){{0,2}}{_THESE_EN}|\b{_THESE_EN}\s+lacks?\b",
    rf"\bno\s+{_ANSWER_EN}\b[^.!?]{{0,40}}\b(?:found|given|available|provided)\b|\bi\s+(?:have|see|found|find)\s+(?:no|nothing)\b",
    r"\b(?:is|are|was|were)\s*(?:not|n['o]?t)\s+(?:covered|addressed|answered|found|included)\s+(?:in|by)\s+(?:\w+\s+){0,2}"
    r"(?:manual|handbook|polic\w+|guide|regulations?|instructions?|rules?|contract)\b",
    rf"\b{_THESE_EN}\s+(?:is|are)\s+(?:insufficient|not\s+(?:enough|sufficient))\b|\b(?:do(?:es)?|did)\s*{_NOT_EN}\s+(?:appear|occur)\s+"
    rf"(?:anywhere|in\s+(?:\w+\s+){{0,2}}{_THESE_EN})|\bnot\s+something\s+(?:that\s+)?(?:\w+\s+){{0,2}}{_THESE_EN}",
    r"\bthat\s+information\s+is\s+(?:missing|not)\b|\bwe\s+are\s+not\s+told\b",
    r"\b(?:manual|handbook|policy|guide|regulations?|instructions?|rules|contract)\s+(?:do(?:es)?|did)\s*n['o]?t\s+(?:\w+\s+)?(?:mention|say|"
    r"state|specify|discuss|address)\b",
    r"^\W*not\s+(?:stated|specified|mentioned|given|found|available|answered|covered)\W*$",
    r"\b(?:beyond|outside)\s+(?:\w+\s+){0,3}(?:documents?|passages?|texts?|context|files?)\b",
]  # fmt: skip
_REFUSAL = [re.compile(pattern, re.I) for pattern in _PATTERNS]
# What stands under a condition says nothing of the documents at hand.
_CONDITION = re.compile(
    r"^\W*(?:если|когда|if|when|unless|where)\b[^,.!?]*(?:,|$)"
    r"|,\s*(?:а\s+|но\s+|and\s+|but\s+)?(?:если|когда|котор\w+|if|when|unless)\b.*$"
    r"|\b(?:if|unless)\b.*$",
    re.I | re.S,
)


# How such a reply begins: these words are held back until it is clear what they become.
_LEADS = (
    "в документ", "в предоставленн", "в приведенн", "в данн", "в этих", "в отрыв", "в указанн", "в текст",
    "в представленн", "в имеющ", "документы не", "документ не", "отрывки не", "ответа нет", "нет ответа",
    "ответ не найден", "к сожалению", "извините", "информация о", "информации о", "нет информации",
    "ответа на", "точного ответа", "не могу", "я не", "на основании", "здесь",
    "the documents", "the provided", "the passages", "the given", "the text", "the document", "there is no",
    "no information", "no answer", "i'm sorry", "sorry", "unfortunately", "i cannot", "i could not",
    "this information", "nothing in",
)  # fmt: skip


def _plain(text: str) -> str:
    return folding.plain(text).replace("’", "'")


def is_refusal(sentence: str) -> bool:
    """True when a sentence says that the documents do not answer."""
    plain = _CONDITION.sub("", _plain(sentence))
    return any(pattern.search(plain) for pattern in _REFUSAL)


def may_become_refusal(beginning: str) -> bool:
    """True while the beginning of a reply could still grow into a refusal."""
    plain = _plain(beginning).lstrip(" \n«\"'*-")
    if not plain:
        return True
    return any(lead.startswith(plain) or plain.startswith(lead) for lead in _LEADS)
