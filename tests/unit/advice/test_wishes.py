"""Which questions of the chats want a text written."""

import json

import pytest

from desktop.features.advice.services.advice_chats import wants_text
from tests.helpers.gui import RESOURCES

WISHES = [
    wish
    for words in json.loads((RESOURCES / "advisor" / "wishes.json").read_text(encoding="utf-8")).values()
    for wish in words
]


@pytest.mark.parametrize(
    "question",
    [
        "Напиши письмо поставщику о задержке",
        "Пожалуйста, составьте объявление об отпуске",
        "Подготовь приказ о командировке",
        "Ответь клиенту на жалобу вежливо",
        "Сократи этот абзац до двух строк",
        "Write a reply to this customer",
        "Please draft a notice for the staff",
        "Could you rephrase this paragraph",
    ],
)
def test_texts_are_wanted(question: str) -> None:
    assert wants_text(question, WISHES)


@pytest.mark.parametrize(
    "question",
    [
        "Сколько дней отпуска положено?",
        "Кто подписывает приказ о командировке?",
        "Когда платят отпускные и на какую карту их перечисляют?",
        "Что делать, если клиент отказался от договора и просит: напиши ещё раз",
        "How long is the leave?",
        "Who has to sign the contract, and must he also write the date?",
        "Where is the underwriter's office?",
        "",
    ],
)
def test_facts_are_not_taken_for_texts(question: str) -> None:
    assert not wants_text(question, WISHES)
