"""Words that say nothing about a text's subject, in the form that `lexical` sees: lower case, е for ё."""

_RUSSIAN = """
а без более больше будет будто бы был была были было быть в вам вами вас ваш ваша ваше ваши вдруг ведь весь
во вот впрочем все всегда всего всей всем всеми всему всех всю вы где да даже для до еще ее ей ему если есть
же за здесь и из или им ими иногда их к каждая каждое каждую каждый как какая какие каким каких какого какое
какой какому какую ко когда который которая которое которые которого которой которых которым которую кто
кого кому куда ли либо лишь между меня мне много мной можно мой моя мое мои мы на над надо наш наша наше
наши не него нее ней нельзя нем нему нет нею ни нибудь никогда ним ними них ничего но ну о об обо однако он
она они оно опять от перед по под поскольку после потом потому почему почти при про раз разве с сам сама
сами само своего своей свои своим своих свой свою своя себе себя сейчас со совсем так также такая такие
таким таких такого такое такой тем теми тебе тебя теперь то тобой тогда того тоже той только том тому тот
тою три тут ты у уж уже хоть хотя чего чем через что чтоб чтобы чтото чуть чье чья чей эта эти этим этими
этих это этого этой этом этому этот эту я является являются сколько ль ага ибо
"""
_ENGLISH = """
a about above after again all also am an and any are as at be because been before being below between both
but by can could did do does doing down during each few for from further had has have having he her here
hers herself him himself his how i if in into is it its itself just me more most my myself no nor not now of
off on once only or other our ours ourselves out over own s same she should so some such t than that the
their theirs them themselves then there these they this those through to too under until up very was we were
what when where which while who whom whose why will with would you your yours yourself yourselves
"""
STOP_WORDS = frozenset(_RUSSIAN.split()) | frozenset(_ENGLISH.split())
