"""Requests for a text to be written, told from questions for what stands in the documents."""

import pytest

from workers.answering.text_requests import asks_for_text

WRITTEN = """
Напиши ответ на письмо поставщика
Составь письмо клиенту о задержке доставки
Подготовьте, пожалуйста, служебную записку о переносе отпуска
Помоги написать претензию перевозчику за опоздание
Можешь составить объявление о субботнике?
Сочини поздравление бухгалтерии с праздником
Набросай черновик приказа о назначении ответственного за пожарную безопасность
Напиши текст уведомления для сотрудников о смене графика
Мне нужно написать заявление на отпуск с 1 июля
Пожалуйста, составьте памятку для новичков по охране труда
Напиши короткое и вежливое письмо Ивановой о том, когда придут материалы
Не могли бы вы подготовить ответ на жалобу жильца?
Придумай приглашение на собрание 5 мая
Write a reply to the supplier's letter
Could you draft an email to the customer about the delay?
Please compose a short polite notice about the new parking rules
Help me write a complaint about the broken lift
Draft a memo to all staff on overtime
напиши письмо в банк об изменении реквизитов
Составь ответ на запрос налоговой
составь мне докладную на Петрова за опоздания
Подготовь проект приказа о проведении инвентаризации
Напишите вежливый ответ покупателю, почему возврат невозможен
Помогите составить обращение к директору по поводу ремонта душевой
Надо написать объявление о закрытии столовой
Напиши пост в корпоративный чат про новые правила отпусков
Можете набросать текст приглашения для партнёров?
Напиши от моего имени благодарность поставщику
Напиши, пожалуйста, ответ на претензию по качеству
составь уведомление арендатору о повышении платы
Подготовь краткую инструкцию для новых кладовщиков
Давай напишем письмо клиенту
Write an announcement about the changed opening hours
Please draft a response to the audit request
Can you write me a polite reminder about unpaid invoices?
Compose an e-mail to the tenant
I need you to write a notice for the staff room
Prepare a short message for drivers about the winter tyres
"""
FOUND = """
Напиши, сколько дней отпуска у бухгалтера
Как написать заявление на отпуск?
Кто составляет акт о приёмке?
Какое письмо прислал поставщик 3 марта?
О чём письмо от Соколова?
Напиши ответ: сколько стоит доставка?
Напиши ответ на вопрос, кто утверждает смету
Нужно ли писать объяснительную, если опоздал?
За сколько дней надо написать заявление об уходе?
Что должно быть в служебной записке?
Составь список документов для приёма на работу
Напиши номер приказа о премии
Напиши текст пункта 3.2 договора
Напиши, какой приказ действует сейчас
Кому отправлять письмо о претензии?
Where do I send the letter of complaint?
How do I write an application for leave?
Who drafts the contract?
Write down how many days of leave I have
What does the letter from the supplier say?
Сколько времени на ответ на претензию?
В какой форме составляют акт сверки?
Напиши кратко, что входит в обязанности мастера
Составь таблицу окладов по отделам
Напиши дату последнего письма от арендодателя
Надо ли отвечать на письмо налоговой?
Подготовка приказа занимает сколько дней?
Где взять шаблон заявления?
Кто готовит проект приказа?
Сформулируй кратко суть договора аренды
Что написано в уведомлении о повышении платы?
Напиши по пунктам порядок возврата товара
Оформи... как оформить отпуск за свой счёт?
Есть ли ответ на письмо поставщика?
Напиши сумму по счёту 114
How long do we have to answer a complaint?
Write out the steps for returning goods
What should a letter of resignation contain?
Is there a template for the memo?
Tell me what the notice says about parking
"""


@pytest.mark.parametrize("request_", WRITTEN.strip().splitlines())
def test_a_text_is_asked_for(request_: str) -> None:
    assert asks_for_text(request_)


@pytest.mark.parametrize("question", FOUND.strip().splitlines())
def test_what_stands_in_documents_is_asked_for(question: str) -> None:
    assert not asks_for_text(question)
