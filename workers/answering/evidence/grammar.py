"""Words of grammar, Russian and English: what denies, permits and demands, bounds a number, names a
condition.
"""

import re

MAX, MIN = "max", "min"
MAY, MUST, MAY_NOT, NEED_NOT, FACT = "may", "must", "may not", "need not", "fact"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(","))


# What a subordinate clause begins with.
SUBORDINATE = _words("""
    если когда который которая которое которые которого которой которых котором которому которым чтобы
    поскольку хотя пока причем где как что при if when which who that unless while because where so
""")
IF = _words("""
    если пока when if unless provided while
""")
# What names a condition without making all that follows one.
WHEN = _words("""
    при когда после during after
""")
ONLY = _words("""
    только лишь исключительно only solely exclusively
""")
PRONOUNS = _words("""
    он она оно они его ее их ему ей им нее него них это этот эта эти этого этой этому этих it they
    them this these
""")
NOT = _words("""
    не ни нет not no never cannot nor neither can't don't doesn't isn't aren't won't mustn't shouldn't
    wasn't weren't didn't нельзя невозможно запрещается недопустимо нежелательно
""")
# These bound when, not what.
DEADLINES = _words("""
    позднее позже ранее раньше later earlier реже чаще
""")
EXCEED = _words("""
    превышать exceed превышало превышала превысить
""")
RARER = _words("""
    реже чаще
""")
# Before a unit these say "one".
WITHIN = _words("""
    за через течение within an a one один одного одной одну
""")
DURING = _words("""
    within in for takes lasts is after holds weighs costs
""")
# Right after these a unit says "one" of it: "длится час".
MEASURE = re.compile(
    r"^(составля(?:ет|ют|л[аио]?)|(?:про)?дл[ия]тся|длил(?:ся|ась|ось|ись)|вмеща(?:ет|ют)|занима(?:ет|ют)|"
    r"вес[ия]т|сто[ия]т|действу(?:ет|ют)|рав(?:ен|на|но|ны))$"
)
EVERY = _words("""
    каждый каждую каждое каждые every each
""")
DETERMINERS = _words("""
    the a an it them their its his her all every each this that these those
""")
UNDER = _phrases("""
    с согласия, с его согласия, с их согласия, с ее согласия, с письменного согласия, с разрешения, по
    согласованию, по соглашению, при условии, при наличии, при отсутствии, в случае, в случаях, по
    решению, по заявлению, по требованию, по просьбе, по ходатайству, по письменному, за нарушение, за
    просрочку, за опоздание, за неуплату, за неявку, за утерю, за утрату, за порчу, за отсутствие, за
    превышение, за невыполнение, за неисполнение, за повреждение, за прогул, за исключением, кроме,
    with the consent, with consent, with the approval, with permission, with the permission, with written,
    on condition, provided that, in case, except, subject to, upon request, on request, as long as
""")
NO_CONDITION = _phrases("""
    при этом, при каждой, при каждом, при любой, при любом, при том, при себе
""")
FORBID = re.compile(
    r"^(запрещ\w*|запрет\w*|недопуст\w*|воспрещ\w*|prohibit\w*|forbid\w*|banned|disallow\w*)$"
)
MAY_WORD = re.compile(
    r"^(может|могут|можно|вправе|разреш(?!ени)\w*|допуска\w*|допустим\w*|дозвол\w*|can|may|could|allow\w*|permit\w*|вольн\w*)$"
)
MUST_WORD = re.compile(
    r"^(долж\w+|обязан\w*|обязательн\w*|необходим\w*|нужно|нужен|нужна|нужны|надо|следует|требуется|требуются|(?:по)?треб(?:уется|уются|овалось)|понадоб\w+|must|shall|should|"
    r"required|requires|mandatory|obliged|obligatory|needs?|have|has|обязуется)$"
)
# "Беременные от осмотра освобождаются": they need not.
RELEASED = re.compile(r"^(освобожда(?:ется|ются)|освобожд[её]н[аоы]?|exempt(?:ed)?)$")
# Denied, these forbid ("must not"); the other words of duty leave it open ("need not").
STRICT = re.compile(r"^(долж\w+|следует|must|shall|should)$")
NEXT = re.compile(r"^(следующ|предыдущ|предшеств|next$|previous$)")
# What grants something to those who meet a condition.
GRANTS = _words("""
    предоставляться предоставлять предоставить выдаваться выдавать выдать выплачиваться выплачивать выплатить
    полагаться возмещаться возмещать компенсироваться начисляться заменять оплачиваться
""")


def opposite(bound: str) -> str:
    """At least for at most, and the other way round."""
    return MAX if bound == MIN else MIN
