"""Which sentences of a passage are asked about: none of the page's header or footer."""

from workers.contract.training.examples import GENERATED_KINDS, SourcePassage
from workers.datasets.examples.focus import clean_foci, foci
from workers.datasets.questions.boilerplate import Boilerplate

FOOTER = "Правовая справочная система предприятия, страница {0} из 12, документ сохранён 8 июня 2023 года."
TEXTS = (
    "Заявление на отпуск подают начальнику отдела не позднее чем за 14 дней до его начала.",
    "Командировочные расходы возмещают в течение пяти рабочих дней после утверждения отчёта.",
    "Пропуск на склад выдаёт служба безопасности по письменной просьбе начальника смены.",
    "Ноутбук возвращают в отдел информационных технологий в последний рабочий день.",
    "Премию за квартал выплачивают вместе с заработной платой за его последний месяц.",
)


def passage(number: int, text: str) -> SourcePassage:
    return SourcePassage(
        f"c{number}", "d", "Правила.pdf", "/Правила.pdf", number, 0, len(text), "Раздел", text
    )


def test_what_stands_on_every_page_is_asked_about_by_nobody() -> None:
    pages = [
        passage(number, f"{FOOTER.format(number)}\n{text}\n") for number, text in enumerate(TEXTS, start=1)
    ]
    broken = TEXTS[0].replace(" не позднее", f"\n{FOOTER.format(9)}\nне позднее")
    pages.append(passage(9, broken))
    blanking = Boilerplate(pages)
    for page, text in zip(pages, TEXTS, strict=False):
        assert any("справочная" in page.text[f.start : f.end] for f in foci(page, GENERATED_KINDS, 4))
        found = clean_foci(page, blanking.blanked(page), GENERATED_KINDS, 4)
        assert [page.text[f.start : f.end] for f in found] == [text]
    assert clean_foci(pages[-1], blanking.blanked(pages[-1]), GENERATED_KINDS, 4) == []
