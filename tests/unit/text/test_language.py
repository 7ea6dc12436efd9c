"""One rule for the language of a text: the same in the window, in the prompt and in the search."""

import pytest

from tests.helpers.scripted import Desk
from tests.unit.chat.test_chat_service import answered, asked, desk, found, loaded, new_chat
from workers.answering import prompting
from workers.contract.answer_mode import AnswerMode
from workers.contract.messages import Search
from workers.text.language import DEFAULT, differ, in_language, language_of, most_used

__all__ = ["desk"]

RUSSIAN = [
    "Кто подписывает Service Agreement?",
    "Что значит Kubernetes?",
    "Сколько стоит Business Standard?",
    "Как выгрузить отчёт из 1С:ERP в Excel?",
    "Что такое SLA?",
    "Где скачать VPN Cisco AnyConnect?",
    "Как настроить vpn на iphone?",
    "кто подписывает service agreement",
    "Что входит в пакет Microsoft 365 Enterprise?",
    "Что такое «Service Level Agreement»?",
    "Нужен ли NDA?",
    "Кому писать в Service Desk?",
    'Что делает кнопка "Save as template"?',
    "Как оплатить invoice?",
    "Когда делать backup PostgreSQL?",
    "KPI за Q4",
    "Где Microsoft Teams?",
    "Срок Acceptance Test Procedure?",
    "Что такое terms of service?",
    "kubernetes pod не стартует",
    "IS как настроить?",
    "1С:ERP",
    "Excel",
    "Service Agreement",
    "Kubernetes?",
    "2 + 2?",
]
ENGLISH = [
    "What does «Служебная записка» mean?",
    "What is НДС?",
    'Who signs the form "Заявление на отпуск без сохранения заработной платы"?',
    "Where do I find “Акт сверки”?",
    "Is СНИЛС needed for a trip?",
    "Why is an act called акт?",
    "Who approves the ПКО and РКО?",
    "How long is a leave?",
    "What is the deadline for авансовый отчёт?",
    "How do I fill авансовый отчёт and заявление?",
    "Why?",
    "WHO SIGNS THE SERVICE AGREEMENT?",
]
CASES = [(text, "ru") for text in RUSSIAN] + [(text, "en") for text in ENGLISH]


@pytest.mark.parametrize(("text", "language"), CASES)
def test_one_language_in_the_search_the_prompt_and_its_examples(desk: Desk, text: str, language: str) -> None:
    chat = new_chat(desk)
    desk.chats.ask(chat, text, way=AnswerMode.DOCUMENTS)
    (search,) = [one.message for one in desk.workers.open() if isinstance(one.message, Search)]
    assert search.language == language  # chooses the floor of relevance
    found(desk)
    loaded(desk)
    question = asked(desk).question
    prompt = prompting.build(question, len, 8192)
    assert (question.language, prompt.language) == (language, language)
    assert ("по-русски" in prompt.messages[0].text) is (language == "ru")
    assert {language_of(one.text) for one in prompt.messages if one.role == "assistant"} == {language}


@pytest.mark.parametrize("name", ["Excel", "1С:ERP", "Service Agreement", "Kubernetes?", "2 + 2?", "", "«»"])
def test_a_bare_name_tells_no_language(name: str) -> None:
    assert language_of(name, "en") == "en"
    assert language_of(name) == DEFAULT


def test_a_bare_name_is_asked_in_the_language_of_the_chat(desk: Desk) -> None:
    chat = new_chat(desk)
    desk.chats.ask(chat, "How long is a leave?", way=AnswerMode.MODEL)
    loaded(desk)
    assert asked(desk).question.language == "en"
    answered(desk)
    desk.chats.ask(chat, "Kubernetes?", way=AnswerMode.MODEL)
    desk.workers.open()[0].succeed()
    assert asked(desk).question.language == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Отпуск длится 28 дней; сумма — 1 200 USD (Bank of Cyprus).", "ru"),
        ("The leave (отпуск) is 28 days long.", "en"),
        ("НДС", "ru"),
        ("What if — анализ, в котором перебирают случаи и оценивают последствия каждого из них.", "ru"),
        ("«Отпуск длится 28 дней»", "ru"),
        ("Ελληνικά", "ru"),
    ],
)
def test_longer_texts_and_odd_ones(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("Отпуск длится 28 дней.", "The leave is 28 days long.", True),
        ("Ставьте VPN Cisco AnyConnect из Software Center.", "Программы ставят из каталога.", False),
        ("Cisco AnyConnect", "Программы ставят из каталога.", False),  # a name is the same in every language
        ("28", "The leave is 28 days long.", False),
    ],
)
def test_texts_in_different_languages(first: str, second: str, apart: bool) -> None:
    assert differ(first, second) is apart
    assert differ(second, first) is apart


def test_most_used_and_texts_by_language() -> None:
    assert most_used(["en", "", "ru", "en"]) == "ru"  # as many of both: the first of the list
    assert most_used(["en", "", "en"]) == "en"
    assert most_used([]) == DEFAULT
    texts = {"ru": "имя", "en": "name"}
    assert [in_language(texts, one) for one in ("ru", "en", "ka")] == ["имя", "name", "name"]
    assert (in_language({"ru": "имя"}, "en"), in_language({}, "en")) == ("имя", "")
