"""Loops of small models, each beside a text that only looks like one."""

import pytest

from workers.answering.stream_checker import loops

DUTY = "Работник обязан соблюдать правила внутреннего распорядка."
PEOPLE = ["Анна", "Пётр", "Ольга", "Иван", "Мария", "Олег", "Вера", "Лев", "Нина", "Юрий", "Зоя", "Глеб"]

LOOPS = {
    "a word": "Это " + "очень " * 20,
    "a word in English": "It is very " + "important, " * 20,
    "a phrase": "Отпуск предоставляется " + "по соглашению сторон, " * 9,
    "a sentence": "Отпуск длится 28 дней. " + (DUTY + " ") * 4,
    "two sentences in turn": "Ответ. " + (DUTY + " Он приходит на работу вовремя. ") * 4,
    "lines": "Порядок:\n" + (DUTY + "\n") * 4,
    "items with running numbers": "".join(f"{n}. {DUTY}\n" for n in range(1, 6)),
    "items with running numbers in one line": " ".join(f"{n}) {DUTY}" for n in range(1, 6)) + " 6",
    "items with bullets": f"- {DUTY}\n" * 5,
    "items with letters": "".join(f"{letter}) {DUTY}\n" for letter in "абвгд"),
    "a cycle of items": "".join(
        f"{n}. {line}\n"
        for n, line in enumerate(["Паспорт и книжка", "Военный билет", "Диплом об образовании"] * 4, 1)
    ),
    "counting without end": "".join(f"Приложение № {n} к приказу\n" for n in range(1, 60)),
    "rows": "| Отдел | Сумма |\n" + "| отдел продаж и закупок | 100 |\n" * 12,
    "syllables": "Ответ: " + "ха" * 60,
    "a sign": "Ответ " + "!" * 300,
    "empty lines": "Ответ\n" + "\n" * 300,
    "in English": "The leave is 28 days. " + "The employee shall notify the manager in writing. " * 4,
}
SOUND = {
    "a word twice": "Это очень, очень, очень важно для всех работников цеха. Поэтому их предупреждают.",
    "a sentence twice": f"{DUTY} {DUTY} Других обязанностей нет.",
    "the same of many things": " ".join(f"{name} получает пять дней. Дни оплачиваются." for name in PEOPLE),
    "an enumeration of a law": "".join(
        f"{n}) непредставление {what} в срок, установленный законом;\n"
        for n, what in enumerate(["отчёта", "заявления", "сведений", "декларации", "справки"], 1)
    ),
    "articles": "Применяются статьи " + ", ".join(str(n) for n in range(81, 111)) + " кодекса.",
    "annexes": "".join(f"Приложение № {n} к приказу\n" for n in range(1, 16)),
    "years": "".join(f"В {year} году налог составлял 13 %.\n" for year in range(2001, 2025)),
    "a row of equal values": "| План | " + "0 | " * 12 + "\n| Факт | " + "нет | " * 12 + "\n",
    "a column of equal values": "Имя, премия\n" + "".join(f"| {name} | 12 500 |\n" for name in PEOPLE * 3),
    "bare equal values": "12 500\n" * 20,
    "short equal items": "".join(f"{n}. Да\n" for n in range(1, 13)),
    "the head of a table": "| Имя | Срок | Оклад | Отдел | Примечание |\n" + "|---" * 12 + "|\n",
    "dots of a table of contents": "1. Общие положения " + "." * 90 + " 3\n2. Сроки " + "." * 90 + " 4\n",
    "a rule of signs": "=" * 80 + "\n",
    "a verse": "\n".join(f"Куплет {n}: о {name}.\nПрипев повторяется." for n, name in enumerate(PEOPLE)),
    "steps that share words": "1. Откройте окно настроек.\n2. Откройте окно печати.\n3. Откройте окно.\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", LOOPS)
def test_a_loop_is_seen(kind: str) -> None:
    text = LOOPS[kind]
    ends = [end for end in range(1, len(text) + 1) if loops(text[:end])]
    assert ends, kind
    # Soon enough that few words are lost, and not before the first words were said three times.
    assert loops(text)


@pytest.mark.parametrize("kind", SOUND)
def test_what_only_looks_like_a_loop_goes_on(kind: str) -> None:
    text = SOUND[kind]
    assert not any(loops(text[:end]) for end in range(1, len(text) + 1)), kind
