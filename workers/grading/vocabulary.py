"""Words of grammar that the marks go by, Russian and English: what denies, permits, demands, bounds,
divides."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MAX, MIN = "max", "min"
FROM, TO, BEFORE, AFTER, UNDER, OVER, BY = "from", "to", "before", "after", "under", "over", "by"
ALONG, AGAINST, INSTEAD = "along", "against", "instead"
MAY, MUST, MUST_NOT, NEED_NOT = "may", "must", "must not", "need not"

# What ends a part of a sentence, and what may part an amount with its words from the next one.
BORDERS = frozenset(";:,.!?()")
TURNS = _words("а но однако зато but while whereas")
DIVIDING = _words(", ; . ( ) и а но but and while")
# English has no dictionary here: what is done in offices, in any form.
VERBS = _words("""
    submit give send fill hold press call ask notify make take keep use pay get go put bring return write
    contact report check turn wait visit apply inform tell attach find leave need hand deliver receive provide
    issue
    complete obtain show place start stop begin remove replace follow enter choose select click log wear drive
""")
UNTIL = _words("пока until unless")
FIRST = _words("сначала сперва вначале первым first")
THEN = _words("затем потом наконец последним then afterwards next finally")
SEQUENCE = FIRST | THEN
ONLY = _words("только лишь исключительно only solely")
# "В письменной форме" says no more than "письменно".
PRONOUNS = _words("его ее их ему ей им it its they them their he him his she her")
FORMS = _words("виде форме форма порядке образом способом режиме form format manner")
# Stems of words that are one in answers, and not in a search.
_ONE_SENSE = ("полн цел", "очн лич", "дистанц удал", "postpon deferr", "postpon delay", "indefinit unlimit",
              "неопредел бессрочн", "телефон звон", "post mail", "consent agre")  # fmt: skip
EQUAL = tuple(pair for line in _ONE_SENSE for pair in (tuple(line.split()), tuple(reversed(line.split()))))
DENIALS = _words("не not never cannot")
EXCLUDING = _words("без кроме without except ни nor neither excluding")
MODAL = (
    (
        MUST_NOT,
        re.compile(
            r"(?:запрещ\w*|запрет\w*|нельзя|недопуст\w*|невозможн\w*|воспрещ\w*|prohibit\w*|forbid\w*|banned)$"
        ),
    ),
    (NEED_NOT, re.compile(r"(?:необязател\w*|добровольн\w*|optional|voluntary)$")),
    (
        MUST,
        re.compile(
            r"(?:долж\w+|обязан\w*|обязател\w*|необходим\w*|нужн\w*|нужен|надо|следует|требу\w*|must|shall|"
            r"should|required|requires?|mandatory|compulsory|obliged|obligatory|needs?)$"
        ),
    ),
    (
        MAY,
        re.compile(
            r"(?:можно|может|могут|можем|вправе|разреш\w*|допуска\w*|допустим\w*|позвол\w*|право|may|can|could|"
            r"allow\w*|permit\w*)$"
        ),
    ),
)
AUXILIARY = _words("""
    is are was were be been am do does did can could may might must shall should will would has have had need
""")
NONFINITE = _words("be been have")
_ROLES = {
    FROM: "из от from", TO: "в во к ко на to into", BEFORE: "до перед before", AFTER: "после after",
    UNDER: "под under below", OVER: "над over above", BY: "by",
    ALONG: "по along", AGAINST: "против against",
    INSTEAD: "вместо взамен insteadof",
}  # fmt: skip
ROLE_OF = {word: role for role, words in _ROLES.items() for word in words.split()}
# Words of a bound: a negation before them belongs to it.
BOUNDING = _words("""
    быстрее медленнее дальше ближе глубже тяжелее легче длиннее короче дороже дешевле faster slower higher
    lower более менее больше меньше выше ниже позднее позже ранее раньше дольше старше моложе превышать
    превышает превышают превысить реже чаще
    more less later earlier fewer longer exceed exceeds over under than
""")
OPEN = _words("может могут должен должна должно должны быть be may can must should shall will")

# How an amount is bounded.
MORE = _words("""
    быстрее дальше глубже тяжелее длиннее дороже чаще faster farther deeper heavier higher
    более больше свыше выше старше позднее позже дольше минимум least minimum more over above older later
    longer exceeding
""")
LESS = _words("""
    медленнее ближе мельче легче короче дешевле реже slower nearer lighter lower cheaper
    менее меньше ниже моложе младше ранее раньше максимум most maximum less fewer under below younger earlier
    within shorter
""")
# None of them says something of its own.
BOUNDS = BOUNDING | MORE | LESS
ALWAYS = _words("минимум максимум least minimum most maximum within")
NOT = _words("не no not cannot never without mustn't")
BETWEEN = _words("может могут должен должна должно должны быть чем than be may must can shall will is are")
BEFORE_NUMBER = _words("""
    на в во за по с со от до к у около примерно ровно срок всего just about only the a at in by to of from
""")
AFTER_WORDS = _words("после спустя со с дня момента following after from позже later")
THEN_WORDS = _words("через спустя")
BEFORE_WORDS = _words("до перед before prior ahead")
# Before a part of an amount that was named.
OF_WHICH = re.compile(
    r"(?:из\s+них|из\s+которых|в\s+том\s+числе|of\s+(?:which|them|these|those|whom)|including)\b"
)
# Words for one of something, where they stand before what is counted.
# What work is counted by beside units of time.
SHIFTS = _words("смену смена shift")
ONE_OF = _words("за через an a последний прошлый прошедший один одну целый last past one")
LATER, EARLIER = _words("позднее позже later"), _words("ранее раньше earlier")
ONE = _words("один одна одно одну одного одной one")
EVERY = _words("каждый каждая каждое каждую каждого каждой каждые каждых every each")
EACH = _words("в за per a an each каждый каждую каждое каждые every один одну /")
_WEEKDAYS = (
    r"понедельник\w*|mondays?", r"вторник\w*|tuesdays?", r"сред(?:а|у|ы|ам|е|ой)|wednesdays?",
    r"четверг\w*|thursdays?", r"пятниц\w*|fridays?", r"суббот\w*|saturdays?", r"воскресень\w*|sundays?",
)  # fmt: skip
WEEKDAYS = tuple(re.compile(f"(?:{names})$") for names in _WEEKDAYS)
UNIT_LETTERS = _words("г т ц м л ч р g w l m")
# A text that begins with yes or no; "no faster than", "no more" are bounds.
VERDICT = re.compile(
    r"^\W*(да|нет|верно|неверно|yes|no)\b(?!\.\s*\d)(?!\s+(?:\w+\s+)?(?:more|less|later|earlier|fewer)\b)"
    r"(?!\s+\w+er\s+than\b)[\s,.;:!–—-]*",
    re.I,
)
NO = ("нет", "неверно", "no")
