<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
    <context>
        <name>AboutSection</name>
        <message>
            <source>All parts with their licences</source>
            <translation>Все части и их лицензии</translation>
        </message>
        <message>
            <source>Bukvar</source>
            <translation>Букварь</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Documents, questions and answers never leave this computer.</source>
            <translation>Документы, вопросы и ответы не покидают этот компьютер.</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Справка</translation>
        </message>
        <message>
            <source>In plain words, with a search and a list of terms: F1.</source>
            <translation>Простыми словами, с поиском и словарём: клавиша F1.</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Лицензия</translation>
        </message>
        <message>
            <source>Licences of models and of the training component</source>
            <translation>Лицензии моделей и компонента обучения</translation>
        </message>
        <message>
            <source>Licences of what Bukvar is built of</source>
            <translation>Лицензии того, из чего собран Букварь</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Конфиденциальность</translation>
        </message>
        <message>
            <source>Programs, libraries, fonts, icons and dictionaries, with the text of each licence.</source>
            <translation>Программы, библиотеки, шрифты, значки и словари — с текстом каждой лицензии.</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Читать</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Показать</translation>
        </message>
        <message>
            <source>Show the text</source>
            <translation>Показать текст</translation>
        </message>
        <message>
            <source>Training component</source>
            <translation>Компонент обучения</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Версия</translation>
        </message>
    </context>
    <context>
        <name>AdapterCard</name>
        <message>
            <source>Answer with “%1”</source>
            <translation>Отвечать с «%1»</translation>
        </message>
        <message>
            <source>At no strength as good at the exam as without it</source>
            <translation>Ни при какой силе не сдала экзамен так же хорошо, как без обучения</translation>
        </message>
        <message>
            <source>Best at the exam: strength %1</source>
            <translation>Лучше всего на экзамене: сила %1</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Подробнее</translation>
        </message>
        <message>
            <source>More about “%1”</source>
            <translation>Ещё о «%1»</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Отвечать с ней</translation>
        </message>
        <message>
            <source>Use at %1</source>
            <translation>Включить на %1</translation>
        </message>
        <message>
            <source>answers in the chat</source>
            <translation>отвечает в чате</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>закрыто</translation>
        </message>
        <message>
            <source>open</source>
            <translation>открыто</translation>
        </message>
    </context>
    <context>
        <name>AdapterDetails</name>
        <message>
            <source>%1 — removed from the base since</source>
            <translation>%1 — с тех пор убран из базы</translation>
        </message>
        <message>
            <source>Documents it saw</source>
            <translation>Документы, которые она видела</translation>
        </message>
        <message>
            <source>Errors by step</source>
            <translation>Ошибки по шагам</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AdapterWords</name>
        <message>
            <source>%1 steps, best step %2</source>
            <translation>шагов %1, лучший %2</translation>
        </message>
        <message numerus="yes">
            <source>%n example(s)</source>
            <translation>
                <numerusform>%n пример</numerusform>
                <numerusform>%n примера</numerusform>
                <numerusform>%n примеров</numerusform>
            </translation>
        </message>
        <message>
            <source>Batch</source>
            <translation>Пакет</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Отменено</translation>
        </message>
        <message>
            <source>Epochs</source>
            <translation>Эпохи</translation>
        </message>
        <message>
            <source>Examples checked by: %1</source>
            <translation>Примеры проверяли: %1</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Не удалось</translation>
        </message>
        <message>
            <source>Hash of the data</source>
            <translation>Хеш данных</translation>
        </message>
        <message>
            <source>In the chat %1 of %2 answers are word for word those of the training.</source>
            <translation>В чате %1 из %2 ответов слово в слово те же, что при обучении.</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>Скорость обучения</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Длина</translation>
        </message>
        <message>
            <source>Rank</source>
            <translation>Ранг</translation>
        </message>
        <message>
            <source>SHA-256 of the file</source>
            <translation>SHA-256 файла</translation>
        </message>
        <message>
            <source>SHA-256 of the model</source>
            <translation>SHA-256 модели</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Зерно случайности</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Размер</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Шаги</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>Заняло</translation>
        </message>
        <message>
            <source>Trained by</source>
            <translation>Учил</translation>
        </message>
        <message>
            <source>Trained model removed</source>
            <translation>Модель удалена</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Версии</translation>
        </message>
        <message>
            <source>error on unfamiliar questions %1</source>
            <translation>ошибка на незнакомых вопросах %1</translation>
        </message>
        <message>
            <source>from a file</source>
            <translation>из файла</translation>
        </message>
    </context>
    <context>
        <name>AdaptersModel</name>
        <message>
            <source>The chat answers without a trained model</source>
            <translation>Чат отвечает без обученной модели</translation>
        </message>
        <message>
            <source>The model “%1” is on the page Models</source>
            <translation>Модель «%1» — на странице «Модели»</translation>
        </message>
        <message>
            <source>The trained model is saved to %1</source>
            <translation>Обученная модель сохранена в %1</translation>
        </message>
        <message>
            <source>“%1” answers in the chat from now on</source>
            <translation>Теперь в чате отвечает «%1»</translation>
        </message>
        <message>
            <source>“%1” is taken into the list</source>
            <translation>«%1» добавлена в список</translation>
        </message>
    </context>
    <context>
        <name>AdaptersView</name>
        <message>
            <source>Before the start</source>
            <translation>Перед началом</translation>
        </message>
        <message>
            <source>Comparing the file with the model of this base…</source>
            <translation>Сверяю файл с моделью этой базы…</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Delete the trained model “%1”?</source>
            <translation>Удалить обученную модель «%1»?</translation>
        </message>
        <message>
            <source>Expert: merge into a model of its own, %1</source>
            <translation>Эксперт: слить в отдельную модель, %1</translation>
        </message>
        <message>
            <source>Expert: switch on without an exam…</source>
            <translation>Эксперт: включить без экзамена…</translation>
        </message>
        <message>
            <source>Find the best strength by an exam</source>
            <translation>Найти лучшую силу на экзамене</translation>
        </message>
        <message>
            <source>Hold an exam</source>
            <translation>Провести экзамен</translation>
        </message>
        <message>
            <source>It came from a file; without that file it cannot be had again.</source>
            <translation>Она пришла из файла; без него её не вернуть.</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Оставить</translation>
        </message>
        <message>
            <source>Making a model of its own. This takes some minutes; you can go on working.</source>
            <translation>Делаю отдельную модель. Это несколько минут, можно работать дальше.</translation>
        </message>
        <message>
            <source>No trained models yet</source>
            <translation>Обученных моделей пока нет</translation>
        </message>
        <message>
            <source>One of them answers in the chat. It keeps manner and wording; facts belong to search.</source>
            <translation>Одна из них отвечает в чате. Она держит манеру и слова; факты — дело поиска.</translation>
        </message>
        <message>
            <source>Other runs</source>
            <translation>Другие запуски</translation>
        </message>
        <message>
            <source>Save the trained model to a file</source>
            <translation>Сохранить обученную модель в файл</translation>
        </message>
        <message>
            <source>Save to a file…</source>
            <translation>Сохранить в файл…</translation>
        </message>
        <message>
            <source>Switch on</source>
            <translation>Включить</translation>
        </message>
        <message>
            <source>Take a trained model from a file</source>
            <translation>Взять обученную модель из файла</translation>
        </message>
        <message>
            <source>Take back the last switch</source>
            <translation>Вернуть прежнее</translation>
        </message>
        <message>
            <source>Take from a file</source>
            <translation>Взять из файла</translation>
        </message>
        <message>
            <source>The run is deleted</source>
            <translation>Запись об обучении удалена</translation>
        </message>
        <message>
            <source>Train again the same way</source>
            <translation>Повторить обучение</translation>
        </message>
        <message>
            <source>Train one on checked examples, or take one from a file of another computer.</source>
            <translation>Обучите на проверенных примерах или возьмите из файла с другого компьютера.</translation>
        </message>
        <message>
            <source>Trained models</source>
            <translation>Обученные модели</translation>
        </message>
        <message>
            <source>Trained models (%1)</source>
            <translation>Обученные модели (%1)</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Вернуть</translation>
        </message>
        <message>
            <source>Who answers for this? The name is kept</source>
            <translation>Кто за это отвечает? Имя сохранится</translation>
        </message>
        <message>
            <source>“%1” is deleted</source>
            <translation>«%1» удалена</translation>
        </message>
    </context>
    <context>
        <name>Advice</name>
        <message>
            <source>%facts% of %approved% checked examples are facts: training remembers them unreliably</source>
            <translation>Проверенных примеров с фактами: %facts% из %approved%. Факты обучение запоминает ненадёжно</translation>
        </message>
        <message>
            <source>%manner% of %approved% checked examples teach form and terms: training is good at that</source>
            <translation>Проверенных примеров, которые учат форме и терминам: %manner% из %approved%. Это обучение умеет</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) changed after the training: search knows it</source>
            <translation>
                <numerusform>%n документ изменился после обучения: поиск об этом знает</numerusform>
                <numerusform>%n документа изменились после обучения: поиск об этом знает</numerusform>
                <numerusform>%n документов изменились после обучения: поиск об этом знает</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) ready to be asked</source>
            <translation>
                <numerusform>%n документ готов к вопросам</numerusform>
                <numerusform>%n документа готовы к вопросам</numerusform>
                <numerusform>%n документов готовы к вопросам</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) checked</source>
            <translation>
                <numerusform>Проверен %n пример</numerusform>
                <numerusform>Проверено %n примера</numerusform>
                <numerusform>Проверено %n примеров</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n scan(s) without text: a file with text is needed</source>
            <translation>
                <numerusform>%n скан без текста: нужен файл с текстом</numerusform>
                <numerusform>%n скана без текста: нужны файлы с текстом</numerusform>
                <numerusform>%n сканов без текста: нужны файлы с текстом</numerusform>
            </translation>
        </message>
        <message>
            <source>%right% right answers of %asked% at the exam (%low%–%high%)</source>
            <translation>На экзамене верных ответов: %right% из %asked% (%low%–%high%)</translation>
        </message>
        <message>
            <source>%style% of %total% questions in the chats want a text written: there the form counts</source>
            <translation>Вопросов в чатах, где просят написать текст: %style% из %total%. Там важна форма</translation>
        </message>
        <message>
            <source>%unread% of %documents% documents could not be read</source>
            <translation>Не прочитано документов: %unread% из %documents%</translation>
        </message>
        <message>
            <source>500 new facts were all memorised; about a fifth of the answers known before was lost.</source>
            <translation>500 новых фактов запомнились все, но пропала примерно пятая часть ответов, известных раньше.</translation>
        </message>
        <message>
            <source>A few good examples, shown with each question, are enough to set the form of answers</source>
            <translation>Чтобы задать вид ответов, хватит нескольких хороших примеров, показанных вместе с вопросом</translation>
        </message>
        <message>
            <source>A larger model that is no better at the same exam: then the questions or the documents.</source>
            <translation>Если модель побольше сдаст тот же экзамен не лучше: тогда дело в вопросах или в документах.</translation>
        </message>
        <message>
            <source>A larger model: “%model%” fits this computer and can sit the same exam.</source>
            <translation>Модель побольше: «%model%» подходит этому компьютеру и может сдать тот же экзамен.</translation>
        </message>
        <message>
            <source>A model on this computer: then the advice is about the way.</source>
            <translation>Модель на этом компьютере: тогда совет будет о способе.</translation>
        </message>
        <message>
            <source>A small trained part learns less than full training and forgets less: right for form.</source>
            <translation>Небольшая обученная часть запоминает меньше, чем полное обучение, и меньше забывает: для формы это и нужно.</translation>
        </message>
        <message>
            <source>A small trained part reached the quality of full training with a third of the memory.</source>
            <translation>Небольшая обученная часть дала качество полного обучения при трети памяти.</translation>
        </message>
        <message>
            <source>A smaller model, or a computer with more memory.</source>
            <translation>Модель поменьше или компьютер с большей памятью.</translation>
        </message>
        <message>
            <source>An exam that compares the ways on your own questions: then its figures decide.</source>
            <translation>Экзамен, который сравнит способы на ваших вопросах: тогда решат его числа.</translation>
        </message>
        <message>
            <source>Another model for the answers, one that can be trained.</source>
            <translation>Другая модель для ответов, которую можно обучать.</translation>
        </message>
        <message>
            <source>Answers come with the exact page: only search gives that</source>
            <translation>Ответы приходят с точной страницей: это даёт только поиск</translation>
        </message>
        <message>
            <source>Answers that need no page, from documents that hardly ever change.</source>
            <translation>Если ответам не нужна страница, а документы почти не меняются.</translation>
        </message>
        <message>
            <source>At least %least% checked examples that show form and terms, better %enough%: then search together with training.</source>
            <translation>Хотя бы %least% проверенных примеров с нужной формой и терминами, лучше %enough%: тогда поиск вместе с обучением.</translation>
        </message>
        <message>
            <source>At least 100 rows to begin with, more than 1000 for good results.</source>
            <translation>Для начала хотя бы 100 примеров, для хороших результатов — больше 1000.</translation>
        </message>
        <message>
            <source>Better than what answers now by %difference% points (%low% to %high%)</source>
            <translation>Лучше того, что отвечает сейчас, на %difference% п. (от %low% до %high%)</translation>
        </message>
        <message>
            <source>Bukvar saw %changed% of %documents% documents change within the last %days% days. Search sees changes at once</source>
            <translation>За последние %days% дней Букварь увидел изменения в документах: %changed% из %documents%. Поиск замечает их сразу</translation>
        </message>
        <message>
            <source>Change nothing: what answers now is right</source>
            <translation>Ничего не меняйте: сейчас отвечает то, что нужно</translation>
        </message>
        <message>
            <source>Counted in this base and on this computer.</source>
            <translation>Посчитано в этой базе и на этом компьютере.</translation>
        </message>
        <message>
            <source>Documents in this base: then their facts should come from search.</source>
            <translation>Документы в этой базе: тогда факты из них должен давать поиск.</translation>
        </message>
        <message>
            <source>Documents that are ready: then search can answer.</source>
            <translation>Готовые документы: тогда сможет отвечать поиск.</translation>
        </message>
        <message>
            <source>Documents that change much: then hold the exam again, the old figures no longer count.</source>
            <translation>Если документы сильно изменятся: тогда проведите экзамен заново, прежние числа уже не годятся.</translation>
        </message>
        <message>
            <source>Even the best way answers only %right% of %asked% rightly</source>
            <translation>Даже лучший способ отвечает верно только на %right% из %asked%</translation>
        </message>
        <message>
            <source>Examples that go out of date: then search alone, until they are checked again.</source>
            <translation>Если примеры устареют: тогда один поиск, пока их не проверят заново.</translation>
        </message>
        <message>
            <source>Examples that show form, terms and tone instead of facts.</source>
            <translation>Примеры, которые показывают форму, термины и тон, а не факты.</translation>
        </message>
        <message>
            <source>Facts still come from the documents, with the page</source>
            <translation>Факты по-прежнему берутся из документов, со страницей</translation>
        </message>
        <message>
            <source>First add documents</source>
            <translation>Сначала добавьте документы</translation>
        </message>
        <message>
            <source>First get a model for the answers</source>
            <translation>Сначала получите модель для ответов</translation>
        </message>
        <message>
            <source>First mend these documents</source>
            <translation>Сначала исправьте эти документы</translation>
        </message>
        <message>
            <source>General knowledge is kept: %right% of %asked% questions answered rightly</source>
            <translation>Общие знания сохранились: верных ответов %right% из %asked%</translation>
        </message>
        <message>
            <source>In %misread% of %wrong% wrong answers the right place was found, and misread</source>
            <translation>Нужное место найдено, но прочитано неверно: %misread% из %wrong% ошибок</translation>
        </message>
        <message>
            <source>Instructions are tried on your own questions in about %minutes% minutes, without training</source>
            <translation>Инструкции подбираются на ваших вопросах примерно за %minutes% минут, без обучения</translation>
        </message>
        <message>
            <source>Instructions that were made by a model and tried on questions matched those people wrote.</source>
            <translation>Инструкции, которые составила модель и отобрала проверка на вопросах, оказались не хуже написанных людьми.</translation>
        </message>
        <message>
            <source>Invented an answer that the documents do not give: %invented% of %asked%</source>
            <translation>Придуманных ответов, которых нет в документах: %invented% из %asked%</translation>
        </message>
        <message>
            <source>It is the simplest of the ways that are no worse</source>
            <translation>Это самый простой из способов, которые не хуже</translation>
        </message>
        <message>
            <source>Models follow a task from a few examples in the question, without any training.</source>
            <translation>Модели понимают задачу по нескольким примерам в самом вопросе, без обучения.</translation>
        </message>
        <message>
            <source>More exam questions: with them a smaller difference can be told from chance.</source>
            <translation>Больше вопросов в экзамене: с ними и меньшую разницу можно отличить от случайной.</translation>
        </message>
        <message>
            <source>Most questions about these went wrong: %names%</source>
            <translation>На большинство вопросов об этих документах ответы неверны: %names%</translation>
        </message>
        <message>
            <source>No other way is surely better: the best differs by %difference% points (%low% to %high%)</source>
            <translation>Ни один другой способ не лучше наверняка: у лучшего разница %difference% п. (от %low% до %high%)</translation>
        </message>
        <message>
            <source>Not known: how long training takes here, a dry run tells in some minutes</source>
            <translation>Неизвестно, сколько здесь займёт обучение: пробный прогон скажет через несколько минут</translation>
        </message>
        <message>
            <source>Not known: how well each way answers here, no exam of these documents was held</source>
            <translation>Неизвестно, как здесь отвечает каждый способ: экзамена по этим документам не было</translation>
        </message>
        <message>
            <source>Not known: what could train on this computer</source>
            <translation>Неизвестно, чем можно обучать на этом компьютере</translation>
        </message>
        <message>
            <source>Not known: what the model knows of it by itself</source>
            <translation>Неизвестно, что из этого модель знает сама</translation>
        </message>
        <message>
            <source>Not known: what this computer has in memory and cores</source>
            <translation>Неизвестно, сколько у этого компьютера памяти и ядер</translation>
        </message>
        <message>
            <source>Not known: whether the documents change, the base has not been here long enough</source>
            <translation>Неизвестно, меняются ли документы: база здесь слишком недавно</translation>
        </message>
        <message>
            <source>On new facts a 7-billion model answered 48 of 100 questions rightly alone, 88 with search, 50 after training, 81 with both.</source>
            <translation>На новых фактах модель с 7 млрд параметров ответила верно на 48 вопросов из 100 сама, на 88 с поиском, на 50 после обучения, на 81 с тем и другим.</translation>
        </message>
        <message>
            <source>On one narrow task a model 700 times smaller did better than a very large one.</source>
            <translation>В одной узкой задаче модель в 700 раз меньше справилась лучше очень большой.</translation>
        </message>
        <message>
            <source>Our own check: of 48 facts taught to a small model, 24 of 24 questions it had seen were right, of 16 asked in other words 8; the others were wrong, and it was sure of them.</source>
            <translation>Наша проверка: маленькую модель научили 48 фактам; из знакомых вопросов верны 24 из 24, из заданных другими словами — 8 из 16, а в остальных она уверенно ошиблась.</translation>
        </message>
        <message>
            <source>Qwen 3 was trained on 36 trillion tokens.</source>
            <translation>Qwen 3 обучали на 36 триллионах токенов.</translation>
        </message>
        <message>
            <source>Search finds the places; a model puts the answer into words</source>
            <translation>Поиск находит места, а словами отвечает модель</translation>
        </message>
        <message>
            <source>Search, exam questions and examples are all made from documents</source>
            <translation>И поиск, и вопросы экзамена, и примеры делаются из документов</translation>
        </message>
        <message>
            <source>Taking those that nobody asks about out of the base.</source>
            <translation>Если убрать из базы те, о которых никто не спрашивает.</translation>
        </message>
        <message>
            <source>The documents, mended and read again.</source>
            <translation>Исправленные и заново прочитанные документы.</translation>
        </message>
        <message>
            <source>The exam, held again after that.</source>
            <translation>Экзамен, проведённый после этого заново.</translation>
        </message>
        <message>
            <source>The last exam of this base, on your own questions.</source>
            <translation>Последний экзамен этой базы, на ваших вопросах.</translation>
        </message>
        <message>
            <source>The model alone is enough</source>
            <translation>Достаточно одной модели</translation>
        </message>
        <message>
            <source>The model knows %known% of %asked% answers by itself: new facts are learned unreliably</source>
            <translation>Сама модель знает ответов: %known% из %asked%. Новые факты запоминаются ненадёжно</translation>
        </message>
        <message>
            <source>There are no documents here to search in</source>
            <translation>Здесь нет документов, по которым искать</translation>
        </message>
        <message>
            <source>There is no model on this computer yet</source>
            <translation>На этом компьютере ещё нет модели</translation>
        </message>
        <message>
            <source>To learn programming well, a model of 2 trillion tokens took 500 billion more.</source>
            <translation>Чтобы хорошо научиться программированию, модели после 2 триллионов токенов понадобилось ещё 500 миллиардов.</translation>
        </message>
        <message>
            <source>Too few examples for training: %approved% checked, at least %least% needed</source>
            <translation>Для обучения мало примеров: проверено %approved%, нужно хотя бы %least%</translation>
        </message>
        <message>
            <source>Training a model to read what search has found: citations better by 8 points, answers by 3, over 26 languages.</source>
            <translation>Модель учили читать найденное поиском: ссылки стали точнее на 8 п., ответы — на 3, в среднем по 26 языкам.</translation>
        </message>
        <message>
            <source>Training on facts that a model does not know is slow, and the longer it goes on the more the model invents.</source>
            <translation>Незнакомые факты модель учит медленно, и чем дольше её учат, тем больше она придумывает.</translation>
        </message>
        <message>
            <source>We advise instructions</source>
            <translation>Советуем инструкции</translation>
        </message>
        <message>
            <source>We advise search in the documents</source>
            <translation>Советуем поиск по документам</translation>
        </message>
        <message>
            <source>We advise search together with instructions</source>
            <translation>Советуем поиск вместе с инструкциями</translation>
        </message>
        <message>
            <source>We advise search together with training</source>
            <translation>Советуем поиск вместе с обучением</translation>
        </message>
        <message>
            <source>We advise training the model</source>
            <translation>Советуем обучение модели</translation>
        </message>
        <message>
            <source>What is not read well, no way of learning can answer from</source>
            <translation>По тому, что не прочиталось, не ответит ни один способ</translation>
        </message>
        <message>
            <source>When a document changes, search sees it at once; a trained model does not</source>
            <translation>Если документ изменится, поиск увидит это сразу, а обученная модель — нет</translation>
        </message>
        <message>
            <source>With a large reviewed set training gave 6 points, search 5 more on top.</source>
            <translation>На большом проверенном наборе обучение прибавило 6 п., поиск — ещё 5 сверху.</translation>
        </message>
        <message>
            <source>You need a larger model: “%model%” fits this computer</source>
            <translation>Нужна модель побольше: «%model%» подходит этому компьютеру</translation>
        </message>
        <message>
            <source>“%model%” cannot be trained on this computer</source>
            <translation>«%model%» нельзя обучить на этом компьютере</translation>
        </message>
        <message>
            <source>“%model%” fits this computer; it takes %size%</source>
            <translation>«%model%» подходит этому компьютеру и занимает %size%</translation>
        </message>
    </context>
    <context>
        <name>AdviceBanner</name>
        <message>
            <source>Closed</source>
            <translation>Свёрнуто</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Раскрыто</translation>
        </message>
        <message>
            <source>What would change it</source>
            <translation>Что изменит совет</translation>
        </message>
        <message>
            <source>Where this comes from</source>
            <translation>Откуда это известно</translation>
        </message>
    </context>
    <context>
        <name>AnalysesModel</name>
        <message>
            <source>The table is written</source>
            <translation>Таблица записана</translation>
        </message>
    </context>
    <context>
        <name>Analysis</name>
        <message>
            <source>%1 and %2</source>
            <translation>%1 и %2</translation>
        </message>
        <message>
            <source>%1 of the words are the same</source>
            <translation>%1 слов совпадает</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n документ</numerusform>
                <numerusform>%n документа</numerusform>
                <numerusform>%n документов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s)</source>
            <translation>
                <numerusform>%n вопрос</numerusform>
                <numerusform>%n вопроса</numerusform>
                <numerusform>%n вопросов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sentence(s) of the model left out: the document does not say it.</source>
            <translation>
                <numerusform>Пропущено %n предложение модели: в документе этого нет.</numerusform>
                <numerusform>Пропущено %n предложения модели: в документе этого нет.</numerusform>
                <numerusform>Пропущено %n предложений модели: в документе этого нет.</numerusform>
            </translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Ответ</translation>
        </message>
        <message>
            <source>Both texts are the same, word for word.</source>
            <translation>Оба текста совпадают слово в слово.</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Изменено</translation>
        </message>
        <message>
            <source>Comparison</source>
            <translation>Сравнение</translation>
        </message>
        <message>
            <source>Could not be asked</source>
            <translation>Не удалось спросить</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Документ</translation>
        </message>
        <message>
            <source>Facts</source>
            <translation>Таблица</translation>
        </message>
        <message>
            <source>Moved</source>
            <translation>Переставлено</translation>
        </message>
        <message>
            <source>Only in the first</source>
            <translation>Только в первом</translation>
        </message>
        <message>
            <source>Only in the second</source>
            <translation>Только во втором</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Страница</translation>
        </message>
        <message>
            <source>Page %1</source>
            <translation>Страница %1</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>Вопрос</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>Источники</translation>
        </message>
        <message>
            <source>Summary</source>
            <translation>Пересказ</translation>
        </message>
        <message>
            <source>Table of facts</source>
            <translation>Таблица фактов</translation>
        </message>
        <message>
            <source>The base has no text of this document</source>
            <translation>Текста этого документа в базе нет</translation>
        </message>
        <message>
            <source>The document does not say</source>
            <translation>В документе этого нет</translation>
        </message>
        <message>
            <source>The document's own sentences: of the model's words nothing was supported by the text.</source>
            <translation>Это предложения самого документа: слова модели текст не подтвердил.</translation>
        </message>
        <message>
            <source>The same</source>
            <translation>Совпадает</translation>
        </message>
        <message>
            <source>Words of the document</source>
            <translation>Слова документа</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>не удалось</translation>
        </message>
        <message>
            <source>is being made</source>
            <translation>готовится</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>на паузе</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>остановлено</translation>
        </message>
    </context>
    <context>
        <name>AnalysisPage</name>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Another text since: %1 and others, %2 in all. Make it again to see what holds now.</source>
            <translation>Текст с тех пор изменился: %1 и другие, всего %2. Сделайте заново, чтобы увидеть, что верно теперь.</translation>
        </message>
        <message>
            <source>Another text since: %1. Make it again to see what holds now.</source>
            <translation>Текст с тех пор изменился: %1. Сделайте заново, чтобы увидеть, что верно теперь.</translation>
        </message>
        <message>
            <source>Choose documents: one for a summary, two to compare, any for a table of facts.</source>
            <translation>Выберите документы: один для пересказа, два для сравнения, любые для таблицы фактов.</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Документы</translation>
        </message>
        <message>
            <source>Earlier ones</source>
            <translation>Сделанные раньше</translation>
        </message>
        <message>
            <source>Facts</source>
            <translation>Таблица</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Оставить</translation>
        </message>
        <message>
            <source>Make it again</source>
            <translation>Сделать заново</translation>
        </message>
        <message>
            <source>Not in the base any more, or not read: %1 and others, %2 in all.</source>
            <translation>Убраны из базы или не прочитаны: %1 и другие, всего %2.</translation>
        </message>
        <message>
            <source>Not in the base any more, or not read: %1.</source>
            <translation>Убраны из базы или не прочитаны: %1.</translation>
        </message>
        <message>
            <source>Nothing is summarised or compared yet</source>
            <translation>Пересказов и сравнений пока нет</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Remove this?</source>
            <translation>Удалить это?</translation>
        </message>
        <message>
            <source>Save as XLSX</source>
            <translation>Сохранить в XLSX</translation>
        </message>
        <message>
            <source>Save the table</source>
            <translation>Сохранить таблицу</translation>
        </message>
        <message>
            <source>To the documents</source>
            <translation>К документам</translation>
        </message>
        <message>
            <source>What was made of the documents is gone for good. The documents stay.</source>
            <translation>То, что сделано по документам, исчезнет насовсем. Документы останутся.</translation>
        </message>
    </context>
    <context>
        <name>Answer</name>
        <message>
            <source>%1 left</source>
            <translation>осталось %1</translation>
        </message>
        <message>
            <source>Answered by a person</source>
            <translation>Ответил человек</translation>
        </message>
        <message>
            <source>Reckoned from a table</source>
            <translation>Посчитано по таблице</translation>
        </message>
        <message>
            <source>Sources:</source>
            <translation>Источники:</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>Остановлено.</translation>
        </message>
        <message numerus="yes">
            <source>found %n place(s), reading</source>
            <translation>
                <numerusform>нашёл %n место, читаю</numerusform>
                <numerusform>нашёл %n места, читаю</numerusform>
                <numerusform>нашёл %n мест, читаю</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>found %n place(s), writing</source>
            <translation>
                <numerusform>нашёл %n место, пишу ответ</numerusform>
                <numerusform>нашёл %n места, пишу ответ</numerusform>
                <numerusform>нашёл %n мест, пишу ответ</numerusform>
            </translation>
        </message>
        <message>
            <source>looking through the documents</source>
            <translation>ищу в документах</translation>
        </message>
        <message>
            <source>reading the question</source>
            <translation>читаю вопрос</translation>
        </message>
        <message>
            <source>starting the model</source>
            <translation>запускаю модель</translation>
        </message>
        <message>
            <source>thinking before the answer</source>
            <translation>модель размышляет</translation>
        </message>
        <message>
            <source>writing</source>
            <translation>пишу ответ</translation>
        </message>
    </context>
    <context>
        <name>AnswerAnnouncer</name>
        <message numerus="yes">
            <source>%n source(s)</source>
            <translation>
                <numerusform>%n источник</numerusform>
                <numerusform>%n источника</numerusform>
                <numerusform>%n источников</numerusform>
            </translation>
        </message>
        <message>
            <source>Answer: %1. %2</source>
            <translation>Ответ: %1. %2</translation>
        </message>
        <message>
            <source>The answer is begun</source>
            <translation>Готовлю ответ</translation>
        </message>
        <message>
            <source>The answer is stopped</source>
            <translation>Ответ остановлен</translation>
        </message>
        <message>
            <source>The documents do not say it</source>
            <translation>В документах этого нет</translation>
        </message>
    </context>
    <context>
        <name>AnswerButtons</name>
        <message>
            <source>Add to examples</source>
            <translation>В примеры</translation>
        </message>
        <message>
            <source>Answer again</source>
            <translation>Ответить ещё раз</translation>
        </message>
        <message>
            <source>Copy the answer, or drag it into a letter</source>
            <translation>Скопировать ответ или перетащить его в письмо</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Ещё</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Напечатать…</translation>
        </message>
        <message>
            <source>Save as a document…</source>
            <translation>Сохранить как документ…</translation>
        </message>
        <message>
            <source>Why this answer?</source>
            <translation>Почему такой ответ?</translation>
        </message>
        <message>
            <source>Wrong? Give the right answer</source>
            <translation>Неверно? Дайте верный ответ</translation>
        </message>
    </context>
    <context>
        <name>AnswerCard</name>
        <message>
            <source>%1, page %2</source>
            <translation>%1, страница %2</translation>
        </message>
        <message>
            <source>As the rules say</source>
            <translation>Как по правилам</translation>
        </message>
        <message>
            <source>Expected answer</source>
            <translation>Ожидаемый ответ</translation>
        </message>
        <message>
            <source>Has to appear: %1</source>
            <translation>Должно быть сказано: %1</translation>
        </message>
        <message>
            <source>It is the mark of the rules now</source>
            <translation>Сейчас и стоит оценка по правилам</translation>
        </message>
        <message>
            <source>Marked by %1. The rules said: %2</source>
            <translation>Оценку поставил человек: %1. По правилам было: %2</translation>
        </message>
        <message>
            <source>Overrule</source>
            <translation>Исправить оценку</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>Вопрос</translation>
        </message>
        <message>
            <source>Question %1</source>
            <translation>Вопрос %1</translation>
        </message>
        <message>
            <source>Second opinion of a model: %1. Its agreement with people is %2 of 1; the mark stays.</source>
            <translation>Второе мнение модели: %1. Её согласие с людьми — %2 из 1; оценка остаётся прежней.</translation>
        </message>
        <message>
            <source>Sources: %1</source>
            <translation>Источники: %1</translation>
        </message>
        <message>
            <source>The documents do not say.</source>
            <translation>В документах этого нет.</translation>
        </message>
        <message>
            <source>What was answered</source>
            <translation>Что ответили</translation>
        </message>
        <message>
            <source>Which mark is right? The table follows.</source>
            <translation>Какая оценка верна? Таблица изменится.</translation>
        </message>
        <message>
            <source>took %1</source>
            <translation>заняло %1</translation>
        </message>
    </context>
    <context>
        <name>AnswerCommands</name>
        <message>
            <source>Added to the examples. A person checks it before it trains.</source>
            <translation>Добавил в примеры. До обучения его проверит человек.</translation>
        </message>
        <message>
            <source>Kept: this is the answer from now on</source>
            <translation>Запомнил: теперь отвечаю так</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Напечатать…</translation>
        </message>
        <message>
            <source>Save as a document…</source>
            <translation>Сохранить как документ…</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Показать</translation>
        </message>
        <message>
            <source>The answer is copied</source>
            <translation>Ответ скопирован</translation>
        </message>
        <message>
            <source>The chat “%1” is removed</source>
            <translation>Чат «%1» удалён</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Вернуть</translation>
        </message>
    </context>
    <context>
        <name>AnswerModes</name>
        <message>
            <source>Every sentence with its place in a document</source>
            <translation>Каждая фраза — с местом в документе</translation>
        </message>
        <message>
            <source>Facts with their place, in your manner and terms</source>
            <translation>Факты с местом в документе, вашим стилем</translation>
        </message>
        <message>
            <source>Instructions</source>
            <translation>Инструкции</translation>
        </message>
        <message>
            <source>Model alone</source>
            <translation>Только модель</translation>
        </message>
        <message>
            <source>Rules and good answers that the model reads before each question</source>
            <translation>Правила и примеры ответов, которые модель читает перед вопросом</translation>
        </message>
        <message>
            <source>Search + instructions</source>
            <translation>Поиск + инструкции</translation>
        </message>
        <message>
            <source>Search + training</source>
            <translation>Поиск + обучение</translation>
        </message>
        <message>
            <source>Search in documents</source>
            <translation>Поиск по документам</translation>
        </message>
        <message>
            <source>Search in documents, answers as the instructions say</source>
            <translation>Поиск по документам, ответ — как велят инструкции</translation>
        </message>
        <message>
            <source>Trained model</source>
            <translation>Обученная модель</translation>
        </message>
        <message>
            <source>Without documents. It may get facts wrong</source>
            <translation>Без документов. Может ошибиться в фактах</translation>
        </message>
        <message>
            <source>Your manner and terms. It may get facts wrong</source>
            <translation>Ваш стиль и термины. Может ошибиться в фактах</translation>
        </message>
    </context>
    <context>
        <name>AnswerText</name>
        <message>
            <source>Answer</source>
            <translation>Ответ</translation>
        </message>
        <message>
            <source>No source was found for this sentence. Please check it.</source>
            <translation>Для этой фразы источник не найден. Проверьте её.</translation>
        </message>
        <message>
            <source>Only a part of this sentence was found in the documents. Please check it.</source>
            <translation>В документах нашлась лишь часть сказанного в этой фразе. Проверьте её.</translation>
        </message>
        <message>
            <source>Show source %1</source>
            <translation>Показать источник %1</translation>
        </message>
        <message>
            <source>This stands in the documents, but it is not what was asked.</source>
            <translation>Это есть в документах, но спрашивали не об этом.</translation>
        </message>
    </context>
    <context>
        <name>AnswerView</name>
        <message>
            <source>Again</source>
            <translation>Ещё раз</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Продолжить</translation>
        </message>
        <message>
            <source>Sources:</source>
            <translation>Источники:</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>Остановлено.</translation>
        </message>
        <message>
            <source>a trained model that was removed</source>
            <translation>обученная модель, которую удалили</translation>
        </message>
    </context>
    <context>
        <name>AnswersView</name>
        <message>
            <source>%1 of %2</source>
            <translation>%1 из %2</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Все</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>Ответы</translation>
        </message>
        <message>
            <source>Answers of the exam</source>
            <translation>Ответы на экзамене</translation>
        </message>
        <message>
            <source>Its source</source>
            <translation>Источник ответа</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Следующий</translation>
        </message>
        <message>
            <source>No answers to show</source>
            <translation>Показать нечего</translation>
        </message>
        <message>
            <source>Open a line of the table: its answers stand here one by one.</source>
            <translation>Откройте строку таблицы: её ответы встанут здесь по одному.</translation>
        </message>
        <message>
            <source>Previous</source>
            <translation>Предыдущий</translation>
        </message>
        <message>
            <source>Second opinion differs</source>
            <translation>Второе мнение расходится</translation>
        </message>
        <message>
            <source>The answer names no source, and the document of the question is gone.</source>
            <translation>Источник в ответе не назван, а документа вопроса больше нет.</translation>
        </message>
        <message>
            <source>This is the first one</source>
            <translation>Это первый</translation>
        </message>
        <message>
            <source>This is the last one</source>
            <translation>Это последний</translation>
        </message>
        <message>
            <source>To the table</source>
            <translation>К таблице</translation>
        </message>
        <message>
            <source>Where it stands</source>
            <translation>Где ответ на деле</translation>
        </message>
        <message>
            <source>Which page is shown</source>
            <translation>Какая страница показана</translation>
        </message>
        <message>
            <source>general questions: %1 of %2</source>
            <translation>общие вопросы: %1 из %2</translation>
        </message>
        <message>
            <source>half of the answers took less than %1</source>
            <translation>половина ответов заняла меньше %1</translation>
        </message>
        <message>
            <source>memory %1</source>
            <translation>память %1</translation>
        </message>
    </context>
    <context>
        <name>AttachedRow</name>
        <message>
            <source>All files (*)</source>
            <translation>Все файлы (*)</translation>
        </message>
        <message>
            <source>Documents (%1)</source>
            <translation>Документы (%1)</translation>
        </message>
        <message>
            <source>File %1, remove</source>
            <translation>Файл %1, убрать</translation>
        </message>
        <message>
            <source>Files for this question</source>
            <translation>Файлы к этому вопросу</translation>
        </message>
        <message>
            <source>For this question alone</source>
            <translation>Только к этому вопросу</translation>
        </message>
    </context>
    <context>
        <name>BackupModel</name>
        <message numerus="yes">
            <source>%n file(s) compared: all are what they were.</source>
            <translation>
                <numerusform>Сверен %n файл: он не изменился.</numerusform>
                <numerusform>Сверено %n файла: все остались прежними.</numerusform>
                <numerusform>Сверено %n файлов: все остались прежними.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n finding(s)</source>
            <translation>
                <numerusform>%n замечание</numerusform>
                <numerusform>%n замечания</numerusform>
                <numerusform>%n замечаний</numerusform>
            </translation>
        </message>
        <message>
            <source>Comparing %1 (%2 of %3)</source>
            <translation>Сверяется %1 (%2 из %3)</translation>
        </message>
        <message>
            <source>Damaged: what can be read is kept, the rest is read from your files again.</source>
            <translation>Повреждена: что читается — сохранится, остальное будет прочитано из ваших файлов.</translation>
        </message>
        <message>
            <source>It does not agree with your files: what differs is read again.</source>
            <translation>Не совпадает с вашими файлами: что отличается, будет прочитано заново.</translation>
        </message>
        <message>
            <source>Its folder is gone: connect its disk or put it back. If it is lost, it is read again from your files and backups.</source>
            <translation>Её папки нет на месте: подключите диск или верните папку. Если папка потеряна, база будет прочитана заново из ваших файлов и резервных копий.</translation>
        </message>
        <message>
            <source>Looking through %1</source>
            <translation>Проверяется %1</translation>
        </message>
        <message>
            <source>Mended. What is left is read from your files.</source>
            <translation>Починено. Остальное читается из ваших файлов.</translation>
        </message>
        <message>
            <source>Mended. What is left is read from your files; the damaged file is kept.</source>
            <translation>Починено. Остальное читается из ваших файлов; повреждённый файл сохранён.</translation>
        </message>
        <message>
            <source>Mended. What no backup has is read from your files.</source>
            <translation>Починено. Чего нет в резервных копиях, читается из ваших файлов.</translation>
        </message>
        <message>
            <source>Restored: %1</source>
            <translation>Восстановлено: %1</translation>
        </message>
        <message>
            <source>The last one was not made. %1</source>
            <translation>Последняя копия не сделана. %1</translation>
        </message>
        <message>
            <source>The last one: %1</source>
            <translation>Последняя копия: %1</translation>
        </message>
        <message>
            <source>Written and read again: %1, %2</source>
            <translation>Записано и сверено: %1, %2</translation>
        </message>
        <message>
            <source>all agrees</source>
            <translation>всё сходится</translation>
        </message>
    </context>
    <context>
        <name>BackupSection</name>
        <message>
            <source>Are all bases whole?</source>
            <translation>Целы ли базы?</translation>
        </message>
        <message>
            <source>Are models and adapters whole?</source>
            <translation>Целы ли модели и адаптеры?</translation>
        </message>
        <message>
            <source>Automatic backups</source>
            <translation>Копии по расписанию</translation>
        </message>
        <message>
            <source>Back up</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Back up by itself</source>
            <translation>Делать копии автоматически</translation>
        </message>
        <message>
            <source>Back up…</source>
            <translation>Сохранить…</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Резервная копия</translation>
        </message>
        <message>
            <source>Best on another disk.</source>
            <translation>Лучше всего на другом диске.</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Выбрать…</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Сравнить</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Дальше</translation>
        </message>
        <message>
            <source>Each file is read whole and compared with its hash: minutes for large models.</source>
            <translation>Каждый файл читается целиком и сверяется с его контрольной суммой: для больших моделей это минуты.</translation>
        </message>
        <message>
            <source>Every day</source>
            <translation>Каждый день</translation>
        </message>
        <message>
            <source>Every week</source>
            <translation>Каждую неделю</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Папка</translation>
        </message>
        <message>
            <source>Folder of automatic backups</source>
            <translation>Папка копий по расписанию</translation>
        </message>
        <message>
            <source>For another computer; the file then grows by gigabytes.</source>
            <translation>Для другого компьютера; файл станет больше на несколько гигабайт.</translation>
        </message>
        <message>
            <source>How many are kept</source>
            <translation>Сколько копий хранить</translation>
        </message>
        <message>
            <source>It was another one the first time</source>
            <translation>В первый раз был другой пароль</translation>
        </message>
        <message>
            <source>Its bases come beside those that are here; a name that is taken gets a number.</source>
            <translation>Базы из копии появятся рядом с имеющимися; занятое имя получит номер.</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>Последнее действие</translation>
        </message>
        <message>
            <source>Look through</source>
            <translation>Проверить</translation>
        </message>
        <message>
            <source>Mend</source>
            <translation>Починить</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Никогда</translation>
        </message>
        <message>
            <source>Password of the backup</source>
            <translation>Пароль резервной копии</translation>
        </message>
        <message>
            <source>Protect with a password</source>
            <translation>Защитить паролем</translation>
        </message>
        <message>
            <source>Reads all that is stored and compares it with your files. Nothing is changed.</source>
            <translation>Читает всё сохранённое и сверяет с вашими файлами. Ничего не меняется.</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Восстановить</translation>
        </message>
        <message>
            <source>Restore a backup</source>
            <translation>Восстановить из копии</translation>
        </message>
        <message>
            <source>Restore…</source>
            <translation>Восстановить…</translation>
        </message>
        <message>
            <source>State of the bases</source>
            <translation>Состояние баз</translation>
        </message>
        <message>
            <source>The file is encrypted. Nobody opens it without the password, we neither.</source>
            <translation>Файл шифруется. Без пароля его не откроет никто, и мы тоже.</translation>
        </message>
        <message>
            <source>The oldest goes after a new one was written and read again.</source>
            <translation>Самая старая удаляется после того, как новая записана и перечитана.</translation>
        </message>
        <message>
            <source>The same password again</source>
            <translation>Тот же пароль ещё раз</translation>
        </message>
        <message>
            <source>What is being done</source>
            <translation>Что сейчас делается</translation>
        </message>
        <message>
            <source>What was done</source>
            <translation>Что сделано</translation>
        </message>
        <message>
            <source>While the window is open and nobody waits. Without models and without a password: none is kept.</source>
            <translation>Пока окно открыто и никто ничего не ждёт. Без моделей и без пароля: пароли не хранятся.</translation>
        </message>
        <message>
            <source>With chats, examples, exams and adapters. The file is read again before it counts.</source>
            <translation>С беседами, примерами, экзаменами и адаптерами. Готовый файл перечитывается и сверяется.</translation>
        </message>
        <message>
            <source>With models</source>
            <translation>Вместе с моделями</translation>
        </message>
        <message>
            <source>Write all bases into one file</source>
            <translation>Записать все базы в один файл</translation>
        </message>
    </context>
    <context>
        <name>Backups</name>
        <message>
            <source>%1: %2, made on %3</source>
            <translation>%1: %2, создана %3</translation>
        </message>
    </context>
    <context>
        <name>BaseSwitcher</name>
        <message numerus="yes">
            <source>%n chat(s) will be gone for good</source>
            <translation>
                <numerusform>%n чат пропадёт навсегда</numerusform>
                <numerusform>%n чата пропадут навсегда</numerusform>
                <numerusform>%n чатов пропадут навсегда</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) will have to be read again</source>
            <translation>
                <numerusform>%n документ придётся читать заново</numerusform>
                <numerusform>%n документа придётся читать заново</numerusform>
                <numerusform>%n документов придётся читать заново</numerusform>
            </translation>
        </message>
        <message>
            <source>Base: %1</source>
            <translation>База: %1</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Создать</translation>
        </message>
        <message>
            <source>Create a base</source>
            <translation>Создать базу</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Оставить</translation>
        </message>
        <message>
            <source>Name of the base</source>
            <translation>Имя базы</translation>
        </message>
        <message>
            <source>New name</source>
            <translation>Новое имя</translation>
        </message>
        <message>
            <source>No base yet</source>
            <translation>Базы пока нет</translation>
        </message>
        <message>
            <source>Remove the base</source>
            <translation>Удалить базу</translation>
        </message>
        <message>
            <source>Remove the base “%1”?</source>
            <translation>Удалить базу «%1»?</translation>
        </message>
        <message>
            <source>Remove “%1”…</source>
            <translation>Удалить «%1»…</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Переименовать</translation>
        </message>
        <message>
            <source>Rename “%1”</source>
            <translation>Переименовать «%1»</translation>
        </message>
        <message>
            <source>The files themselves stay where they are.</source>
            <translation>Сами файлы останутся на месте.</translation>
        </message>
    </context>
    <context>
        <name>BetterModel</name>
        <message>
            <source>Take this one</source>
            <translation>Взять её</translation>
        </message>
        <message>
            <source>With a network there is a better one for this computer: %1, %2.</source>
            <translation>Через сеть можно получить модель лучше, и она подходит этому компьютеру: %1, %2.</translation>
        </message>
    </context>
    <context>
        <name>Bringing</name>
        <message>
            <source>Copied</source>
            <translation>Скопировано</translation>
        </message>
        <message>
            <source>Copy the command</source>
            <translation>Скопировать команду</translation>
        </message>
        <message>
            <source>Without a network, bring one file: on a computer with Bukvar and a network choose Models → “Save a pack for another computer”, or run the command below, and drop the file here.</source>
            <translation>Если сети нет, принесите один файл: на компьютере с Букварём и сетью откройте «Модели» → «Сохранить набор для другого компьютера» или выполните команду ниже, а файл перетащите сюда.</translation>
        </message>
    </context>
    <context>
        <name>Certificate</name>
        <message>
            <source>Exam certificate, %1</source>
            <translation>Свидетельство об экзамене, %1</translation>
        </message>
        <message>
            <source>Save the certificate</source>
            <translation>Сохранить свидетельство</translation>
        </message>
        <message>
            <source>The certificate is saved: %1</source>
            <translation>Свидетельство сохранено: %1</translation>
        </message>
        <message>
            <source>in English</source>
            <translation>на английском</translation>
        </message>
        <message>
            <source>in Russian</source>
            <translation>на русском</translation>
        </message>
    </context>
    <context>
        <name>ChartCard</name>
        <message>
            <source>Errors by step</source>
            <translation>Ошибки по шагам</translation>
        </message>
        <message>
            <source>error on familiar questions</source>
            <translation>ошибка на знакомых вопросах</translation>
        </message>
        <message>
            <source>error on unfamiliar questions</source>
            <translation>ошибка на незнакомых вопросах</translation>
        </message>
    </context>
    <context>
        <name>ChatGroups</name>
        <message numerus="yes">
            <source>%n answer(s)</source>
            <translation>
                <numerusform>%n ответ</numerusform>
                <numerusform>%n ответа</numerusform>
                <numerusform>%n ответов</numerusform>
            </translation>
        </message>
        <message>
            <source>Earlier</source>
            <translation>Раньше</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Закреплённые</translation>
        </message>
        <message>
            <source>This week</source>
            <translation>На этой неделе</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Сегодня</translation>
        </message>
    </context>
    <context>
        <name>ChatHeader</name>
        <message>
            <source>%1 of %2</source>
            <translation>%1 из %2</translation>
        </message>
        <message>
            <source>Chat settings: instructions, ready questions</source>
            <translation>Настройки чата: инструкции, готовые вопросы</translation>
        </message>
        <message>
            <source>Chats</source>
            <translation>Чаты</translation>
        </message>
        <message>
            <source>Find in the chat</source>
            <translation>Найти в чате</translation>
        </message>
        <message>
            <source>Find in the chat (Ctrl+F)</source>
            <translation>Найти в чате (Ctrl+F)</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Ещё</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>Не найдено</translation>
        </message>
        <message>
            <source>Source panel</source>
            <translation>Панель источника</translation>
        </message>
    </context>
    <context>
        <name>ChatItem</name>
        <message>
            <source>pinned</source>
            <translation>закреплён</translation>
        </message>
    </context>
    <context>
        <name>ChatList</name>
        <message>
            <source>Del</source>
            <translation>Del</translation>
        </message>
        <message>
            <source>New chat</source>
            <translation>Новый чат</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>Закрепить</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Переименовать</translation>
        </message>
        <message>
            <source>Title of the chat</source>
            <translation>Название чата</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>Открепить</translation>
        </message>
        <message>
            <source>Your chats will appear here.</source>
            <translation>Здесь появятся ваши чаты.</translation>
        </message>
    </context>
    <context>
        <name>ChatMiddle</name>
        <message>
            <source>Add documents</source>
            <translation>Добавить документы</translation>
        </message>
        <message>
            <source>Add documents, and the answers will come from them.</source>
            <translation>Добавьте документы, и ответы будут по ним.</translation>
        </message>
        <message>
            <source>Answers are made on this computer, without the internet</source>
            <translation>Ответ готовится на этом компьютере, без интернета</translation>
        </message>
        <message numerus="yes">
            <source>Answers come from your %n document(s), with the page beside every claim.</source>
            <translation>
                <numerusform>Ответы — по %n документу, с указанием страницы у каждой фразы.</numerusform>
                <numerusform>Ответы — по вашим %n документам, с указанием страницы у каждой фразы.</numerusform>
                <numerusform>Ответы — по вашим %n документам, с указанием страницы у каждой фразы.</numerusform>
            </translation>
        </message>
        <message>
            <source>Ask: %1</source>
            <translation>Спросить: %1</translation>
        </message>
        <message>
            <source>Change the ready questions</source>
            <translation>Изменить готовые вопросы</translation>
        </message>
        <message>
            <source>Get a model</source>
            <translation>Получить модель</translation>
        </message>
        <message>
            <source>There is no model to answer with yet.</source>
            <translation>Отвечать пока некому: модели нет.</translation>
        </message>
        <message>
            <source>What would you like to know?</source>
            <translation>Что вы хотите узнать?</translation>
        </message>
        <message>
            <source>Write down ready questions</source>
            <translation>Записать готовые вопросы</translation>
        </message>
    </context>
    <context>
        <name>ChatModel</name>
        <message>
            <source>Add documents first: they make the first base.</source>
            <translation>Сначала добавьте документы: из них получится первая база.</translation>
        </message>
        <message>
            <source>New chat</source>
            <translation>Новый чат</translation>
        </message>
        <message>
            <source>“%1”: %2</source>
            <translation>«%1»: %2</translation>
        </message>
    </context>
    <context>
        <name>ChatNote</name>
        <message>
            <source>The chat answers more slowly for now</source>
            <translation>Чат пока отвечает медленнее</translation>
        </message>
        <message>
            <source>The graphics card is busy; the processor writes the answers.</source>
            <translation>Видеокарта занята обучением, ответы пишет процессор.</translation>
        </message>
        <message>
            <source>The processor is busy with training.</source>
            <translation>Процессор занят обучением.</translation>
        </message>
    </context>
    <context>
        <name>ChatPage</name>
        <message>
            <source>An answer with sources opens here</source>
            <translation>Здесь откроется источник ответа</translation>
        </message>
    </context>
    <context>
        <name>ChatSettings</name>
        <message>
            <source>Bring back the right answer to “%1”</source>
            <translation>Вернуть верный ответ на вопрос «%1»</translation>
        </message>
        <message>
            <source>Change and examine the instructions</source>
            <translation>Изменить и проверить инструкции</translation>
        </message>
        <message>
            <source>Chat settings</source>
            <translation>Настройки чата</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Готово</translation>
        </message>
        <message>
            <source>Instructions: what the model is told</source>
            <translation>Инструкции: что сказано модели</translation>
        </message>
        <message>
            <source>Nothing beyond what Bukvar always tells it.</source>
            <translation>Ничего сверх того, что Букварь говорит всегда.</translation>
        </message>
        <message>
            <source>One a line; an empty chat offers them.</source>
            <translation>По одному в строке; пустой чат предлагает их.</translation>
        </message>
        <message>
            <source>Ready questions</source>
            <translation>Готовые вопросы</translation>
        </message>
        <message>
            <source>Remove the right answer to “%1”</source>
            <translation>Удалить верный ответ на «%1»</translation>
        </message>
        <message>
            <source>Removed: %1</source>
            <translation>Убран: %1</translation>
        </message>
        <message>
            <source>Right answers that people gave</source>
            <translation>Верные ответы от людей</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Вернуть</translation>
        </message>
        <message>
            <source>Where an answer is wrong, the flag below it takes the right one.</source>
            <translation>Если ответ неверен, нажмите флажок под ним и дайте верный.</translation>
        </message>
    </context>
    <context>
        <name>ChatText</name>
        <message>
            <source>Answer, %1</source>
            <translation>Ответ, %1</translation>
        </message>
        <message>
            <source>[?] – no source was found: please check</source>
            <translation>[?] – источник не найден: проверьте</translation>
        </message>
    </context>
    <context>
        <name>Choice</name>
        <message>
            <source>%1 (done), %2</source>
            <translation>%1 (уже сделано), %2</translation>
        </message>
        <message>
            <source>%1 of %2 examples</source>
            <translation>%1 из %2 примеров</translation>
        </message>
        <message>
            <source>%1 of %2 questions</source>
            <translation>%1 из %2 вопросов</translation>
        </message>
        <message>
            <source>%1, %2 of memory</source>
            <translation>%1, %2 памяти</translation>
        </message>
        <message>
            <source>%1, %2 of video memory</source>
            <translation>%1, %2 видеопамяти</translation>
        </message>
        <message>
            <source>%1, an estimate</source>
            <translation>%1, оценка</translation>
        </message>
        <message>
            <source>%1, measured here</source>
            <translation>%1, измерено здесь</translation>
        </message>
        <message>
            <source>%1; %2</source>
            <translation>%1; %2</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) changed already: train again</source>
            <translation>
                <numerusform>%n документ уже изменился: обучить заново</numerusform>
                <numerusform>%n документа уже изменились: обучить заново</numerusform>
                <numerusform>%n документов уже изменились: обучить заново</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more checked example(s)</source>
            <translation>
                <numerusform>Ещё %n проверенный пример</numerusform>
                <numerusform>Ещё %n проверенных примера</numerusform>
                <numerusform>Ещё %n проверенных примеров</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) to try them on</source>
            <translation>
                <numerusform>%n вопрос для проверки</numerusform>
                <numerusform>%n вопроса для проверки</numerusform>
                <numerusform>%n вопросов для проверки</numerusform>
            </translation>
        </message>
        <message>
            <source>A model for the answers</source>
            <translation>Модель для ответов</translation>
        </message>
        <message>
            <source>A short trial tells</source>
            <translation>Покажет короткая проба</translation>
        </message>
        <message>
            <source>Add documents</source>
            <translation>Добавить документы</translation>
        </message>
        <message>
            <source>After training</source>
            <translation>После обучения</translation>
        </message>
        <message>
            <source>Another model: “%1” cannot be trained by Bukvar</source>
            <translation>Другая модель: «%1» Букварь обучать не умеет</translation>
        </message>
        <message>
            <source>Ask in the chat</source>
            <translation>Спросить в чате</translation>
        </message>
        <message>
            <source>At least %1 of memory for “%3”, here it is %2</source>
            <translation>Не меньше %1 памяти для «%3», здесь %2</translation>
        </message>
        <message>
            <source>Being installed</source>
            <translation>Устанавливается</translation>
        </message>
        <message>
            <source>Check examples</source>
            <translation>Проверить примеры</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Выбрать</translation>
        </message>
        <message>
            <source>Choose another model</source>
            <translation>Выбрать другую модель</translation>
        </message>
        <message>
            <source>Component needed</source>
            <translation>Нужен компонент</translation>
        </message>
        <message>
            <source>Depends on the documents</source>
            <translation>Зависит от документов</translation>
        </message>
        <message>
            <source>Disk</source>
            <translation>Диск</translation>
        </message>
        <message>
            <source>Documents in the base</source>
            <translation>Документы в базе</translation>
        </message>
        <message>
            <source>Done, %1</source>
            <translation>Уже сделано, %1</translation>
        </message>
        <message>
            <source>Estimate: %1. A short trial tells</source>
            <translation>Оценка: %1. Точнее покажет короткая проба</translation>
        </message>
        <message>
            <source>Examples first</source>
            <translation>Сначала — примеры</translation>
        </message>
        <message>
            <source>Get a model</source>
            <translation>Получить модель</translation>
        </message>
        <message>
            <source>Get the component</source>
            <translation>Получить компонент</translation>
        </message>
        <message>
            <source>Make questions</source>
            <translation>Составить вопросы</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>Память</translation>
        </message>
        <message>
            <source>No documents</source>
            <translation>Нет документов</translation>
        </message>
        <message>
            <source>No model</source>
            <translation>Нет модели</translation>
        </message>
        <message>
            <source>Not enough memory</source>
            <translation>Мало памяти</translation>
        </message>
        <message>
            <source>Not searched yet</source>
            <translation>Ещё не подобраны</translation>
        </message>
        <message>
            <source>Not this model</source>
            <translation>Не эта модель</translation>
        </message>
        <message>
            <source>Not trained yet</source>
            <translation>Ещё не обучена</translation>
        </message>
        <message>
            <source>Nothing but the search for them</source>
            <translation>Только сам подбор</translation>
        </message>
        <message>
            <source>Nothing but the training itself</source>
            <translation>Только само обучение</translation>
        </message>
        <message>
            <source>Nothing more, it is trained</source>
            <translation>Больше нисколько, уже обучена</translation>
        </message>
        <message>
            <source>Nothing more, they are there</source>
            <translation>Больше ничего, они готовы</translation>
        </message>
        <message>
            <source>Nothing, everything is ready</source>
            <translation>Ничего, всё готово</translation>
        </message>
        <message>
            <source>Nothing, version %1 is switched on</source>
            <translation>Ничего, включена версия %1</translation>
        </message>
        <message>
            <source>Nothing, “%1” is ready</source>
            <translation>Ничего, «%1» готова</translation>
        </message>
        <message>
            <source>Prepare the training</source>
            <translation>Подготовить обучение</translation>
        </message>
        <message>
            <source>Reads them again by itself</source>
            <translation>Перечитает сам</translation>
        </message>
        <message>
            <source>Search and a trained model</source>
            <translation>Поиск и обученная модель</translation>
        </message>
        <message>
            <source>Search anew if the rules have changed</source>
            <translation>Подобрать заново, если изменились правила</translation>
        </message>
        <message>
            <source>Search for them</source>
            <translation>Подобрать</translation>
        </message>
        <message>
            <source>Search renews itself, the model has to be trained again</source>
            <translation>Поиск обновится сам, модель придётся обучить заново</translation>
        </message>
        <message>
            <source>Show the training</source>
            <translation>Показать обучение</translation>
        </message>
        <message>
            <source>Show versions</source>
            <translation>Показать версии</translation>
        </message>
        <message>
            <source>Switch on a trained model</source>
            <translation>Включить обученную модель</translation>
        </message>
        <message>
            <source>Switch on a version</source>
            <translation>Включить версию</translation>
        </message>
        <message>
            <source>Switched off</source>
            <translation>Отключена</translation>
        </message>
        <message>
            <source>The documents are being read now</source>
            <translation>Документы сейчас читаются</translation>
        </message>
        <message>
            <source>The training component, about %1</source>
            <translation>Компонент обучения, около %1</translation>
        </message>
        <message>
            <source>The training that runs now</source>
            <translation>Дождаться обучения, которое идёт</translation>
        </message>
        <message>
            <source>Time of people</source>
            <translation>Время людей</translation>
        </message>
        <message>
            <source>Time of the computer</source>
            <translation>Время компьютера</translation>
        </message>
        <message>
            <source>Train again</source>
            <translation>Обучить заново</translation>
        </message>
        <message>
            <source>Trained models</source>
            <translation>Обученные модели</translation>
        </message>
        <message>
            <source>Training now</source>
            <translation>Идёт обучение</translation>
        </message>
        <message>
            <source>Up to %1 of search</source>
            <translation>До %1 подбора</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Способ</translation>
        </message>
        <message>
            <source>When documents change</source>
            <translation>Если документы изменятся</translation>
        </message>
        <message>
            <source>done</source>
            <translation>готово</translation>
        </message>
        <message>
            <source>from %1 to %2</source>
            <translation>от %1 до %2</translation>
        </message>
        <message>
            <source>none</source>
            <translation>не нужно</translation>
        </message>
        <message>
            <source>not known yet</source>
            <translation>пока неизвестно</translation>
        </message>
        <message>
            <source>only if the rules have changed</source>
            <translation>только если изменились правила</translation>
        </message>
        <message>
            <source>reads them again by itself</source>
            <translation>перечитает сам</translation>
        </message>
        <message>
            <source>train again</source>
            <translation>обучить заново</translation>
        </message>
    </context>
    <context>
        <name>ChoiceCard</name>
        <message>
            <source>Advised</source>
            <translation>Советуем</translation>
        </message>
        <message>
            <source>Chosen</source>
            <translation>Выбрано</translation>
        </message>
        <message>
            <source>What it needs</source>
            <translation>Что нужно</translation>
        </message>
        <message>
            <source>What it takes</source>
            <translation>Сколько займёт</translation>
        </message>
        <message>
            <source>When documents change</source>
            <translation>Если документы изменятся</translation>
        </message>
    </context>
    <context>
        <name>ChoiceFolds</name>
        <message>
            <source>What each way costs</source>
            <translation>Во что обойдётся каждый способ</translation>
        </message>
    </context>
    <context>
        <name>ChoiceView</name>
        <message>
            <source>%1. The way can be changed any day.</source>
            <translation>%1. Способ можно сменить в любой день.</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) ready</source>
            <translation>
                <numerusform>%n документ готов</numerusform>
                <numerusform>%n документа готовы</numerusform>
                <numerusform>%n документов готовы</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n passage(s)</source>
            <translation>
                <numerusform>%n отрывок</numerusform>
                <numerusform>%n отрывка</numerusform>
                <numerusform>%n отрывков</numerusform>
            </translation>
        </message>
        <message>
            <source>Answers now come this way: %1</source>
            <translation>Теперь отвечаю так: %1</translation>
        </message>
        <message>
            <source>Ask in the chat</source>
            <translation>Спросить в чате</translation>
        </message>
        <message>
            <source>Choose a model</source>
            <translation>Выбрать модель</translation>
        </message>
        <message>
            <source>Examples: %1 checked, %2 waiting</source>
            <translation>Примеры: проверено %1, ждут %2</translation>
        </message>
        <message>
            <source>How should Bukvar learn these documents?</source>
            <translation>Как Букварю учить эти документы?</translation>
        </message>
        <message>
            <source>Not sure? The exam compares the ways on your own questions.</source>
            <translation>Не уверены? Экзамен сравнит способы на ваших вопросах.</translation>
        </message>
        <message>
            <source>Open the exam</source>
            <translation>Открыть экзамен</translation>
        </message>
        <message>
            <source>Show the documents</source>
            <translation>Показать документы</translation>
        </message>
        <message>
            <source>There are no ready documents yet. The way can be changed any day.</source>
            <translation>Готовых документов пока нет. Способ можно сменить в любой день.</translation>
        </message>
        <message>
            <source>Trained models: %1</source>
            <translation>Обученные модели: %1</translation>
        </message>
        <message>
            <source>What training can and cannot do</source>
            <translation>Что обучение может и чего не может</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>%1, page %2</source>
            <translation>%1, страница %2</translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) say nearly the same as one before: %1</source>
            <translation>
                <numerusform>%n пример почти повторяет другой: %1</numerusform>
                <numerusform>%n примера почти повторяют другие. Строки: %1</numerusform>
                <numerusform>%n примеров почти повторяют другие. Строки: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s) of the window: %1</source>
            <translation>
                <numerusform>%n снимок окна: %1</numerusform>
                <numerusform>%n снимка окна: %1</numerusform>
                <numerusform>%n снимков окна: %1</numerusform>
            </translation>
        </message>
        <message>
            <source>Attempts refused: %1</source>
            <translation>Остановлено попыток: %1</translation>
        </message>
        <message>
            <source>Exam questions: %1; reviewed: %2; waiting: %3; rejected: %4; without an answer: %5</source>
            <translation>Вопросов экзамена: %1; проверено: %2; ждут проверки: %3; отклонено: %4; без ответа: %5</translation>
        </message>
        <message>
            <source>Examples: %1; approved: %2; waiting: %3; rejected: %4</source>
            <translation>Примеров: %1; принято: %2; ждут: %3; отклонено: %4</translation>
        </message>
        <message>
            <source>In the report: versions, checks, logs in technical words, models, counts.</source>
            <translation>В отчёте: версии, проверки, журналы в технических словах, модели, количества.</translation>
        </message>
        <message>
            <source>No mirror: models come from the sources of the catalogue.</source>
            <translation>Зеркало не задано: модели берутся из источников каталога.</translation>
        </message>
        <message>
            <source>Not in it: text and names of documents, questions, answers, names of bases and people.</source>
            <translation>В нём нет: текста и названий документов, вопросов, ответов, названий баз, имён людей.</translation>
        </message>
        <message>
            <source>Not sealed: the process that gets models may open connections.</source>
            <translation>Не изолировано: процесс, который получает модели, может открывать соединения.</translation>
        </message>
        <message>
            <source>Nothing that was tried did better: no instructions are kept.</source>
            <translation>Ничего из проверенного не ответило лучше: инструкции не сохранены.</translation>
        </message>
        <message>
            <source>Sealed: no process opens a connection.</source>
            <translation>Изолировано: ни один процесс не открывает соединений.</translation>
        </message>
        <message>
            <source>Searching, reading and answering; %1 so far</source>
            <translation>Ищу, читаю и отвечаю; прошло %1</translation>
        </message>
        <message>
            <source>Taking pictures of the window; %1 so far</source>
            <translation>Снимаю окно; прошло %1</translation>
        </message>
        <message>
            <source>The documents do not say. Nearest places:</source>
            <translation>В документах этого нет. Ближайшие места:</translation>
        </message>
        <message>
            <source>The model wrote, without a source in the documents: %1</source>
            <translation>Модель написала, но в документах этого нет: %1</translation>
        </message>
        <message>
            <source>added by a pack that is not signed</source>
            <translation>добавлена неподписанным набором</translation>
        </message>
        <message>
            <source>added by a signed pack</source>
            <translation>добавлена подписанным набором</translation>
        </message>
        <message>
            <source>added by the administrator</source>
            <translation>добавлена администратором</translation>
        </message>
        <message>
            <source>not signed</source>
            <translation>не подписано</translation>
        </message>
        <message>
            <source>set by your administrator</source>
            <translation>задано администратором</translation>
        </message>
    </context>
    <context>
        <name>ComparisonView</name>
        <message numerus="yes">
            <source>%n line(s) differ</source>
            <translation>
                <numerusform>Отличается %n строка</numerusform>
                <numerusform>Отличаются %n строки</numerusform>
                <numerusform>Отличаются %n строк</numerusform>
            </translation>
        </message>
        <message>
            <source>Both texts beside each other</source>
            <translation>Оба текста рядом</translation>
        </message>
        <message>
            <source>Comparing the texts…</source>
            <translation>Сравниваю тексты…</translation>
        </message>
        <message>
            <source>Only with figures</source>
            <translation>Только с числами</translation>
        </message>
        <message>
            <source>Show %1 more of %2</source>
            <translation>Показать ещё %1 из %2</translation>
        </message>
        <message>
            <source>moved</source>
            <translation>переставлено</translation>
        </message>
        <message>
            <source>moved, there: %1</source>
            <translation>переставлено, там: %1</translation>
        </message>
        <message>
            <source>show</source>
            <translation>показать</translation>
        </message>
    </context>
    <context>
        <name>ComponentCard</name>
        <message>
            <source>%1 on the disk, in a folder of its own.</source>
            <translation>%1 на диске, в отдельной папке.</translation>
        </message>
        <message>
            <source>%1 on the disk. It works; this version of Bukvar comes with newer packages for it, which can be installed when there is time.</source>
            <translation>%1 на диске. Компонент работает; для этой версии Букваря есть более новые пакеты, их можно установить, когда будет удобно.</translation>
        </message>
        <message>
            <source>%1, %2 left</source>
            <translation>%1, осталось %2</translation>
        </message>
        <message>
            <source>A training component is needed</source>
            <translation>Нужен компонент обучения</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отменить</translation>
        </message>
        <message>
            <source>Check and mend</source>
            <translation>Проверить и починить</translation>
        </message>
        <message>
            <source>Checking: %1 of %2</source>
            <translation>Проверка: %1 из %2</translation>
        </message>
        <message>
            <source>Chosen by your administrator: %1</source>
            <translation>Выбран администратором: %1</translation>
        </message>
        <message>
            <source>Compares every file and installs again what has changed</source>
            <translation>Сверит каждый файл и установит заново то, что изменилось</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Продолжить</translation>
        </message>
        <message>
            <source>I agree, get it from the internet</source>
            <translation>Согласен, скачать из интернета</translation>
        </message>
        <message>
            <source>I agree, install from a folder…</source>
            <translation>Согласен, взять из папки…</translation>
        </message>
        <message>
            <source>I agree, install from “%1”</source>
            <translation>Согласен, установить из «%1»</translation>
        </message>
        <message>
            <source>Install again…</source>
            <translation>Установить заново…</translation>
        </message>
        <message>
            <source>Install it again: what is whole is not got a second time.</source>
            <translation>Установите заново: целое второй раз не скачивается.</translation>
        </message>
        <message>
            <source>Installed</source>
            <translation>Установлен</translation>
        </message>
        <message>
            <source>Installing the component…</source>
            <translation>Устанавливаю компонент…</translation>
        </message>
        <message>
            <source>Installing: %1 of %2</source>
            <translation>Устанавливаю: %1 из %2</translation>
        </message>
        <message>
            <source>Install…</source>
            <translation>Установить…</translation>
        </message>
        <message>
            <source>It is not part of Bukvar, is installed once into a folder of its own and takes about %1 of the disk. Its licence is shown first.</source>
            <translation>Он не входит в Букварь, ставится один раз в отдельную папку и займёт около %1 на диске. Сначала покажу его лицензию.</translation>
        </message>
        <message>
            <source>Its packages are here: “%1”. The internet is not needed. It takes about %2 of the disk.</source>
            <translation>Его пакеты уже здесь: «%1». Интернет не нужен. На диске компонент займёт около %2.</translation>
        </message>
        <message>
            <source>Licence of the component</source>
            <translation>Лицензия компонента</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Не сейчас</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Пауза</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Удалить…</translation>
        </message>
        <message>
            <source>The training component is damaged</source>
            <translation>Компонент обучения повреждён</translation>
        </message>
        <message>
            <source>Training component</source>
            <translation>Компонент обучения</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Попробовать снова</translation>
        </message>
        <message>
            <source>Update</source>
            <translation>Обновить</translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message>
            <source>%1, as the exam has shown</source>
            <translation>%1, как показал экзамен</translation>
        </message>
        <message>
            <source>A question is asked in other words; remove to ask a new one</source>
            <translation>Вопрос задаётся иначе; уберите, чтобы задать новый</translation>
        </message>
        <message>
            <source>Answer by:</source>
            <translation>Как отвечать:</translation>
        </message>
        <message>
            <source>Ask in your own words</source>
            <translation>Спросите своими словами</translation>
        </message>
        <message>
            <source>Ask something else</source>
            <translation>Спросите ещё что-нибудь</translation>
        </message>
        <message>
            <source>Attach files to this question alone</source>
            <translation>Приложить файлы только к этому вопросу</translation>
        </message>
        <message>
            <source>How to answer</source>
            <translation>Как отвечать</translation>
        </message>
        <message>
            <source>In other words: a new branch</source>
            <translation>Другими словами: новая ветвь</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>Вопрос</translation>
        </message>
        <message>
            <source>Search only in…</source>
            <translation>Искать только в…</translation>
        </message>
        <message>
            <source>Send (Enter)</source>
            <translation>Отправить (Enter)</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Стоп</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Останавливаю…</translation>
        </message>
        <message>
            <source>Strength of the training: %1</source>
            <translation>Сила обучения: %1</translation>
        </message>
        <message>
            <source>Type a question first</source>
            <translation>Сначала введите вопрос</translation>
        </message>
    </context>
    <context>
        <name>Consent</name>
        <message>
            <source>A command of another program asks for it.</source>
            <translation>Об этом просит команда другой программы.</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>Разрешить</translation>
        </message>
        <message>
            <source>Bukvar would connect to %1 or read from there.</source>
            <translation>«Букварь» обратится к адресу %1 или прочитает файлы оттуда.</translation>
        </message>
        <message>
            <source>Do not allow</source>
            <translation>Не разрешать</translation>
        </message>
        <message>
            <source>Do without the mirror?</source>
            <translation>Отказаться от зеркала?</translation>
        </message>
        <message>
            <source>Get models from another place?</source>
            <translation>Получать модели из другого места?</translation>
        </message>
        <message>
            <source>Models could then be got from the network.</source>
            <translation>Тогда модели можно будет получать из сети.</translation>
        </message>
        <message>
            <source>Models would come from the internet, no longer from %1 alone.</source>
            <translation>Модели будут загружаться из интернета, а не только из %1.</translation>
        </message>
        <message>
            <source>New passphrase (empty: none):</source>
            <translation>Новая парольная фраза (пустая строка — без неё):</translation>
        </message>
        <message>
            <source>Once more:</source>
            <translation>Ещё раз:</translation>
        </message>
        <message>
            <source>Packs signed with the key %1 would be trusted.</source>
            <translation>Пакетам, подписанным ключом %1, программа будет доверять.</translation>
        </message>
        <message>
            <source>Packs signed with the key %1 would count no longer; without any key, every pack counts.</source>
            <translation>Пакеты, подписанные ключом %1, больше не будут приниматься; если ключей нет совсем, принимается любой пакет.</translation>
        </message>
        <message>
            <source>Passphrase:</source>
            <translation>Парольная фраза:</translation>
        </message>
        <message>
            <source>Switch sealed mode off?</source>
            <translation>Выключить изолированный режим?</translation>
        </message>
        <message>
            <source>Trust this signature no longer?</source>
            <translation>Больше не доверять этой подписи?</translation>
        </message>
        <message>
            <source>Trust this signature?</source>
            <translation>Доверять этой подписи?</translation>
        </message>
        <message>
            <source>Type “yes” to allow it:</source>
            <translation>Чтобы разрешить, введите «да»:</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>да</translation>
        </message>
    </context>
    <context>
        <name>Conversation</name>
        <message>
            <source>Conversation</source>
            <translation>Беседа</translation>
        </message>
    </context>
    <context>
        <name>CorrectionNote</name>
        <message>
            <source>A person answered a similar question: “%1”</source>
            <translation>На похожий вопрос ответил человек: «%1»</translation>
        </message>
        <message>
            <source>A person gave this answer.</source>
            <translation>Этот ответ дал человек.</translation>
        </message>
        <message>
            <source>Answer from the documents</source>
            <translation>Ответить по документам</translation>
        </message>
        <message>
            <source>Answer to the question “%3”, given by %1, %2.</source>
            <translation>Ответ на вопрос «%3». Автор: %1, %2.</translation>
        </message>
        <message>
            <source>Ask that question</source>
            <translation>Задать тот вопрос</translation>
        </message>
        <message>
            <source>a person</source>
            <translation>человек</translation>
        </message>
    </context>
    <context>
        <name>Data</name>
        <message>
            <source>The data are in %1 now. The old copy is still in %2; `bukvar data remove-former` deletes it.</source>
            <translation>Данные теперь в %1. Прежняя копия ещё лежит в %2; её удаляет `bukvar data remove-former`.</translation>
        </message>
        <message>
            <source>What was copied is still in %1: the next move there goes on from it; `bukvar data drop-copy %1` deletes it.</source>
            <translation>Скопированное осталось в %1: следующий перенос туда продолжит с него; удаляет его `bukvar data drop-copy %1`.</translation>
        </message>
    </context>
    <context>
        <name>DataAway</name>
        <message>
            <source>Begin without them</source>
            <translation>Начать без них</translation>
        </message>
        <message>
            <source>Choose the folder…</source>
            <translation>Выбрать папку…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Connect the disk that it lies on and look again, or choose the folder in which the data lie now. Without them Bukvar begins in its usual folder with what lies there, and asks again once they are back; nothing is deleted.</source>
            <translation>Подключите диск, на котором она лежит, и проверьте ещё раз или укажите папку, где данные лежат теперь. Без них Букварь начнёт в обычной папке с тем, что в ней есть, и спросит снова, когда они появятся; ничего не удаляется.</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Проверить снова</translation>
        </message>
        <message>
            <source>No data of Bukvar lie in %1.</source>
            <translation>В %1 нет данных Букваря.</translation>
        </message>
        <message>
            <source>Where the data of Bukvar lie</source>
            <translation>Где лежат данные Букваря</translation>
        </message>
    </context>
    <context>
        <name>DataBack</name>
        <message>
            <source>Not now</source>
            <translation>Не сейчас</translation>
        </message>
        <message>
            <source>Open them</source>
            <translation>Открыть их</translation>
        </message>
        <message>
            <source>The data that Bukvar began without are there again: %1. Open them? What was made meanwhile stays in %2 and is not shown then.</source>
            <translation>Данные, без которых Букварь начал работу, снова на месте: %1. Открыть их? То, что сделано за это время, останется в %2 и показано не будет.</translation>
        </message>
    </context>
    <context>
        <name>DocumentPicker</name>
        <message>
            <source>Find a document</source>
            <translation>Найти документ</translation>
        </message>
        <message>
            <source>No such document</source>
            <translation>Такого документа нет</translation>
        </message>
        <message>
            <source>and %1 more: type a part of the name</source>
            <translation>и ещё %1: введите часть названия</translation>
        </message>
    </context>
    <context>
        <name>DocumentRows</name>
        <message>
            <source>%1
Its folder cannot be reached now; the text read before answers.</source>
            <translation>%1
Папка сейчас недоступна; отвечает прочитанный раньше текст.</translation>
        </message>
        <message>
            <source>%1
The file has changed; the text read before answers.</source>
            <translation>%1
Файл изменился; пока отвечаю по прежнему тексту.</translation>
        </message>
        <message>
            <source>%1
The file is gone: it answers no more. It comes back with its file.</source>
            <translation>%1
Файла больше нет, и в ответах его не будет. Вернётся файл — вернётся и документ.</translation>
        </message>
        <message>
            <source>%1
The same as %2; it is read once.</source>
            <translation>%1
Тот же файл, что %2; читаю его один раз.</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Все</translation>
        </message>
        <message>
            <source>Changed</source>
            <comment>filter</comment>
            <translation>Изменились</translation>
        </message>
        <message>
            <source>Changed, being read again</source>
            <translation>Изменён, читается заново</translation>
        </message>
        <message>
            <source>Changed, not read</source>
            <translation>Изменён, не прочитан</translation>
        </message>
        <message>
            <source>Copies</source>
            <translation>Копии</translation>
        </message>
        <message>
            <source>Copy</source>
            <comment>document</comment>
            <translation>Копия</translation>
        </message>
        <message>
            <source>Folder not reachable</source>
            <translation>Папка недоступна</translation>
        </message>
        <message>
            <source>Gone</source>
            <comment>document</comment>
            <translation>Файла нет</translation>
        </message>
        <message>
            <source>Gone</source>
            <comment>filter</comment>
            <translation>Исчезли</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>В работе</translation>
        </message>
        <message>
            <source>Not reachable</source>
            <comment>filter</comment>
            <translation>Недоступны</translation>
        </message>
        <message>
            <source>Not read</source>
            <comment>document</comment>
            <translation>Не прочитан</translation>
        </message>
        <message>
            <source>Not read</source>
            <comment>filter</comment>
            <translation>Не прочитаны</translation>
        </message>
        <message>
            <source>Queued</source>
            <translation>В очереди</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>Читаю</translation>
        </message>
        <message>
            <source>Reading, %1</source>
            <translation>Читаю, %1</translation>
        </message>
        <message>
            <source>Ready</source>
            <comment>document</comment>
            <translation>Готов</translation>
        </message>
        <message>
            <source>Ready</source>
            <comment>filter</comment>
            <translation>Готовы</translation>
        </message>
    </context>
    <context>
        <name>DocumentsModel</name>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) opened</source>
            <translation>
                <numerusform>Открыт %n документ</numerusform>
                <numerusform>Открыто %n документа</numerusform>
                <numerusform>Открыто %n документов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n still locked</source>
            <translation>
                <numerusform>%n ещё под паролем</numerusform>
                <numerusform>%n ещё под паролем</numerusform>
                <numerusform>%n ещё под паролем</numerusform>
            </translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Папка</translation>
        </message>
        <message>
            <source>Modified</source>
            <translation>Изменён</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Страниц</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
    </context>
    <context>
        <name>DocumentsPage</name>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n документ</numerusform>
                <numerusform>%n документа</numerusform>
                <numerusform>%n документов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) removed from the base</source>
            <translation>
                <numerusform>%n документ убран из базы</numerusform>
                <numerusform>%n документа убраны из базы</numerusform>
                <numerusform>%n документов убраны из базы</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n страница</numerusform>
                <numerusform>%n страницы</numerusform>
                <numerusform>%n страниц</numerusform>
            </translation>
        </message>
        <message>
            <source>Add a folder</source>
            <translation>Добавить папку</translation>
        </message>
        <message>
            <source>Add files</source>
            <translation>Добавить файлы</translation>
        </message>
        <message>
            <source>Choose a file with text instead of %1</source>
            <translation>Выберите файл с текстом вместо %1</translation>
        </message>
        <message>
            <source>Choose files</source>
            <translation>Выбрать файлы</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Документы</translation>
        </message>
        <message>
            <source>Drag a folder here or choose files.</source>
            <translation>Перетащите сюда папку или выберите файлы.</translation>
        </message>
        <message>
            <source>Enter the password</source>
            <translation>Ввести пароль</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Найти</translation>
        </message>
        <message>
            <source>My documents</source>
            <translation>Мои документы</translation>
        </message>
        <message>
            <source>No documents yet</source>
            <translation>Документов пока нет</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыть</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Просмотреть</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Прочитать ещё раз</translation>
        </message>
        <message>
            <source>Remove from the base</source>
            <translation>Убрать из базы</translation>
        </message>
        <message>
            <source>Show in the folder</source>
            <translation>Показать в папке</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Пробел</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Вернуть</translation>
        </message>
    </context>
    <context>
        <name>DocumentsValue</name>
        <message>
            <source>%1 is older than %3</source>
            <translation>%1 старее, чем %3</translation>
        </message>
        <message>
            <source>%1 of the sentences stand in other documents as well.</source>
            <translation>%1 предложений есть и в других документах.</translation>
        </message>
        <message>
            <source>%1 says that it is out of force: “%2”</source>
            <translation>%1 говорит, что больше не действует: «%2»</translation>
        </message>
        <message>
            <source>%1 was in force until a day that is past: “%2”</source>
            <translation>%1 действовал до дня, который прошёл: «%2»</translation>
        </message>
        <message>
            <source>%1: “%2”; %3: “%4”</source>
            <translation>%1: «%2»; %3: «%4»</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) are copies of others.</source>
            <translation>
                <numerusform>%n документ — копия другого.</numerusform>
                <numerusform>%n документа — копии других.</numerusform>
                <numerusform>%n документов — копии других.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) could not be read.</source>
            <translation>
                <numerusform>%n документ не удалось прочитать.</numerusform>
                <numerusform>%n документа не удалось прочитать.</numerusform>
                <numerusform>%n документов не удалось прочитать.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) seem to be out of force.</source>
            <translation>
                <numerusform>%n документ, похоже, больше не действует.</numerusform>
                <numerusform>%n документа, похоже, больше не действуют.</numerusform>
                <numerusform>%n документов, похоже, больше не действуют.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) are pictures whose words were recognised.</source>
            <translation>
                <numerusform>%n страница — картинка, слова на ней распознаны.</numerusform>
                <numerusform>%n страницы — картинки, слова на них распознаны.</numerusform>
                <numerusform>%n страниц — картинки, слова на них распознаны.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) are pictures without words: nobody finds them.</source>
            <translation>
                <numerusform>%n страница — картинка без слов: её никто не найдёт.</numerusform>
                <numerusform>%n страницы — картинки без слов: их никто не найдёт.</numerusform>
                <numerusform>%n страниц — картинки без слов: их никто не найдёт.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) say the same with another number than another document.</source>
            <translation>
                <numerusform>В %n месте сказано то же, что в другом документе, но с другим числом.</numerusform>
                <numerusform>В %n местах сказано то же, что в другом документе, но с другим числом.</numerusform>
                <numerusform>В %n местах сказано то же, что в другом документе, но с другим числом.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>About %n question(s) can be asked about them; a person reviews these in %1.</source>
            <translation>
                <numerusform>О них можно задать примерно %n вопрос; человек проверит их за %1.</numerusform>
                <numerusform>О них можно задать примерно %n вопроса; человек проверит их за %1.</numerusform>
                <numerusform>О них можно задать примерно %n вопросов; человек проверит их за %1.</numerusform>
            </translation>
        </message>
        <message>
            <source>Something can be asked about %1 of the passages.</source>
            <translation>Вопрос найдётся к %1 отрывков.</translation>
        </message>
    </context>
    <context>
        <name>DocumentsValueCard</name>
        <message>
            <source>Estimate</source>
            <translation>Оценить</translation>
        </message>
        <message>
            <source>Estimate again</source>
            <translation>Оценить ещё раз</translation>
        </message>
        <message>
            <source>How much of them can be asked about, and what in them is a scan, a double, a contradiction or out of force: before anybody spends days on them.</source>
            <translation>О чём в них можно спросить и что в них скан, повтор, противоречие или уже не действует: прежде чем кто-то потратит на них дни.</translation>
        </message>
        <message>
            <source>Places to look at: %1</source>
            <translation>Места, на которые стоит взглянуть: %1</translation>
        </message>
        <message>
            <source>The documents are being looked through</source>
            <translation>Документы просматриваются</translation>
        </message>
        <message>
            <source>What are these documents worth?</source>
            <translation>Что дадут эти документы?</translation>
        </message>
    </context>
    <context>
        <name>DropOverlay</name>
        <message>
            <source>%1 and %2</source>
            <translation>%1 и %2</translation>
        </message>
        <message>
            <source>%1. Copies are recognised and not added twice.</source>
            <translation>%1. Копии узнаю и второй раз не добавлю.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n файл</numerusform>
                <numerusform>%n файла</numerusform>
                <numerusform>%n файлов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n folder(s)</source>
            <translation>
                <numerusform>%n папка</numerusform>
                <numerusform>%n папки</numerusform>
                <numerusform>%n папок</numerusform>
            </translation>
        </message>
        <message>
            <source>Drop to add the model</source>
            <translation>Отпустите, чтобы добавить модель</translation>
        </message>
        <message>
            <source>Drop to add to “%1”</source>
            <translation>Отпустите, чтобы добавить в «%1»</translation>
        </message>
        <message>
            <source>Drop to install the models</source>
            <translation>Отпустите, чтобы установить модели</translation>
        </message>
        <message>
            <source>Drop to make your first base</source>
            <translation>Отпустите, чтобы создать первую базу</translation>
        </message>
        <message>
            <source>The file is checked before it is used</source>
            <translation>Перед использованием файл будет проверен</translation>
        </message>
        <message>
            <source>The files stay where they are — Bukvar only reads them</source>
            <translation>Файлы останутся на своих местах — Букварь их только читает</translation>
        </message>
    </context>
    <context>
        <name>Drops</name>
        <message>
            <source>My documents</source>
            <translation>Мои документы</translation>
        </message>
    </context>
    <context>
        <name>DryRunCard</name>
        <message numerus="yes">
            <source>%n long example(s) will be left out for want of memory.</source>
            <translation>
                <numerusform>%n длинный пример не войдёт в обучение: не хватает памяти.</numerusform>
                <numerusform>%n длинных примера не войдут в обучение: не хватает памяти.</numerusform>
                <numerusform>%n длинных примеров не войдут в обучение: не хватает памяти.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s)</source>
            <translation>
                <numerusform>%n шаг</numerusform>
                <numerusform>%n шага</numerusform>
                <numerusform>%n шагов</numerusform>
            </translation>
        </message>
        <message>
            <source>Do it again</source>
            <translation>Повторить прогон</translation>
        </message>
        <message>
            <source>Do the dry run</source>
            <translation>Сделать прогон</translation>
        </message>
        <message>
            <source>Dry run</source>
            <translation>Пробный прогон</translation>
        </message>
        <message>
            <source>Ends about</source>
            <translation>Закончится около</translation>
        </message>
        <message>
            <source>Examples stand behind each other instead of being padded: it takes %1 of the time.</source>
            <translation>Примеры стоят подряд, без дополнения до одной длины: так уходит %1 времени.</translation>
        </message>
        <message>
            <source>It is being done</source>
            <translation>Прогон идёт</translation>
        </message>
        <message>
            <source>Needs at most</source>
            <translation>Нужно не больше</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Остановить</translation>
        </message>
        <message>
            <source>The longest allowed example was made shorter; none of yours is cut.</source>
            <translation>Наибольшая длина примера уменьшена; ваши все помещаются.</translation>
        </message>
        <message>
            <source>The model does not fit as it is: I pack it into four bits for training.</source>
            <translation>Модель целиком не помещается: на время обучения упакую её в четыре бита.</translation>
        </message>
        <message>
            <source>The optimizer keeps its numbers in eight bits: the rest did not fit.</source>
            <translation>Оптимизатор хранит свои числа в восьми битах: иначе не помещалось.</translation>
        </message>
        <message>
            <source>To fit the memory I take smaller portions: the result is the same.</source>
            <translation>Чтобы хватило памяти, беру порции поменьше: результат тот же.</translation>
        </message>
        <message>
            <source>Training takes</source>
            <translation>Обучение займёт</translation>
        </message>
        <message>
            <source>Trying, one to five minutes…</source>
            <translation>Пробую, от 1 до 5 мин…</translation>
        </message>
        <message>
            <source>Two steps on the longest example: then I know how long it takes and whether it fits.</source>
            <translation>Два шага на самом длинном примере: узнаю, сколько это займёт и хватит ли памяти.</translation>
        </message>
    </context>
    <context>
        <name>EarlierExams</name>
        <message numerus="yes">
            <source>%n question(s)</source>
            <translation>
                <numerusform>%n вопрос</numerusform>
                <numerusform>%n вопроса</numerusform>
                <numerusform>%n вопросов</numerusform>
            </translation>
        </message>
        <message>
            <source>Earlier exams</source>
            <translation>Прежние экзамены</translation>
        </message>
        <message>
            <source>Its answers and your corrections of marks are gone for good. The questions stay.</source>
            <translation>Его ответы и ваши исправления оценок пропадут навсегда. Вопросы останутся.</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Оставить</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Remove this exam?</source>
            <translation>Удалить этот экзамен?</translation>
        </message>
        <message>
            <source>Remove this exam…</source>
            <translation>Удалить этот экзамен…</translation>
        </message>
    </context>
    <context>
        <name>EngineBanner</name>
        <message>
            <source>Understood</source>
            <translation>Понятно</translation>
        </message>
    </context>
    <context>
        <name>EngineNotice</name>
        <message>
            <source>A graphics card (%1) failed its self-test on this computer; it is left alone: the same answers, somewhat slower.</source>
            <translation>Одна из видеокарт (%1) не прошла самопроверку на этом компьютере. Она не используется: ответы те же, но немного медленнее.</translation>
        </message>
        <message>
            <source>Processor engine “%1” failed its self-test on this computer; “%2” is used: the same answers, somewhat slower.</source>
            <translation>Движок процессора «%1» не прошёл самопроверку на этом компьютере. Работает «%2»: ответы те же, но немного медленнее.</translation>
        </message>
        <message>
            <source>Settings → Health says more and can try again (in a terminal: bukvar doctor).</source>
            <translation>Подробности и кнопка «попробовать снова» — в «Настройки → Состояние» (в терминале: bukvar doctor).</translation>
        </message>
        <message>
            <source>The graphics card (%1) failed its self-test on this computer; the processor computes: the same answers, but slower.</source>
            <translation>Видеокарта (%1) не прошла самопроверку на этом компьютере. Считает процессор: ответы те же, но медленнее.</translation>
        </message>
        <message>
            <source>The quickest way of computing for search failed its self-test on this computer; another is used: it finds the same, somewhat slower.</source>
            <translation>Самый быстрый способ вычислений для поиска не прошёл самопроверку на этом компьютере. Работает другой: находит то же самое, но немного медленнее.</translation>
        </message>
    </context>
    <context>
        <name>Exam</name>
        <message>
            <source>%1 is as good as %2, and smaller</source>
            <translation>%1 не хуже, чем %2, и меньше</translation>
        </message>
        <message>
            <source>%1 of %2 right</source>
            <translation>Верно %1 из %2</translation>
        </message>
        <message>
            <source>%1 or %2</source>
            <translation>%1 или %2</translation>
        </message>
        <message>
            <source>%1; nothing smaller is as good</source>
            <translation>%1; меньшие хуже</translation>
        </message>
        <message>
            <source>%1; the best: %2</source>
            <translation>%1; у лучшего: %2</translation>
        </message>
        <message>
            <source>About %1 questions show a difference of %2 points in 8 of 10 exams; %3 show none.</source>
            <translation>Разницу в %2 пунктов в 8 экзаменах из 10 покажут примерно %1 вопросов; %3 не покажут никакой.</translation>
        </message>
        <message>
            <source>About %1 questions show a difference of %2 points in 8 of 10 exams; with %3 it has to be %4 points.</source>
            <translation>Разницу в %2 пунктов в 8 экзаменах из 10 покажут примерно %1 вопросов; с %3 будет видна разница не меньше %4.</translation>
        </message>
        <message>
            <source>Approved</source>
            <translation>Принят</translation>
        </message>
        <message>
            <source>As in the exams before, two ways differ on %1 of the questions.</source>
            <translation>Как и в прежних экзаменах, два способа расходятся на %1 вопросов.</translation>
        </message>
        <message>
            <source>Assumed: two ways differ on %1 of the questions.</source>
            <translation>Принято, что два способа расходятся на %1 вопросов.</translation>
        </message>
        <message>
            <source>Better</source>
            <translation>Лучше</translation>
        </message>
        <message>
            <source>Classification</source>
            <translation>Классификация</translation>
        </message>
        <message>
            <source>Comes from the file %1. Its place in the documents is not known.</source>
            <translation>Взят из файла %1. Его место в документах неизвестно.</translation>
        </message>
        <message>
            <source>Comes with Bukvar: general knowledge, in no document of yours.</source>
            <translation>Поставляется с «Букварём»: общие знания, их нет в ваших документах.</translation>
        </message>
        <message>
            <source>Comparison of the ways</source>
            <translation>Сравнение способов</translation>
        </message>
        <message>
            <source>Fact</source>
            <translation>Факт</translation>
        </message>
        <message>
            <source>Fields of a text</source>
            <translation>Поля из текста</translation>
        </message>
        <message>
            <source>General knowledge</source>
            <translation>Общие знания</translation>
        </message>
        <message>
            <source>How to do it</source>
            <translation>Как сделать</translation>
        </message>
        <message>
            <source>Instructions on ten questions</source>
            <translation>Инструкции на десяти вопросах</translation>
        </message>
        <message>
            <source>Invented: the documents do not say</source>
            <translation>Выдумано: в документах этого нет</translation>
        </message>
        <message>
            <source>Its place in the documents is not known.</source>
            <translation>Его место в документах неизвестно.</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Список</translation>
        </message>
        <message>
            <source>Manner and form</source>
            <translation>Манера и форма</translation>
        </message>
        <message>
            <source>None of them is enough for this</source>
            <translation>Для этого не подошёл ни один способ</translation>
        </message>
        <message>
            <source>Not in the documents</source>
            <translation>Нет в документах</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Число</translation>
        </message>
        <message>
            <source>Partly right</source>
            <translation>Верно частично</translation>
        </message>
        <message>
            <source>Quick look after reading</source>
            <translation>Быстрая проверка после чтения</translation>
        </message>
        <message>
            <source>Refused, though the documents say it</source>
            <translation>Отказ, хотя в документах это есть</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Отклонён</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Верно</translation>
        </message>
        <message>
            <source>Search for instructions</source>
            <translation>Подбор инструкций</translation>
        </message>
        <message>
            <source>Strength of a trained model</source>
            <translation>Сила обученной модели</translation>
        </message>
        <message>
            <source>The documents do not say: it is to be refused.</source>
            <translation>В документах этого нет: нужен отказ.</translation>
        </message>
        <message>
            <source>The documents do not say: the right answer is a refusal, so there is no page to show.</source>
            <translation>В документах этого нет: верный ответ — отказ, поэтому страницы нет.</translation>
        </message>
        <message>
            <source>The same</source>
            <translation>Одинаково</translation>
        </message>
        <message>
            <source>Too few questions</source>
            <translation>Мало вопросов</translation>
        </message>
        <message>
            <source>Too few questions of this kind to tell; ten and more are needed</source>
            <translation>Вопросов этого вида слишком мало, нужно не меньше десяти</translation>
        </message>
        <message>
            <source>Waits for review</source>
            <translation>Ждёт проверки</translation>
        </message>
        <message>
            <source>With a trap</source>
            <translation>С подвохом</translation>
        </message>
        <message>
            <source>Worse</source>
            <translation>Хуже</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>Неверно</translation>
        </message>
        <message>
            <source>strength %1</source>
            <translation>сила %1</translation>
        </message>
        <message>
            <source>version %1</source>
            <translation>версия %1</translation>
        </message>
    </context>
    <context>
        <name>ExamPage</name>
        <message>
            <source>Exam questions</source>
            <translation>Вопросы экзамена</translation>
        </message>
        <message>
            <source>Find a question</source>
            <translation>Найти вопрос</translation>
        </message>
        <message>
            <source>Instructions</source>
            <translation>Инструкции</translation>
        </message>
        <message>
            <source>Parts of the exam</source>
            <translation>Части экзамена</translation>
        </message>
        <message>
            <source>Questions</source>
            <translation>Вопросы</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Итоги</translation>
        </message>
    </context>
    <context>
        <name>ExamProgress</name>
        <message>
            <source>%1, %2 left</source>
            <translation>%1, осталось %2</translation>
        </message>
        <message>
            <source>Continue today or later: nothing is asked twice.</source>
            <translation>Продолжить можно сегодня или позже: дважды ничего не спрошу.</translation>
        </message>
        <message>
            <source>Marking the last answers</source>
            <translation>Оцениваю последние ответы</translation>
        </message>
        <message>
            <source>Now: %1</source>
            <translation>Сейчас: %1</translation>
        </message>
        <message>
            <source>The exam goes on: answer %1 of %2</source>
            <translation>Экзамен идёт: ответ %1 из %2</translation>
        </message>
        <message>
            <source>The exam is paused: %1 of %2 answers are there</source>
            <translation>Экзамен приостановлен: есть %1 ответов из %2</translation>
        </message>
        <message>
            <source>You can ask in the chat meanwhile.</source>
            <translation>В чате тем временем можно спрашивать.</translation>
        </message>
    </context>
    <context>
        <name>ExamReason</name>
        <message>
            <source>%number% as the other bound: at most for at least</source>
            <translation>%number% – другая граница: «не больше» вместо «не меньше» или наоборот</translation>
        </message>
        <message>
            <source>%number% for another span, as a month for a day</source>
            <translation>%number% – за другой промежуток, как месяц вместо дня</translation>
        </message>
        <message>
            <source>%number% in another unit</source>
            <translation>%number% – в других единицах</translation>
        </message>
        <message>
            <source>%number% of another kind, as working days for calendar days</source>
            <translation>%number% – другого вида, как рабочие дни вместо календарных</translation>
        </message>
        <message>
            <source>%number% on the other side: before for after</source>
            <translation>%number% – не с той стороны: «до» вместо «после» или наоборот</translation>
        </message>
        <message>
            <source>%number% stands there for something else</source>
            <translation>%number% сказано о другом</translation>
        </message>
        <message>
            <source>A number is missing: %numbers%</source>
            <translation>Не хватает числа: %numbers%</translation>
        </message>
        <message>
            <source>A number stands with what another one belongs to</source>
            <translation>Число стоит при том, к чему относится другое</translation>
        </message>
        <message>
            <source>A point that is not expected: “%fact%”</source>
            <translation>Лишний пункт: «%fact%»</translation>
        </message>
        <message>
            <source>Alike in meaning to the expected answer: %similarity%</source>
            <translation>Сходство по смыслу с ожидаемым ответом: %similarity%</translation>
        </message>
        <message>
            <source>Another number: %said% instead of %expected%</source>
            <translation>Другое число: %said% вместо %expected%</translation>
        </message>
        <message>
            <source>Another source, which says it as well: %document%</source>
            <translation>Другой источник, в котором это тоже есть: %document%</translation>
        </message>
        <message>
            <source>Another source, which says it as well: %document%, page %page%</source>
            <translation>Другой источник, в котором это тоже есть: %document%, страница %page%</translation>
        </message>
        <message>
            <source>Before for after, from for to: the direction is turned round</source>
            <translation>«До» вместо «после», «из» вместо «в»: направление перевёрнуто</translation>
        </message>
        <message>
            <source>Does not say what matters: “%fact%”</source>
            <translation>Не сказано главное: «%fact%»</translation>
        </message>
        <message>
            <source>It answered, though the documents do not say it</source>
            <translation>Ответ дан, хотя в документах этого нет</translation>
        </message>
        <message>
            <source>It believed what is wrong in the question</source>
            <translation>Ошибка в вопросе принята на веру</translation>
        </message>
        <message>
            <source>It denies %number%</source>
            <translation>Ответ отрицает %number%</translation>
        </message>
        <message>
            <source>It denies what is expected</source>
            <translation>Ответ отрицает ожидаемое</translation>
        </message>
        <message>
            <source>It names another person</source>
            <translation>Назван кто-то другой</translation>
        </message>
        <message>
            <source>It names no source</source>
            <translation>Источник не назван</translation>
        </message>
        <message>
            <source>It noticed what is wrong in the question</source>
            <translation>Ошибка в вопросе замечена</translation>
        </message>
        <message>
            <source>It refused, though the documents say it</source>
            <translation>Отказ, хотя в документах это есть</translation>
        </message>
        <message>
            <source>It says something else than what is expected</source>
            <translation>Сказано не то, что ожидается</translation>
        </message>
        <message>
            <source>It says that the documents do not say: that is right</source>
            <translation>Сказано, что в документах этого нет: это верно</translation>
        </message>
        <message>
            <source>It says the opposite</source>
            <translation>Сказано обратное</translation>
        </message>
        <message>
            <source>It says the opposite of what is expected</source>
            <translation>Сказано обратное тому, что ожидается</translation>
        </message>
        <message>
            <source>Points of the list named: %found% of %expected%</source>
            <translation>Названо пунктов списка: %found% из %expected%</translation>
        </message>
        <message>
            <source>Says what matters: “%fact%”</source>
            <translation>Сказано главное: «%fact%»</translation>
        </message>
        <message>
            <source>Says what must not be said: “%fact%”</source>
            <translation>Сказано то, чего быть не должно: «%fact%»</translation>
        </message>
        <message>
            <source>Telling words of the expected answer found in it: %share%</source>
            <translation>Значимых слов ожидаемого ответа найдено: %share%</translation>
        </message>
        <message>
            <source>The answer is in another language than the question</source>
            <translation>Ответ на другом языке, чем вопрос</translation>
        </message>
        <message>
            <source>The expected words stand in the answer</source>
            <translation>Ожидаемые слова стоят в ответе</translation>
        </message>
        <message>
            <source>The numbers agree: %numbers%</source>
            <translation>Числа сходятся: %numbers%</translation>
        </message>
        <message>
            <source>The source does not say it: %document%</source>
            <translation>В источнике этого нет: %document%</translation>
        </message>
        <message>
            <source>The source does not say it: %document%, page %page%</source>
            <translation>В источнике этого нет: %document%, страница %page%</translation>
        </message>
        <message>
            <source>The source is right: %document%</source>
            <translation>Источник верен: %document%</translation>
        </message>
        <message>
            <source>The source is right: %document%, page %page%</source>
            <translation>Источник верен: %document%, страница %page%</translation>
        </message>
        <message>
            <source>There is no answer</source>
            <translation>Ответа нет</translation>
        </message>
        <message>
            <source>“May” for “must”, or the other way round</source>
            <translation>«Может» вместо «должен» или наоборот</translation>
        </message>
    </context>
    <context>
        <name>ExamShort</name>
        <message>
            <source>Invented</source>
            <translation>Выдумано</translation>
        </message>
        <message>
            <source>Partly</source>
            <translation>Частично</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Отказ</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Верно</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>Неверно</translation>
        </message>
    </context>
    <context>
        <name>ExamStartModel</name>
        <message>
            <source>Another exam is under way</source>
            <translation>Идёт другой экзамен</translation>
        </message>
        <message>
            <source>Choose at least one who sits the exam</source>
            <translation>Выберите хотя бы одного участника</translation>
        </message>
        <message>
            <source>Nothing is trained in this base yet</source>
            <translation>В этой базе ещё ничего не обучено</translation>
        </message>
        <message>
            <source>There are no instructions yet. Search for some, or write them.</source>
            <translation>Инструкций ещё нет. Подберите их или напишите.</translation>
        </message>
        <message>
            <source>There are no questions yet</source>
            <translation>Вопросов ещё нет</translation>
        </message>
        <message>
            <source>There is no model on this computer. Get one on the page Models.</source>
            <translation>На этом компьютере нет модели. Получите её на странице «Модели».</translation>
        </message>
    </context>
    <context>
        <name>ExamStartView</name>
        <message numerus="yes">
            <source>%n answer(s) to be written</source>
            <translation>
                <numerusform>Предстоит %n ответ</numerusform>
                <numerusform>Предстоит %n ответа</numerusform>
                <numerusform>Предстоит %n ответов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not reviewed yet</source>
            <translation>
                <numerusform>%n ещё не проверен</numerusform>
                <numerusform>%n ещё не проверены</numerusform>
                <numerusform>%n ещё не проверены</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without an answer in the documents</source>
            <translation>
                <numerusform>%n без ответа в документах</numerusform>
                <numerusform>%n без ответа в документах</numerusform>
                <numerusform>%n без ответа в документах</numerusform>
            </translation>
        </message>
        <message>
            <source>All %1</source>
            <translation>Все %1</translation>
        </message>
        <message>
            <source>All get the same questions, with the model, the documents and the rules of the chat.</source>
            <translation>Все получат одни вопросы, с той же моделью, документами и правилами, что и в чате.</translation>
        </message>
        <message>
            <source>As it is set</source>
            <translation>Как настроено</translation>
        </message>
        <message>
            <source>Before the exam</source>
            <translation>Перед экзаменом</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>Начать</translation>
        </message>
        <message>
            <source>Choose several to see whether a small one is enough.</source>
            <translation>Выберите несколько, чтобы увидеть, хватит ли маленькой.</translation>
        </message>
        <message>
            <source>Comes with Bukvar. Shows whether training has made the model forget what it knew.</source>
            <translation>Они идут с «Букварём» и показывают, не забыла ли модель при обучении то, что знала.</translation>
        </message>
        <message>
            <source>General questions as well</source>
            <translation>И общие вопросы</translation>
        </message>
        <message>
            <source>Get more</source>
            <translation>Добавить</translation>
        </message>
        <message>
            <source>How long it takes</source>
            <translation>Сколько займёт</translation>
        </message>
        <message>
            <source>How long it takes is said after the first answers.</source>
            <translation>Сколько это займёт, скажу после первых ответов.</translation>
        </message>
        <message>
            <source>How many questions</source>
            <translation>Сколько вопросов</translation>
        </message>
        <message>
            <source>Instructions</source>
            <translation>Инструкции</translation>
        </message>
        <message>
            <source>Its strength</source>
            <translation>Её сила</translation>
        </message>
        <message>
            <source>The one in the chat, else the latest</source>
            <translation>Та, что в чате, иначе последняя</translation>
        </message>
        <message numerus="yes">
            <source>There are %n question(s). With fewer than %1 differences are hard to tell.</source>
            <translation>
                <numerusform>Есть %n вопрос. Когда их меньше %1, различия трудно заметить.</numerusform>
                <numerusform>Есть %n вопроса. Когда их меньше %1, различия трудно заметить.</numerusform>
                <numerusform>Есть %n вопросов. Когда их меньше %1, различия трудно заметить.</numerusform>
            </translation>
        </message>
        <message>
            <source>There are no questions yet. With fewer than %1 differences are hard to tell.</source>
            <translation>Вопросов пока нет. Когда их меньше %1, различия трудно заметить.</translation>
        </message>
        <message>
            <source>Trained model</source>
            <translation>Обученная модель</translation>
        </message>
        <message>
            <source>Version %1</source>
            <translation>Версия %1</translation>
        </message>
        <message>
            <source>Which model</source>
            <translation>Какая модель</translation>
        </message>
        <message>
            <source>Who sits the exam</source>
            <translation>Кто сдаёт экзамен</translation>
        </message>
        <message>
            <source>estimate</source>
            <translation>оценка</translation>
        </message>
        <message>
            <source>measured here</source>
            <translation>измерено здесь</translation>
        </message>
    </context>
    <context>
        <name>ExamTableModel</name>
        <message>
            <source>%1 of %2</source>
            <translation>%1 из %2</translation>
        </message>
        <message>
            <source>%1 of %2 right</source>
            <translation>Верно %1 из %2</translation>
        </message>
        <message>
            <source>Answered, though the documents do not say it</source>
            <translation>Ответ дан, хотя в документах этого нет</translation>
        </message>
        <message>
            <source>Between these the true share of right answers lies, 95 % probable</source>
            <translation>В этих пределах настоящая доля верных ответов с вероятностью 95 %</translation>
        </message>
        <message>
            <source>Compared with it</source>
            <translation>С ним сравниваю</translation>
        </message>
        <message>
            <source>Comparison</source>
            <translation>Сравнение</translation>
        </message>
        <message>
            <source>General questions: %1 of %2 right</source>
            <translation>Общие вопросы: верно %1 из %2</translation>
        </message>
        <message>
            <source>Invented</source>
            <translation>Выдумано</translation>
        </message>
        <message>
            <source>Length of an answer: %1 words, estimate</source>
            <translation>Длина ответа: %1 слов, оценка</translation>
        </message>
        <message>
            <source>Memory: %1</source>
            <translation>Память: %1</translation>
        </message>
        <message>
            <source>Now in the chat</source>
            <translation>Сейчас в чате</translation>
        </message>
        <message>
            <source>Of an answer, measured here: half of them took less</source>
            <translation>На один ответ, измерено здесь: половина заняла меньше</translation>
        </message>
        <message>
            <source>Partly</source>
            <translation>Частично</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Отказ</translation>
        </message>
        <message>
            <source>Refused, though the documents say it</source>
            <translation>Отказ, хотя в документах это есть</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Верно</translation>
        </message>
        <message>
            <source>Right answers whose source is the right place</source>
            <translation>Верные ответы, у которых источник — верное место</translation>
        </message>
        <message>
            <source>Right answers; a refusal is right where the documents do not say</source>
            <translation>Верные ответы; отказ верен там, где в документах ответа нет</translation>
        </message>
        <message>
            <source>Source right</source>
            <translation>Источник верен</translation>
        </message>
        <message>
            <source>Spread</source>
            <translation>Разброс</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Время</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Способ</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>Неверно</translation>
        </message>
    </context>
    <context>
        <name>ExamVerdict</name>
        <message>
            <source>%1 against %2, too few questions to tell: %3 points (from %4 to %5)</source>
            <translation>%1 и %2 — вопросов мало, чтобы сказать: %3 п. (от %4 до %5)</translation>
        </message>
        <message>
            <source>%1 and %2 are the same: %3 points (from %4 to %5)</source>
            <translation>%1 и %2 — одинаково: %3 п. (от %4 до %5)</translation>
        </message>
        <message>
            <source>%1 is better than %2: %3 points (from %4 to %5)</source>
            <translation>%1 лучше, чем %2: %3 п. (от %4 до %5)</translation>
        </message>
        <message>
            <source>%1 is worse than %2: %3 points (from %4 to %5)</source>
            <translation>%1 хуже, чем %2: %3 п. (от %4 до %5)</translation>
        </message>
        <message>
            <source>%1 leads with %2. With more questions I can tell.</source>
            <translation>Впереди %1: %2. Скажу точнее, если вопросов будет больше.</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message numerus="yes">
            <source>%n checked by a person</source>
            <translation>
                <numerusform>%n проверен человеком</numerusform>
                <numerusform>%n проверены человеком</numerusform>
                <numerusform>%n проверены человеком</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) asked</source>
            <translation>
                <numerusform>Задан %n вопрос</numerusform>
                <numerusform>Задано %n вопроса</numerusform>
                <numerusform>Задано %n вопросов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n right answer(s) of %1</source>
            <translation>
                <numerusform>%n верный ответ из %1</numerusform>
                <numerusform>%n верных ответа из %1</numerusform>
                <numerusform>%n верных ответов из %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without an answer in the documents</source>
            <translation>
                <numerusform>%n без ответа в документах</numerusform>
                <numerusform>%n без ответа в документах</numerusform>
                <numerusform>%n без ответа в документах</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose search in documents</source>
            <translation>Выберите поиск по документам</translation>
        </message>
        <message>
            <source>Choose search with instructions</source>
            <translation>Выберите поиск с инструкциями</translation>
        </message>
        <message>
            <source>Choose search with the trained model</source>
            <translation>Выберите поиск с обученной моделью</translation>
        </message>
        <message>
            <source>Choose the instructions</source>
            <translation>Выберите инструкции</translation>
        </message>
        <message>
            <source>Choose the model alone</source>
            <translation>Выберите модель без документов</translation>
        </message>
        <message>
            <source>Choose the trained model</source>
            <translation>Выберите обученную модель</translation>
        </message>
        <message>
            <source>General questions, %1: %2 of %3 right</source>
            <translation>Общие вопросы, %1: верно %2 из %3</translation>
        </message>
        <message>
            <source>Instructions added nothing: the difference is within the spread.</source>
            <translation>Инструкции ничего не прибавили: разница внутри разброса.</translation>
        </message>
        <message>
            <source>Instructions and training added nothing: the difference is within the spread.</source>
            <translation>Инструкции и обучение ничего не прибавили: разница внутри разброса.</translation>
        </message>
        <message numerus="yes">
            <source>It is better than the model without documents by %n point(s) (from %1 to %2).</source>
            <translation>
                <numerusform>Это лучше модели без документов на %n пункт (от %1 до %2).</numerusform>
                <numerusform>Это лучше модели без документов на %n пункта (от %1 до %2).</numerusform>
                <numerusform>Это лучше модели без документов на %n пунктов (от %1 до %2).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>It is better than what answers in the chat now by %n point(s) (from %1 to %2).</source>
            <translation>
                <numerusform>Это лучше того, что отвечает в чате сейчас, на %n пункт (от %1 до %2).</numerusform>
                <numerusform>Это лучше того, что отвечает в чате сейчас, на %n пункта (от %1 до %2).</numerusform>
                <numerusform>Это лучше того, что отвечает в чате сейчас, на %n пунктов (от %1 до %2).</numerusform>
            </translation>
        </message>
        <message>
            <source>Keep search in documents</source>
            <translation>Оставьте поиск по документам</translation>
        </message>
        <message>
            <source>Keep search with instructions</source>
            <translation>Оставьте поиск с инструкциями</translation>
        </message>
        <message>
            <source>Keep search with the trained model</source>
            <translation>Оставьте поиск с обученной моделью</translation>
        </message>
        <message>
            <source>Keep the instructions</source>
            <translation>Оставьте инструкции</translation>
        </message>
        <message>
            <source>Keep the model alone</source>
            <translation>Оставьте модель без документов</translation>
        </message>
        <message>
            <source>Keep the trained model</source>
            <translation>Оставьте обученную модель</translation>
        </message>
        <message>
            <source>Marks are given by rules. Of %1 answers that a person read as well they mark %2 alike (beyond chance, kappa: %3 of 1).</source>
            <translation>Оценки ставят правила. Из %1 ответов, которые прочёл и человек, они оценили одинаково %2 (согласие сверх случайного, каппа: %3 из 1).</translation>
        </message>
        <message>
            <source>Most came from %1. Look at the wrong answers: a larger model or clearer documents may help.</source>
            <translation>Больше всего у способа %1. Посмотрите неверные ответы: может помочь модель побольше или документы пояснее.</translation>
        </message>
        <message>
            <source>No way is good enough yet: at best %1</source>
            <translation>Пока ни один способ не годится: в лучшем случае %1</translation>
        </message>
        <message>
            <source>Not enough questions to tell</source>
            <translation>Вопросов мало, чтобы сказать</translation>
        </message>
        <message>
            <source>Nothing was asked yet</source>
            <translation>Ещё ничего не спрошено</translation>
        </message>
        <message>
            <source>Of several ways one looks better by chance sooner or later: each has to be surer of it (Holm's correction), and the intervals are as much wider.</source>
            <translation>Из нескольких способов какой-нибудь рано или поздно кажется лучше случайно: от каждого требуется больше уверенности (поправка Холма), и интервалы настолько же шире.</translation>
        </message>
        <message>
            <source>Recommended is the simplest of the ways that are no worse than the best one.</source>
            <translation>Советую самый простой из способов, которые не хуже лучшего.</translation>
        </message>
        <message>
            <source>The same questions were put to all. In brackets stands the interval that holds the true difference with a probability of 95 %; when zero lies in it, the difference may be chance.</source>
            <translation>Всем заданы одни и те же вопросы. В скобках — пределы, в которых настоящая разница с вероятностью 95 %; если в них попадает ноль, разница может быть случайной.</translation>
        </message>
        <message>
            <source>The table fills while the exam goes on.</source>
            <translation>Таблица заполняется, пока идёт экзамен.</translation>
        </message>
        <message>
            <source>The true share of right answers lies between %1 and %2.</source>
            <translation>Настоящая доля верных ответов — между %1 и %2.</translation>
        </message>
        <message>
            <source>Training added nothing: the difference is within the spread.</source>
            <translation>Обучение ничего не прибавило: разница внутри разброса.</translation>
        </message>
        <message>
            <source>What answers in the chat now is not better, and it is less simple.</source>
            <translation>То, что отвечает в чате сейчас, не лучше, а устроено сложнее.</translation>
        </message>
        <message>
            <source>rules and a person mark %1 of %2 answers alike</source>
            <translation>правила и человек сошлись на %1 из %2 ответов</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>«%1»</translation>
        </message>
        <message>
            <source>“%1” knows less in general: of %2 general questions it answers %3 rightly, “%4” %5. That is more than chance: the difference is between %6 and %7 points.</source>
            <translation>«%1» знает меньше общего: из %2 общих вопросов верных ответов %3, у «%4» — %5. Это не случайность: разница от %6 до %7 пунктов.</translation>
        </message>
    </context>
    <context>
        <name>Example</name>
        <message numerus="yes">
            <source>%n example(s) made</source>
            <translation>
                <numerusform>Сделан %n пример</numerusform>
                <numerusform>Сделано %n примера</numerusform>
                <numerusform>Сделано %n примеров</numerusform>
            </translation>
        </message>
        <message>
            <source>Answer from passages</source>
            <translation>Ответ по отрывкам</translation>
        </message>
        <message>
            <source>Approved</source>
            <translation>Принят</translation>
        </message>
        <message>
            <source>Approved, edited</source>
            <translation>Принят с правкой</translation>
        </message>
        <message>
            <source>Comes from the chat. It has no place in a document.</source>
            <translation>Взят из чата. Места в документе у него нет.</translation>
        </message>
        <message>
            <source>Comes from the file %1. It has no place in a document.</source>
            <translation>Взят из файла %1. Места в документе у него нет.</translation>
        </message>
        <message>
            <source>Did not work out; making again tries it once more</source>
            <translation>Не получилось; при следующем запуске попробую ещё раз</translation>
        </message>
        <message>
            <source>Fact</source>
            <translation>Факт</translation>
        </message>
        <message>
            <source>General knowledge</source>
            <translation>Общие знания</translation>
        </message>
        <message>
            <source>How to do it</source>
            <translation>Порядок действий</translation>
        </message>
        <message>
            <source>Look carefully</source>
            <translation>Посмотрите внимательно</translation>
        </message>
        <message>
            <source>Manner and form</source>
            <translation>Манера и форма</translation>
        </message>
        <message>
            <source>Not in the documents</source>
            <translation>Нет в документах</translation>
        </message>
        <message>
            <source>Nothing to ask here</source>
            <translation>Здесь не о чем спросить</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Отклонён</translation>
        </message>
        <message>
            <source>Rejected by the check</source>
            <translation>Отклонён проверкой</translation>
        </message>
        <message>
            <source>Term</source>
            <translation>Термин</translation>
        </message>
        <message>
            <source>Text of a document</source>
            <translation>Текст документа</translation>
        </message>
        <message>
            <source>The documents do not say: the right answer is a refusal, so there is no page to show.</source>
            <translation>В документах этого нет: правильный ответ — отказ, поэтому и страницы нет.</translation>
        </message>
        <message>
            <source>This example has no place in a document.</source>
            <translation>У этого примера нет места в документе.</translation>
        </message>
        <message>
            <source>Waits for review</source>
            <translation>Ждёт проверки</translation>
        </message>
        <message>
            <source>What it belongs to</source>
            <translation>К чему относится</translation>
        </message>
        <message>
            <source>What the model wrote failed the check. %1</source>
            <translation>Написанное моделью не прошло проверку. %1</translation>
        </message>
    </context>
    <context>
        <name>ExampleCard</name>
        <message>
            <source>Answer the model will learn</source>
            <translation>Ответ, которому научится модель</translation>
        </message>
        <message>
            <source>Example %1</source>
            <translation>Пример %1</translation>
        </message>
        <message>
            <source>Look carefully</source>
            <translation>Посмотрите внимательно</translation>
        </message>
        <message>
            <source>Replace personal data</source>
            <translation>Заменить личные данные</translation>
        </message>
        <message>
            <source>Said before in the same conversation:</source>
            <translation>Сказано раньше в том же разговоре:</translation>
        </message>
        <message>
            <source>The checks found nothing wrong</source>
            <translation>Проверки замечаний не нашли</translation>
        </message>
        <message>
            <source>The checks have not run yet</source>
            <translation>Проверки ещё не прошли</translation>
        </message>
    </context>
    <context>
        <name>ExampleQuestion</name>
        <message>
            <source>What does the section “%1” say?</source>
            <translation>Что сказано в разделе «%1»?</translation>
        </message>
        <message>
            <source>What is the document “%1” about?</source>
            <translation>О чём документ «%1»?</translation>
        </message>
    </context>
    <context>
        <name>ExampleReview</name>
        <message numerus="yes">
            <source>%n approved example(s) are ready to train with.</source>
            <translation>
                <numerusform>Для обучения готов %n принятый пример.</numerusform>
                <numerusform>Для обучения готовы %n принятых примера.</numerusform>
                <numerusform>Для обучения готовы %n принятых примеров.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) approved</source>
            <translation>
                <numerusform>Принят %n пример</numerusform>
                <numerusform>Принято %n примера</numerusform>
                <numerusform>Принято %n примеров</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) approved, at least %1 needed.</source>
            <translation>
                <numerusform>Проверен %n пример, нужно хотя бы %1.</numerusform>
                <numerusform>Проверено %n примера, нужно хотя бы %1.</numerusform>
                <numerusform>Проверено %n примеров, нужно хотя бы %1.</numerusform>
            </translation>
        </message>
        <message>
            <source>An example needs a question and an answer</source>
            <translation>Примеру нужны вопрос и ответ</translation>
        </message>
        <message>
            <source>Approve</source>
            <translation>Принять</translation>
        </message>
        <message>
            <source>Approve it with all similar ones: Ctrl+Shift+Enter</source>
            <translation>Принять вместе со всеми похожими: Ctrl+Shift+Enter</translation>
        </message>
        <message>
            <source>Get examples</source>
            <translation>Получить примеры</translation>
        </message>
        <message>
            <source>Get more examples</source>
            <translation>Получить ещё примеры</translation>
        </message>
        <message>
            <source>Make examples from the documents or import a file.</source>
            <translation>Сделайте примеры из документов или загрузите файл.</translation>
        </message>
        <message>
            <source>Random sample: %1 of %2 reviewed.</source>
            <translation>Случайная выборка: проверено %1 из %2.</translation>
        </message>
        <message>
            <source>Review of examples</source>
            <translation>Проверка примеров</translation>
        </message>
        <message>
            <source>Similar: %1</source>
            <translation>Похожие: %1</translation>
        </message>
        <message numerus="yes">
            <source>Taken back: %n row(s)</source>
            <translation>
                <numerusform>Вернул: %n пример</numerusform>
                <numerusform>Вернул: %n примера</numerusform>
                <numerusform>Вернул: %n примеров</numerusform>
            </translation>
        </message>
        <message>
            <source>To the start of training</source>
            <translation>К запуску обучения</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Вернуть</translation>
        </message>
        <message>
            <source>Who approves them? It stays with the examples.</source>
            <translation>Кто их принимает? Имя останется у примеров.</translation>
        </message>
    </context>
    <context>
        <name>ExampleWays</name>
        <message>
            <source>CSV, XLSX or JSONL with questions and answers. Drop it here or choose it.</source>
            <translation>CSV, XLSX или JSONL с вопросами и ответами. Перетащите сюда или выберите.</translation>
        </message>
        <message>
            <source>Checked questions about the sample documents: enough to try training at once.</source>
            <translation>Проверенные вопросы к образцам документов: хватит, чтобы сразу попробовать обучение.</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Выбрать файл</translation>
        </message>
        <message>
            <source>Choose what to make…</source>
            <translation>Выбрать, что сделать…</translation>
        </message>
        <message>
            <source>Import a file</source>
            <translation>Загрузить файл</translation>
        </message>
        <message>
            <source>Make from the documents</source>
            <translation>Сделать из документов</translation>
        </message>
        <message>
            <source>Take from the chat</source>
            <translation>Взять из чата</translation>
        </message>
        <message>
            <source>Take ready sample rows</source>
            <translation>Взять готовые примеры</translation>
        </message>
        <message>
            <source>Take them</source>
            <translation>Взять</translation>
        </message>
        <message>
            <source>The model asks questions about your documents and answers with a quote. You check.</source>
            <translation>Модель задаст вопросы по вашим документам и ответит с цитатой. Вы проверите.</translation>
        </message>
        <message>
            <source>To the chat</source>
            <translation>В чат</translation>
        </message>
        <message>
            <source>Under a good answer in the chat press the mortarboard: “Add to examples”.</source>
            <translation>Под удачным ответом в чате нажмите «В примеры».</translation>
        </message>
    </context>
    <context>
        <name>ExamplesModel</name>
        <message>
            <source>All checks passed</source>
            <translation>Все проверки пройдены</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Проверки</translation>
        </message>
        <message>
            <source>Not checked yet</source>
            <translation>Ещё не проверен</translation>
        </message>
    </context>
    <context>
        <name>ExamplesView</name>
        <message>
            <source>%1 in all: %2 approved, %3 waiting, %4 of them doubtful, %5 rejected</source>
            <translation>Всего %1: принято %2, ждут %3, из них сомнительных %4, отклонено %5</translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) hold personal data: names, numbers, pay.</source>
            <translation>
                <numerusform>В %n примере есть личные данные: имена, номера, зарплаты.</numerusform>
                <numerusform>В %n примерах есть личные данные: имена, номера, зарплаты.</numerusform>
                <numerusform>В %n примерах есть личные данные: имена, номера, зарплаты.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) rejected</source>
            <translation>
                <numerusform>Отклонён %n пример</numerusform>
                <numerusform>Отклонено %n примера</numerusform>
                <numerusform>Отклонено %n примеров</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) saved</source>
            <translation>
                <numerusform>Сохранён %n пример</numerusform>
                <numerusform>Сохранено %n примера</numerusform>
                <numerusform>Сохранено %n примеров</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) taken</source>
            <translation>
                <numerusform>Взят %n пример</numerusform>
                <numerusform>Взято %n примера</numerusform>
                <numerusform>Взято %n примеров</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) taken, already checked</source>
            <translation>
                <numerusform>Взят %n проверенный пример</numerusform>
                <numerusform>Взято %n проверенных примера</numerusform>
                <numerusform>Взято %n проверенных примеров</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n were here already</source>
            <translation>
                <numerusform>%n уже был здесь</numerusform>
                <numerusform>%n уже были здесь</numerusform>
                <numerusform>%n уже были здесь</numerusform>
            </translation>
        </message>
        <message>
            <source>An example is a question with the answer you want. Begin with one of these ways:</source>
            <translation>Пример — это вопрос и ответ, который вам нужен. Начните с любого способа:</translation>
        </message>
        <message>
            <source>File with examples</source>
            <translation>Файл с примерами</translation>
        </message>
        <message>
            <source>Find among examples</source>
            <translation>Найти среди примеров</translation>
        </message>
        <message>
            <source>Leave all out</source>
            <translation>Исключить все</translation>
        </message>
        <message>
            <source>Looking at the passages…</source>
            <translation>Смотрю отрывки…</translation>
        </message>
        <message>
            <source>Nothing is approved yet</source>
            <translation>Пока ничего не принято</translation>
        </message>
        <message numerus="yes">
            <source>Personal data replaced in %n example(s)</source>
            <translation>
                <numerusform>Личные данные заменены в %n примере</numerusform>
                <numerusform>Личные данные заменены в %n примерах</numerusform>
                <numerusform>Личные данные заменены в %n примерах</numerusform>
            </translation>
        </message>
        <message>
            <source>Replace in all</source>
            <translation>Заменить во всех</translation>
        </message>
        <message>
            <source>Save the approved examples</source>
            <translation>Сохранить принятые примеры</translation>
        </message>
        <message>
            <source>Taking…</source>
            <translation>Беру…</translation>
        </message>
        <message>
            <source>They are here already</source>
            <translation>Они уже здесь</translation>
        </message>
        <message>
            <source>Training examples</source>
            <translation>Примеры для обучения</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Вернуть</translation>
        </message>
        <message>
            <source>examples</source>
            <translation>примеры</translation>
        </message>
    </context>
    <context>
        <name>ExpertDrawer</name>
        <message>
            <source>16 bits</source>
            <translation>16 бит</translation>
        </message>
        <message>
            <source>4 bits (QLoRA)</source>
            <translation>4 бита (QLoRA)</translation>
        </message>
        <message>
            <source>A number from %1 to %2</source>
            <translation>Число от %1 до %2</translation>
        </message>
        <message>
            <source>A part laid over it (LoRA)</source>
            <translation>Часть поверх неё (LoRA)</translation>
        </message>
        <message>
            <source>AdamW, 8 bits</source>
            <translation>AdamW, 8 бит</translation>
        </message>
        <message>
            <source>All of it (small models)</source>
            <translation>Вся (малые модели)</translation>
        </message>
        <message>
            <source>Alpha</source>
            <translation>Альфа</translation>
        </message>
        <message>
            <source>As the dry run measures</source>
            <translation>Как покажет пробный прогон</translation>
        </message>
        <message>
            <source>Behind each other</source>
            <translation>Подряд, без дополнения</translation>
        </message>
        <message>
            <source>By itself</source>
            <translation>Автоматически</translation>
        </message>
        <message>
            <source>By itself: %1</source>
            <translation>Автоматически: %1</translation>
        </message>
        <message>
            <source>Checked examples</source>
            <translation>Проверенные примеры</translation>
        </message>
        <message>
            <source>Effective batch</source>
            <translation>Размер пакета</translation>
        </message>
        <message>
            <source>Epochs</source>
            <translation>Эпохи</translation>
        </message>
        <message>
            <source>Expert</source>
            <translation>Эксперт</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>Скорость обучения</translation>
        </message>
        <message>
            <source>Longest row, tokens</source>
            <translation>Длина примера, токены</translation>
        </message>
        <message>
            <source>Not stopped early: short answers are learned by heart. With epochs of your own you decide</source>
            <translation>Раньше не остановится: короткие ответы учатся наизусть. Задайте число эпох — и решать будете вы</translation>
        </message>
        <message>
            <source>Optimizer</source>
            <translation>Оптимизатор</translation>
        </message>
        <message>
            <source>Own choice of Bukvar</source>
            <translation>Вернуть выбор Букваря</translation>
        </message>
        <message>
            <source>Padded</source>
            <translation>С дополнением до одной длины</translation>
        </message>
        <message>
            <source>Rank of the adapter</source>
            <translation>Ранг адаптера</translation>
        </message>
        <message>
            <source>Rows of a portion</source>
            <translation>Строки пакета</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Зерно случайности</translation>
        </message>
        <message>
            <source>Stop when unfamiliar questions no longer improve</source>
            <translation>Остановиться, когда незнакомые вопросы перестанут улучшаться</translation>
        </message>
        <message>
            <source>The documents as they are (continued pretraining)</source>
            <translation>Документы как есть (дообучение на текстах)</translation>
        </message>
        <message>
            <source>Weights of the model</source>
            <translation>Веса модели</translation>
        </message>
        <message>
            <source>What is learned</source>
            <translation>На чём учится</translation>
        </message>
        <message>
            <source>What of the model is trained</source>
            <translation>Что обучается в модели</translation>
        </message>
        <message>
            <source>Who trains</source>
            <translation>Чем учить</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>закрыто</translation>
        </message>
        <message>
            <source>open</source>
            <translation>открыто</translation>
        </message>
    </context>
    <context>
        <name>ExpertSection</name>
        <message>
            <source>0: one per physical core.</source>
            <translation>0 — по одному на физическое ядро.</translation>
        </message>
        <message>
            <source>Context, tokens</source>
            <translation>Контекст, токенов</translation>
        </message>
        <message>
            <source>How many places of the documents the model is given. 0: as many as fit.</source>
            <translation>Сколько мест из документов получает модель. 0 — сколько поместится.</translation>
        </message>
        <message>
            <source>How much text the model reads at once. 0: as fits this computer.</source>
            <translation>Сколько текста модель читает за раз. 0 — сколько подходит этому компьютеру.</translation>
        </message>
        <message>
            <source>Layers on the graphics card</source>
            <translation>Слои на видеокарте</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Модель</translation>
        </message>
        <message>
            <source>Passages for an answer</source>
            <translation>Фрагментов на ответ</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Поиск</translation>
        </message>
        <message>
            <source>Threads</source>
            <translation>Потоки</translation>
        </message>
        <message>
            <source>−1: as many as fit its memory; 0: none.</source>
            <translation>−1 — сколько поместится в её память; 0 — ни одного.</translation>
        </message>
    </context>
    <context>
        <name>FactsTableModel</name>
        <message>
            <source>Document</source>
            <translation>Документ</translation>
        </message>
        <message>
            <source>not asked yet</source>
            <translation>ещё не спрошено</translation>
        </message>
    </context>
    <context>
        <name>FactsView</name>
        <message>
            <source>Table of facts</source>
            <translation>Таблица фактов</translation>
        </message>
        <message>
            <source>The chosen cell</source>
            <translation>Выбранная ячейка</translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>A model gets its knowledge from pretraining: reading plain text, word after word. Qwen 3 has read 36 trillion tokens, about 150 terabytes of text. Whoever has a model learn a new field that way takes from a tenth to a quarter of that again: tens of terabytes, and hundreds of graphics cards for weeks.</source>
            <translation>Знания модель получает при предобучении: читает обычный текст, слово за словом. Qwen 3 прочитала 36 триллионов токенов — около 150 терабайт текста. Чтобы так же освоить новую область, нужна ещё от десятой части до четверти этого: десятки терабайт и сотни видеокарт на недели.</translation>
        </message>
        <message>
            <source>A small model answers faster, needs little memory, and for one narrow task, such as sorting letters or filling in one form, it can be as good as a large one after training.</source>
            <translation>Маленькая модель отвечает быстрее, ей нужно мало памяти, и в одной узкой задаче — разобрать письма, заполнить одну форму — после обучения она бывает не хуже большой.</translation>
        </message>
        <message>
            <source>Bukvar trains a small part that is laid over the model, and leaves the model as it is. Retraining all of it takes three to eight times the memory, more time and far more examples. For models of up to a billion weights it is offered in Expert: the dry run says what it costs.</source>
            <translation>Букварь обучает небольшую часть, которая накладывается на модель, а сама модель остаётся прежней. Обучать её целиком — это в три–восемь раз больше памяти, больше времени и гораздо больше примеров. Для моделей до миллиарда весов это можно выбрать в разделе «Эксперт»: пробный прогон покажет цену.</translation>
        </message>
        <message>
            <source>For free questions about many documents it reads worse: it finds the place and puts it wrongly. Whether a small one is enough here the exam tells: let both sit it, with the same questions.</source>
            <translation>На свободные вопросы по многим документам она отвечает хуже: место найдено, а прочитано неверно. Хватит ли здесь маленькой, покажет экзамен: пусть обе сдадут его на одних вопросах.</translation>
        </message>
        <message>
            <source>Form takes little: a manner, terms, a scheme of answers are learned from %least% to %enough% checked examples; %least% take about an hour. That is what training here is for.</source>
            <translation>Для формы нужно немного: манере, терминам, схеме ответа модель учится на %least%–%enough% проверенных примерах; %least% — это около часа. Для этого здесь и есть обучение.</translation>
        </message>
        <message>
            <source>How much data would new knowledge take?</source>
            <translation>Сколько данных нужно для новых знаний?</translation>
        </message>
        <message>
            <source>How much each way needs from you</source>
            <translation>Что каждый способ требует от вас</translation>
        </message>
        <message>
            <source>Instructions: %questions% questions with right answers to try them on; a handful of them become examples.</source>
            <translation>Инструкции: %questions% вопросов с верными ответами, чтобы на них проверять; несколько из них станут примерами.</translation>
        </message>
        <message>
            <source>It also forgets more of what it knew, which an exam before and after shows, and cannot be switched off with one click: each version is a model of its own, as large as the first, that can be removed.</source>
            <translation>Она ещё и сильнее забывает то, что знала: это видно по экзамену до и после. Выключить её одним щелчком нельзя: каждая версия — отдельная модель того же размера; её можно удалить.</translation>
        </message>
        <message>
            <source>Retraining the whole model: tens of thousands of checked examples. Few companies have them.</source>
            <translation>Переучить всю модель: десятки тысяч проверенных примеров. Они есть у немногих.</translation>
        </message>
        <message>
            <source>Search: the documents, nothing else. One document is enough.</source>
            <translation>Поиск: только документы. Хватит и одного.</translation>
        </message>
        <message>
            <source>Ten thousand documents of a company are about 30 million tokens, 0.1 gigabytes: a millionth of it. From so little a model learns to sound like the documents, and begins to invent. That is why search reads facts in the documents, where they also stay up to date. Who wants to see it can let a small model read on, in Expert, and let an exam compare.</source>
            <translation>Десять тысяч документов организации — это около 30 миллионов токенов, 0,1 гигабайта: миллионная часть. На таком количестве модель учится лишь звучать как документы и начинает выдумывать. Поэтому факты поиск берёт из самих документов, где они к тому же не устаревают. Кто хочет это увидеть, может дать небольшой модели дочитать тексты в разделе «Эксперт» и сравнить экзаменом.</translation>
        </message>
        <message>
            <source>They set form and order: how long, in which words, what to do when something is not known. They add no knowledge: what the model does not know, it does not learn from being told how to answer.</source>
            <translation>Они задают форму и порядок: как длинно, какими словами, что делать, если ответа нет. Знаний они не добавляют: чего модель не знает, того она не узнает из указаний, как отвечать.</translation>
        </message>
        <message>
            <source>They take room: every word of them is read before each question, and small models lose sight of long ones. And they are requests: a model can overlook one, a learned manner is firmer.</source>
            <translation>Они занимают место: каждое их слово читается перед каждым вопросом, а длинные маленькая модель теряет из виду. И это просьбы: модель может просьбу пропустить, выученная манера держится крепче.</translation>
        </message>
        <message>
            <source>Training: at least %least% examples that a person has checked, good results from %enough% on. Half a minute an example: %least% take about an hour.</source>
            <translation>Обучение: хотя бы %least% примеров, проверенных человеком, хорошие результаты — от %enough%. На пример полминуты, на %least% — около часа.</translation>
        </message>
        <message>
            <source>What instructions cannot do</source>
            <translation>Чего не могут инструкции</translation>
        </message>
        <message>
            <source>What small models are for</source>
            <translation>Для чего нужны маленькие модели</translation>
        </message>
        <message>
            <source>When the whole model is trained</source>
            <translation>Когда обучают модель целиком</translation>
        </message>
    </context>
    <context>
        <name>FilterList</name>
        <message>
            <source>Changed within a month</source>
            <translation>Изменённые за месяц</translation>
        </message>
        <message>
            <source>Changed within a week</source>
            <translation>Изменённые за неделю</translation>
        </message>
        <message>
            <source>Changed within a year</source>
            <translation>Изменённые за год</translation>
        </message>
        <message>
            <source>Chosen documents…</source>
            <translation>Выбранные документы…</translation>
        </message>
        <message>
            <source>Search only in</source>
            <translation>Искать только в</translation>
        </message>
    </context>
    <context>
        <name>FilterRow</name>
        <message>
            <source>Document, folder, type, date</source>
            <translation>Документ, папка, тип, дата</translation>
        </message>
        <message>
            <source>Filter %1, remove</source>
            <translation>Фильтр «%1», убрать</translation>
        </message>
        <message>
            <source>Search in</source>
            <translation>Искать в</translation>
        </message>
        <message>
            <source>a removed document</source>
            <translation>удалённый документ</translation>
        </message>
        <message>
            <source>since %1</source>
            <translation>с %1</translation>
        </message>
    </context>
    <context>
        <name>FindBar</name>
        <message>
            <source>%1 of %2</source>
            <translation>%1 из %2</translation>
        </message>
        <message>
            <source>Close the search (Esc)</source>
            <translation>Закрыть поиск (Esc)</translation>
        </message>
        <message>
            <source>Find in the document</source>
            <translation>Найти в документе</translation>
        </message>
        <message>
            <source>Next place (Enter)</source>
            <translation>Следующее место (Enter)</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>Не найдено</translation>
        </message>
        <message>
            <source>Previous place (Shift+Enter)</source>
            <translation>Предыдущее место (Shift+Enter)</translation>
        </message>
    </context>
    <context>
        <name>Finding</name>
        <message>
            <source>Almost the same as example %example (alike by %share)</source>
            <translation>Почти то же, что пример %example (сходство %share)</translation>
        </message>
        <message>
            <source>English</source>
            <translation>по-английски</translation>
        </message>
        <message>
            <source>Example %example answers the same question differently</source>
            <translation>Пример %example отвечает на этот же вопрос иначе</translation>
        </message>
        <message>
            <source>Personal data, a mail address: %text</source>
            <translation>Личные данные, адрес почты: %text</translation>
        </message>
        <message>
            <source>Personal data, a name: %text</source>
            <translation>Личные данные, имя: %text</translation>
        </message>
        <message>
            <source>Personal data, a passport number: %text</source>
            <translation>Личные данные, паспорт: %text</translation>
        </message>
        <message>
            <source>Personal data, a person's pay: %text</source>
            <translation>Личные данные, зарплата: %text</translation>
        </message>
        <message>
            <source>Personal data, a tax number (INN): %text</source>
            <translation>Личные данные, ИНН: %text</translation>
        </message>
        <message>
            <source>Personal data, a telephone number: %text</source>
            <translation>Личные данные, телефон: %text</translation>
        </message>
        <message>
            <source>Personal data, an insurance number (SNILS): %text</source>
            <translation>Личные данные, СНИЛС: %text</translation>
        </message>
        <message>
            <source>Russian</source>
            <translation>по-русски</translation>
        </message>
        <message>
            <source>Speaks of “the text above”, which nobody will see</source>
            <translation>Ссылается на «текст выше», которого никто не увидит</translation>
        </message>
        <message>
            <source>The number %number is not in the quote</source>
            <translation>Числа %number в цитате нет</translation>
        </message>
        <message>
            <source>The question already holds its answer</source>
            <translation>Вопрос уже содержит ответ</translation>
        </message>
        <message>
            <source>The question can be answered from this quote</source>
            <translation>На вопрос можно ответить по этой цитате</translation>
        </message>
        <message>
            <source>The question seems to be about something else than the answer</source>
            <translation>Вопрос, похоже, не о том, о чём ответ</translation>
        </message>
        <message>
            <source>The quote does not stand in the document</source>
            <translation>Такой цитаты в документе нет</translation>
        </message>
        <message>
            <source>The quote stands in the document word for word</source>
            <translation>Цитата есть в документе слово в слово</translation>
        </message>
        <message>
            <source>The same as example %example</source>
            <translation>То же, что пример %example</translation>
        </message>
        <message>
            <source>This does not look like a question or a task</source>
            <translation>Не похоже на вопрос или задание</translation>
        </message>
        <message>
            <source>Too long: %characters characters</source>
            <translation>Слишком длинно, знаков: %characters</translation>
        </message>
        <message>
            <source>Too short: %characters characters</source>
            <translation>Слишком коротко, знаков: %characters</translation>
        </message>
        <message>
            <source>Two languages: the question is %question, the answer %answer</source>
            <translation>Два языка: вопрос %question, ответ %answer</translation>
        </message>
        <message>
            <source>“%words” is not in the quote</source>
            <translation>«%words» в цитате нет</translation>
        </message>
        <message>
            <source>“%words” is not in the quote: it stands under “%place”</source>
            <translation>«%words» в цитате нет: это сказано в «%place»</translation>
        </message>
    </context>
    <context>
        <name>Findings</name>
        <message>
            <source>%1 documents, %2 passages, %3 vectors: %4</source>
            <translation>Документов: %1, отрывков: %2, векторов: %3; %4</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s): %1 (%2…)</source>
            <translation>
                <numerusform>%n документ: %1 (%2…)</numerusform>
                <numerusform>%n документа: %1 (%2…)</numerusform>
                <numerusform>%n документов: %1 (%2…)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n finding(s)</source>
            <translation>
                <numerusform>%n замечание</numerusform>
                <numerusform>%n замечания</numerusform>
                <numerusform>%n замечаний</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n passage(s) of it are found by no search</source>
            <translation>
                <numerusform>%n отрывок поиск не находит</numerusform>
                <numerusform>%n отрывка поиск не находит</numerusform>
                <numerusform>%n отрывков поиск не находит</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n vector(s) are left over without a text</source>
            <translation>
                <numerusform>%n вектор остался без текста</numerusform>
                <numerusform>%n вектора остались без текста</numerusform>
                <numerusform>%n векторов остались без текста</numerusform>
            </translation>
        </message>
        <message>
            <source>Connect its disk or network drive; the stored text answers until then.</source>
            <translation>Подключите её диск или сетевую папку; до тех пор отвечает сохранённый текст.</translation>
        </message>
        <message>
            <source>Connect its disk or put the folder back. If it is lost, run the check with --repair: it is read again from your files and backups.</source>
            <translation>Подключите её диск или верните папку на место. Если папка потеряна, запустите проверку с --repair: база будет прочитана заново из ваших файлов и резервных копий.</translation>
        </message>
        <message>
            <source>Import it again, or run the check with --repair.</source>
            <translation>Импортируйте его снова или запустите проверку с --repair.</translation>
        </message>
        <message>
            <source>Import it, or run the check with --repair.</source>
            <translation>Импортируйте его или запустите проверку с --repair.</translation>
        </message>
        <message>
            <source>It is listed, but its text is not stored</source>
            <translation>Документ есть в списке, но его текст не сохранён</translation>
        </message>
        <message>
            <source>It lies in a watched folder and was not read yet</source>
            <translation>Файл лежит в отслеживаемой папке и ещё не прочитан</translation>
        </message>
        <message>
            <source>Its file is gone, and no text of it is left</source>
            <translation>Файла больше нет, и сохранённого текста не осталось</translation>
        </message>
        <message>
            <source>Its text is stored, but it is not in the list of documents</source>
            <translation>Текст сохранён, но документа нет в списке</translation>
        </message>
        <message>
            <source>Places that are made searchable again: %1.</source>
            <translation>Мест, которые снова делаются доступными для поиска: %1.</translation>
        </message>
        <message>
            <source>Put it back, or remove the document from the base.</source>
            <translation>Верните файл или уберите документ из базы.</translation>
        </message>
        <message>
            <source>Put the file back, restore a backup, or remove it from the base.</source>
            <translation>Верните файл, восстановите резервную копию или уберите документ из базы.</translation>
        </message>
        <message>
            <source>Run the check with --repair.</source>
            <translation>Запустите проверку с --repair.</translation>
        </message>
        <message>
            <source>Texts kept: %1, from copies: %2; documents that are read again: %3. The damaged file is kept as %4.</source>
            <translation>Сохранено текстов: %1, из копий: %2; документов будет прочитано заново: %3. Повреждённый файл оставлен под именем %4.</translation>
        </message>
        <message>
            <source>The file has changed since it was read</source>
            <translation>Файл изменился после чтения</translation>
        </message>
        <message>
            <source>The file is gone</source>
            <translation>Файла нет</translation>
        </message>
        <message>
            <source>The folder of the file cannot be reached</source>
            <translation>Папка файла недоступна</translation>
        </message>
        <message>
            <source>The folder of this base is gone</source>
            <translation>Папки этой базы нет на месте</translation>
        </message>
        <message>
            <source>What is stored of it is not what was read</source>
            <translation>Сохранённый текст отличается от прочитанного</translation>
        </message>
        <message>
            <source>What is stored of this base is damaged</source>
            <translation>Данные этой базы повреждены</translation>
        </message>
        <message>
            <source>all agrees</source>
            <translation>всё сходится</translation>
        </message>
    </context>
    <context>
        <name>FirstStartPage</name>
        <message>
            <source>%1 is here. The internet is no longer needed.</source>
            <translation>%1 уже здесь. Интернет больше не нужен.</translation>
        </message>
        <message>
            <source>%1 of memory, %3 free on the disk.</source>
            <translation>%1 памяти, %3 свободно на диске.</translation>
        </message>
        <message>
            <source>%1 of memory, a graphics card with %2, %3 free on the disk.</source>
            <translation>%1 памяти, видеокарта на %2, %3 свободно на диске.</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) can be asked about.</source>
            <translation>
                <numerusform>Можно спрашивать по %n документу.</numerusform>
                <numerusform>Можно спрашивать по %n документам.</numerusform>
                <numerusform>Можно спрашивать по %n документам.</numerusform>
            </translation>
        </message>
        <message>
            <source>Answers will be fast.</source>
            <translation>Ответы будут быстрыми.</translation>
        </message>
        <message>
            <source>Answers will take a few seconds.</source>
            <translation>Ответ займёт несколько секунд.</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Спросить</translation>
        </message>
        <message>
            <source>Ask your own documents</source>
            <translation>Спросите у своих документов</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Проверить ещё раз</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>Выбрать папку</translation>
        </message>
        <message>
            <source>Choose a folder with documents</source>
            <translation>Выберите папку с документами</translation>
        </message>
        <message>
            <source>Chosen. I begin to read as soon as the model for search is here.</source>
            <translation>Выбраны. Начну читать, как только появится модель для поиска.</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Документы</translation>
        </message>
        <message>
            <source>Everything is ready. Ask in your own words.</source>
            <translation>Всё готово. Спрашивайте своими словами.</translation>
        </message>
        <message>
            <source>First question</source>
            <translation>Первый вопрос</translation>
        </message>
        <message>
            <source>Folder or address where your company keeps models</source>
            <translation>Папка или адрес, где модели хранит ваша организация</translation>
        </message>
        <message>
            <source>Four steps, about five minutes. The documents do not leave this computer.</source>
            <translation>Четыре шага, примерно пять минут. Документы не покидают этот компьютер.</translation>
        </message>
        <message>
            <source>Get from there</source>
            <translation>Взять оттуда</translation>
        </message>
        <message>
            <source>I will suggest what can be asked.</source>
            <translation>Подскажу, о чём можно спросить.</translation>
        </message>
        <message>
            <source>It is here. A small model that searches is still to be got.</source>
            <translation>Она уже здесь. Осталось получить небольшую модель для поиска.</translation>
        </message>
        <message>
            <source>It writes the answers. It is downloaded once — then no internet is needed.</source>
            <translation>Она пишет ответы. Скачаем один раз — потом интернет не нужен.</translation>
        </message>
        <message>
            <source>Looking at it…</source>
            <translation>Смотрю, что в нём есть…</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Модель</translation>
        </message>
        <message>
            <source>My documents</source>
            <translation>Мои документы</translation>
        </message>
        <message>
            <source>Samples</source>
            <translation>Примеры</translation>
        </message>
        <message>
            <source>Set up later</source>
            <translation>Настроить позже</translation>
        </message>
        <message>
            <source>The computer is ready</source>
            <translation>Компьютер готов</translation>
        </message>
        <message>
            <source>The files stay where they are.</source>
            <translation>Файлы останутся на своих местах.</translation>
        </message>
        <message>
            <source>There is little memory: a small model will answer.</source>
            <translation>Памяти немного: отвечать будет маленькая модель.</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Этот компьютер</translation>
        </message>
        <message>
            <source>Try on ready samples</source>
            <translation>Попробовать на готовых примерах</translation>
        </message>
        <message>
            <source>Where the model files lie</source>
            <translation>Где лежат файлы модели</translation>
        </message>
        <message>
            <source>You can choose them while the model loads. The files stay where they are.</source>
            <translation>Можно выбрать, пока модель загружается. Файлы останутся на своих местах.</translation>
        </message>
        <message>
            <source>or drag it into the window</source>
            <translation>или перетащите её в окно</translation>
        </message>
    </context>
    <context>
        <name>Fold</name>
        <message>
            <source>Closed</source>
            <translation>Закрыто</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыто</translation>
        </message>
    </context>
    <context>
        <name>ForecastCard</name>
        <message>
            <source>As the dry run said</source>
            <translation>Пробный прогон сошёлся</translation>
        </message>
        <message>
            <source>Comes out</source>
            <translation>Получается</translation>
        </message>
        <message>
            <source>Dry run is done</source>
            <translation>Пробный прогон сделан</translation>
        </message>
        <message>
            <source>Faster than the dry run said</source>
            <translation>Быстрее, чем обещал прогон</translation>
        </message>
        <message>
            <source>Promised</source>
            <translation>Обещали</translation>
        </message>
        <message>
            <source>Slower than the dry run said</source>
            <translation>Дольше, чем обещал прогон</translation>
        </message>
        <message>
            <source>Two steps on the longest example.</source>
            <translation>Два шага на самом длинном примере.</translation>
        </message>
    </context>
    <context>
        <name>Formats</name>
        <message>
            <source>B</source>
            <translation>Б</translation>
        </message>
        <message>
            <source>GB</source>
            <translation>ГБ</translation>
        </message>
        <message>
            <source>KB</source>
            <translation>КБ</translation>
        </message>
        <message>
            <source>MB</source>
            <translation>МБ</translation>
        </message>
        <message>
            <source>TB</source>
            <translation>ТБ</translation>
        </message>
        <message>
            <source>h</source>
            <translation>ч</translation>
        </message>
        <message>
            <source>min</source>
            <translation>мин</translation>
        </message>
        <message>
            <source>s</source>
            <translation>с</translation>
        </message>
        <message>
            <source>today</source>
            <translation>сегодня</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>вчера</translation>
        </message>
    </context>
    <context>
        <name>Gallery</name>
        <message>
            <source>How many characters must a password have?</source>
            <translation>Сколько календарных дней длится ежегодный основной оплачиваемый отпуск?</translation>
        </message>
    </context>
    <context>
        <name>GateLine</name>
        <message>
            <source>please look</source>
            <translation>посмотрите</translation>
        </message>
        <message>
            <source>prevents the start</source>
            <translation>мешает начать</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>в порядке</translation>
        </message>
    </context>
    <context>
        <name>GateText</name>
        <message>
            <source>%1 of examples teach to say “the documents do not say”</source>
            <translation>%1 примеров учат отвечать «в документах этого нет»</translation>
        </message>
        <message>
            <source>%1, graphics card</source>
            <translation>%1, видеокарта</translation>
        </message>
        <message>
            <source>%1, processor</source>
            <translation>%1, процессор</translation>
        </message>
        <message numerus="yes">
            <source>%n checked example(s)</source>
            <translation>
                <numerusform>%n проверенный пример</numerusform>
                <numerusform>%n проверенных примера</numerusform>
                <numerusform>%n проверенных примеров</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n checked example(s): enough to try</source>
            <translation>
                <numerusform>Проверен %n пример: попробовать хватит</numerusform>
                <numerusform>Проверено %n примера: попробовать хватит</numerusform>
                <numerusform>Проверено %n примеров: попробовать хватит</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) checked, at least %1 needed</source>
            <translation>
                <numerusform>Проверен %n пример, нужно хотя бы %1</numerusform>
                <numerusform>Проверено %n примера, нужно хотя бы %1</numerusform>
                <numerusform>Проверено %n примеров, нужно хотя бы %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) contradict others</source>
            <translation>
                <numerusform>%n пример противоречит другим</numerusform>
                <numerusform>%n примера противоречат другим</numerusform>
                <numerusform>%n примеров противоречат другим</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more differ(s) from one of them in hardly a word and teach(es) nothing new.</source>
            <translation>
                <numerusform>Ещё %n почти не отличается от одного из них и ничему новому не учит.</numerusform>
                <numerusform>Ещё %n почти не отличаются от одного из них и ничему новому не учат.</numerusform>
                <numerusform>Ещё %n почти не отличаются от одного из них и ничему новому не учат.</numerusform>
            </translation>
        </message>
        <message>
            <source>A part of the component is missing: install it again.</source>
            <translation>Не хватает части компонента: установите его заново.</translation>
        </message>
        <message>
            <source>A small model learns a new field from about %1; this is one part of %2 of it. So it will learn to sound like the documents, not what they say, and will invent. Facts are better searched; an exam before and after shows the difference.</source>
            <translation>Новую область небольшая модель узнаёт примерно из %1 текста; здесь — одна часть из %2. Поэтому она научится звучать как документы, а не знать, что в них сказано, и будет выдумывать. Факты лучше искать; разницу покажет экзамен до и после.</translation>
        </message>
        <message>
            <source>Add documents first.</source>
            <translation>Сначала добавьте документы.</translation>
        </message>
        <message>
            <source>Add examples</source>
            <translation>Добавить примеры</translation>
        </message>
        <message>
            <source>Check examples</source>
            <translation>Проверить примеры</translation>
        </message>
        <message>
            <source>Close other programs, or choose a smaller model above.</source>
            <translation>Закройте другие программы или выберите выше модель поменьше.</translation>
        </message>
        <message>
            <source>Disk: needs %1, %2 free</source>
            <translation>Диск: нужно %1, свободно %2</translation>
        </message>
        <message>
            <source>Free room</source>
            <translation>Освободить</translation>
        </message>
        <message>
            <source>Free some room: remove models that you do not use.</source>
            <translation>Освободите место: удалите модели, которыми не пользуетесь.</translation>
        </message>
        <message>
            <source>From fewer a model only crams. Until then search by documents answers better: it is in the chat.</source>
            <translation>На меньшем модель только зубрит. Пока лучше отвечает поиск по документам: он есть в чате.</translation>
        </message>
        <message>
            <source>Get one on the page Models.</source>
            <translation>Получите её на странице «Модели».</translation>
        </message>
        <message>
            <source>Graphics memory: needs %1, %2 free</source>
            <translation>Память видеокарты: нужно %1, свободно %2</translation>
        </message>
        <message>
            <source>Graphics memory: needs at least %1, %2 free; the dry run measures it</source>
            <translation>Память видеокарты: нужно не меньше %1, свободно %2; точно скажет пробный прогон</translation>
        </message>
        <message>
            <source>Install</source>
            <translation>Установить</translation>
        </message>
        <message>
            <source>Install again</source>
            <translation>Установить заново</translation>
        </message>
        <message>
            <source>Install it once, from the internet or from a folder.</source>
            <translation>Ставится один раз, из интернета или из папки.</translation>
        </message>
        <message>
            <source>Look at them</source>
            <translation>Посмотреть</translation>
        </message>
        <message>
            <source>Memory: needs %1, %2 free</source>
            <translation>Память: нужно %1, свободно %2</translation>
        </message>
        <message>
            <source>Memory: needs at least %1, %2 free; the dry run measures it</source>
            <translation>Память: нужно не меньше %1, свободно %2; точно скажет пробный прогон</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Модели</translation>
        </message>
        <message>
            <source>No document of this base has text yet</source>
            <translation>Ни в одном документе этой базы пока нет текста</translation>
        </message>
        <message>
            <source>No example contradicts another</source>
            <translation>Примеры не противоречат друг другу</translation>
        </message>
        <message>
            <source>No model is chosen</source>
            <translation>Модель не выбрана</translation>
        </message>
        <message>
            <source>No personal data in the examples</source>
            <translation>В примерах нет личных данных</translation>
        </message>
        <message>
            <source>No suitable graphics card: choose the processor in Expert.</source>
            <translation>Нет подходящей видеокарты: выберите процессор в «Эксперте».</translation>
        </message>
        <message>
            <source>Nothing here can train this way</source>
            <translation>Так здесь учить нечем</translation>
        </message>
        <message>
            <source>Packed into four bits it does not fit either: choose a smaller model above.</source>
            <translation>Не помещается и упакованная в четыре бита: выберите выше модель поменьше.</translation>
        </message>
        <message numerus="yes">
            <source>Personal data in %n example(s)</source>
            <translation>
                <numerusform>Личные данные в %n примере</numerusform>
                <numerusform>Личные данные в %n примерах</numerusform>
                <numerusform>Личные данные в %n примерах</numerusform>
            </translation>
        </message>
        <message>
            <source>Plug it in: training takes long and much power.</source>
            <translation>Подключите к сети: обучение идёт долго и расходует много энергии.</translation>
        </message>
        <message>
            <source>Reading plain text is for small models, of up to two billion weights: choose one of them above.</source>
            <translation>Чтение текстов подходит только небольшим моделям, до двух миллиардов весов: выберите такую выше.</translation>
        </message>
        <message>
            <source>So this would be a lesson of new facts, and facts are better found than learned: training on them makes a model invent. Prefer search, or search and training together.</source>
            <translation>Значит, это был бы урок новых фактов, а факты лучше находить, чем учить: от них модель начинает выдумывать. Лучше поиск или поиск вместе с обучением.</translation>
        </message>
        <message>
            <source>The chat gives its part of the card back when training begins; close other programs.</source>
            <translation>Чат отдаст свою часть карты, когда начнётся обучение; закройте другие программы.</translation>
        </message>
        <message>
            <source>The component does not start: install it again.</source>
            <translation>Компонент не запускается: установите его заново.</translation>
        </message>
        <message>
            <source>The component that is installed is the edition for processors. Install it from a folder with the edition for graphics cards (CUDA).</source>
            <translation>Установлен компонент для процессора. Установите его из папки с выпуском для видеокарт (CUDA).</translation>
        </message>
        <message>
            <source>The computer is plugged in</source>
            <translation>Компьютер работает от сети</translation>
        </message>
        <message>
            <source>The computer runs on its battery</source>
            <translation>Компьютер работает от батареи</translation>
        </message>
        <message>
            <source>The documents hold %1 of text</source>
            <translation>В документах %1 текста</translation>
        </message>
        <message>
            <source>The driver of the graphics card is too old: update it (CUDA 13 needs 580 or newer).</source>
            <translation>Драйвер видеокарты слишком старый: обновите его (для CUDA 13 нужен 580 или новее).</translation>
        </message>
        <message>
            <source>The driver of the graphics card suits: %1</source>
            <translation>Драйвер видеокарты подходит: %1</translation>
        </message>
        <message>
            <source>The graphics card did not compute a trial rightly: update its driver.</source>
            <translation>Видеокарта неверно посчитала пробу: обновите её драйвер.</translation>
        </message>
        <message>
            <source>The graphics card is too old for training: the processor can do it.</source>
            <translation>Видеокарта слишком старая для обучения: справится процессор.</translation>
        </message>
        <message>
            <source>The graphics card stays unused</source>
            <translation>Видеокарта не используется</translation>
        </message>
        <message>
            <source>The graphics card will train: %1</source>
            <translation>Учить будет видеокарта: %1</translation>
        </message>
        <message>
            <source>The model is packed into four bits for training: the result is nearly as good.</source>
            <translation>На время обучения модель упакована в четыре бита: результат почти такой же.</translation>
        </message>
        <message>
            <source>The model knows %1 of %2 answers already</source>
            <translation>Модель уже знает %1 из %2 ответов</translation>
        </message>
        <message>
            <source>The processor will train</source>
            <translation>Учить будет процессор</translation>
        </message>
        <message>
            <source>The training component is being installed</source>
            <translation>Компонент обучения устанавливается</translation>
        </message>
        <message>
            <source>The training component is damaged</source>
            <translation>Компонент обучения повреждён</translation>
        </message>
        <message>
            <source>The training component is installed</source>
            <translation>Компонент обучения установлен</translation>
        </message>
        <message>
            <source>The training component is not installed</source>
            <translation>Компонент обучения не установлен</translation>
        </message>
        <message>
            <source>This model can be trained</source>
            <translation>Эту модель можно учить</translation>
        </message>
        <message>
            <source>This model cannot be trained</source>
            <translation>Эту модель учить нельзя</translation>
        </message>
        <message>
            <source>Training can begin when it is done.</source>
            <translation>Когда закончит, можно будет начать.</translation>
        </message>
        <message>
            <source>Training uses graphics cards of NVIDIA; with one of another maker the processor does it.</source>
            <translation>Обучение использует видеокарты NVIDIA; с картой другого производителя учит процессор.</translation>
        </message>
        <message>
            <source>Two answers to one question confuse the model. Leave the right one.</source>
            <translation>Два ответа на один вопрос сбивают модель. Оставьте верный.</translation>
        </message>
        <message>
            <source>Ways to learn</source>
            <translation>Способы</translation>
        </message>
        <message>
            <source>What a model has learned it may tell anyone. Mask the data or leave these examples out.</source>
            <translation>Выученное модель может сказать любому. Скройте данные или уберите эти примеры.</translation>
        </message>
        <message>
            <source>With %1 and more the model learns the manner firmly.</source>
            <translation>От %1 модель усваивает манеру прочно.</translation>
        </message>
        <message>
            <source>With so many the model learns to refuse. %1 to %2 are good: add other ones.</source>
            <translation>Когда их так много, модель учится отказывать. Хорошо от %1 до %2: добавьте других.</translation>
        </message>
        <message>
            <source>Without a suitable graphics card it takes hours: the dry run says how many.</source>
            <translation>Без подходящей видеокарты это часы: сколько, скажет пробный прогон.</translation>
        </message>
        <message>
            <source>Without such examples the model invents answers. %1 to %2 are good: add some.</source>
            <translation>Без таких примеров модель придумывает ответы. Хорошо от %1 до %2: добавьте.</translation>
        </message>
    </context>
    <context>
        <name>GatesCard</name>
        <message numerus="yes">
            <source>%n thing(s) missing</source>
            <translation>
                <numerusform>не хватает: %n</numerusform>
                <numerusform>не хватает: %n</numerusform>
                <numerusform>не хватает: %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Asking the model…</source>
            <translation>Спрашиваю модель…</translation>
        </message>
        <message>
            <source>Asks it some of the questions without documents: a minute</source>
            <translation>Задам ей часть вопросов без документов: около минуты</translation>
        </message>
        <message>
            <source>Is everything ready</source>
            <translation>Всё ли готово</translation>
        </message>
        <message>
            <source>Looking at examples, model and computer…</source>
            <translation>Смотрю примеры, модель и компьютер…</translation>
        </message>
        <message>
            <source>What does the model know already?</source>
            <translation>Что модель уже знает?</translation>
        </message>
        <message>
            <source>can begin</source>
            <translation>можно начать</translation>
        </message>
        <message numerus="yes">
            <source>can begin, %n remark(s)</source>
            <translation>
                <numerusform>можно начать, %n замечание</numerusform>
                <numerusform>можно начать, %n замечания</numerusform>
                <numerusform>можно начать, %n замечаний</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GeneralSection</name>
        <message>
            <source>A dotted line shows what the documents do not support.</source>
            <translation>Пунктир покажет то, чего нет в документах.</translation>
        </message>
        <message>
            <source>A small model answers with the place itself, and adds what that supports.</source>
            <translation>Малая модель отвечает самим местом документа и добавляет то, что из него следует.</translation>
        </message>
        <message>
            <source>Affects every page.</source>
            <translation>Действует на всех страницах.</translation>
        </message>
        <message>
            <source>After the first reading: 20 questions, and what to mend.</source>
            <translation>После первого чтения: 20 вопросов и что стоит исправить.</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>Ответы</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Внешний вид</translation>
        </message>
        <message>
            <source>As in the system</source>
            <translation>Как в системе</translation>
        </message>
        <message>
            <source>Background work</source>
            <translation>Работа в фоне</translation>
        </message>
        <message>
            <source>Closing the window leaves Bukvar at work; its icon opens it again and quits.</source>
            <translation>При закрытии окна Букварь продолжает работать; значок открывает его снова и завершает.</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Тёмная</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Контрастная</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Less motion</source>
            <translation>Меньше движения</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Светлая</translation>
        </message>
        <message>
            <source>Look at a new base by myself</source>
            <translation>Проверять новую базу самому</translation>
        </message>
        <message>
            <source>Mark sentences without a source</source>
            <translation>Отмечать фразы без источника</translation>
        </message>
        <message>
            <source>Only for tasks longer than one minute.</source>
            <translation>Только о задачах дольше минуты.</translation>
        </message>
        <message>
            <source>Only getting a model uses the network, and only when you ask for it.</source>
            <translation>Сеть нужна только для получения модели, и только когда вы сами попросите.</translation>
        </message>
        <message>
            <source>Panels and messages appear without sliding.</source>
            <translation>Панели и сообщения появляются без сдвига.</translation>
        </message>
        <message>
            <source>Quote the documents first</source>
            <translation>Сначала цитировать документы</translation>
        </message>
        <message>
            <source>Read thoroughly</source>
            <translation>Читать тщательно</translation>
        </message>
        <message>
            <source>Sealed mode is on: nothing uses the network.</source>
            <translation>Включён изолированный режим: в сеть не выходит ничто.</translation>
        </message>
        <message>
            <source>Start in the background</source>
            <translation>Запускаться в фоне</translation>
        </message>
        <message>
            <source>Stay in the tray</source>
            <translation>Оставаться в области значков</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Как в системе</translation>
        </message>
        <message>
            <source>System follows light and dark of your computer.</source>
            <translation>«Как в системе» следует за темой компьютера.</translation>
        </message>
        <message>
            <source>Tell me when a long task ends</source>
            <translation>Сообщать, когда закончится долгая задача</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Размер текста</translation>
        </message>
        <message>
            <source>The window changes at once.</source>
            <translation>Окно меняется сразу.</translation>
        </message>
        <message>
            <source>The window opens from the tray. Works together with the line above.</source>
            <translation>Окно открывается из области значков. Действует вместе со строкой выше.</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Тема</translation>
        </message>
        <message>
            <source>This desktop has no tray.</source>
            <translation>На этом рабочем столе нет области значков.</translation>
        </message>
        <message>
            <source>Up to four times as much is read for an answer: the first word takes up to half a minute.</source>
            <translation>Для ответа читается вчетверо больше; первое слово тогда ждут до полминуты.</translation>
        </message>
        <message>
            <source>Watch the folders</source>
            <translation>Следить за папками</translation>
        </message>
        <message>
            <source>What is added, changed, moved or deleted in them reaches the answers within seconds.</source>
            <translation>Что в них добавили, изменили, переместили или удалили, попадает в ответы за секунды.</translation>
        </message>
    </context>
    <context>
        <name>GenerationModel</name>
        <message>
            <source>There are no documents that have been read. Add some on the page Documents.</source>
            <translation>Прочитанных документов нет. Добавьте их на странице «Документы».</translation>
        </message>
        <message>
            <source>There is no model to make them with. Get one on the page Models.</source>
            <translation>Нет модели, которая их составит. Получите её на странице «Модели».</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>Find</source>
            <translation>Найти</translation>
        </message>
    </context>
    <context>
        <name>Health</name>
        <message>
            <source>%1 answered: %2 tokens a second.</source>
            <translation>%1 отвечает: %2 токена в секунду.</translation>
        </message>
        <message>
            <source>%1 are free.</source>
            <translation>Свободно %1.</translation>
        </message>
        <message>
            <source>%1 has proved itself.</source>
            <translation>%1: проверен, считает верно.</translation>
        </message>
        <message numerus="yes">
            <source>%1, %n core(s).</source>
            <translation>
                <numerusform>%1, %n ядро.</numerusform>
                <numerusform>%1, %n ядра.</numerusform>
                <numerusform>%1, %n ядер.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, of them %2 are free.</source>
            <translation>%1, из них свободно %2.</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s), as the index has them.</source>
            <translation>
                <numerusform>%n документ, указатель с ним сходится.</numerusform>
                <numerusform>%n документа, указатель с ними сходится.</numerusform>
                <numerusform>%n документов, указатель с ними сходится.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) mended.</source>
            <translation>
                <numerusform>Исправлено %n место.</numerusform>
                <numerusform>Исправлено %n места.</numerusform>
                <numerusform>Исправлено %n мест.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>A file was written into %n folder(s).</source>
            <translation>
                <numerusform>Пробный файл записан в %n папку.</numerusform>
                <numerusform>Пробный файл записан в %n папки.</numerusform>
                <numerusform>Пробный файл записан в %n папок.</numerusform>
            </translation>
        </message>
        <message>
            <source>A sample document was read and drawn.</source>
            <translation>Пробный документ прочитан, страница нарисована.</translation>
        </message>
        <message>
            <source>Add documents</source>
            <translation>Добавить документы</translation>
        </message>
        <message>
            <source>An old processor: answers will be slow.</source>
            <translation>Старый процессор: ответы будут медленными.</translation>
        </message>
        <message>
            <source>Base “%1”</source>
            <translation>База «%1»</translation>
        </message>
        <message>
            <source>Check it</source>
            <translation>Проверить</translation>
        </message>
        <message>
            <source>Does not work</source>
            <translation>Не работает</translation>
        </message>
        <message>
            <source>Engine for answers</source>
            <translation>Движок ответов</translation>
        </message>
        <message>
            <source>Engine for search</source>
            <translation>Движок поиска</translation>
        </message>
        <message>
            <source>Found places are put in order in %1.</source>
            <translation>Найденные места упорядочиваются за %1.</translation>
        </message>
        <message>
            <source>Graphics card: %1.</source>
            <translation>Видеокарта: %1.</translation>
        </message>
        <message>
            <source>Letters in scans are not recognised: %1 is missing.</source>
            <translation>Буквы на сканах не распознаются: не установлено %1.</translation>
        </message>
        <message>
            <source>Letters in scans are recognised.</source>
            <translation>Буквы на сканах распознаются.</translation>
        </message>
        <message>
            <source>Look at this</source>
            <translation>Обратите внимание</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>Память</translation>
        </message>
        <message>
            <source>Mend the base</source>
            <translation>Починить базу</translation>
        </message>
        <message>
            <source>Model %1</source>
            <translation>Модель %1</translation>
        </message>
        <message>
            <source>Not here yet</source>
            <translation>Пока нет</translation>
        </message>
        <message>
            <source>Processor</source>
            <translation>Процессор</translation>
        </message>
        <message>
            <source>Putting found places in order would take %1 here: search goes without it.</source>
            <translation>Упорядочивать найденные места здесь пришлось бы %1: поиск обходится без этого.</translation>
        </message>
        <message>
            <source>Quicker ones did not work here: %1.</source>
            <translation>Более быстрые здесь не сработали: %1.</translation>
        </message>
        <message>
            <source>Reading a document and drawing its page</source>
            <translation>Чтение документа и показ страницы</translation>
        </message>
        <message>
            <source>Report for support</source>
            <translation>Отчёт для поддержки</translation>
        </message>
        <message>
            <source>Room on the disk</source>
            <translation>Место на диске</translation>
        </message>
        <message>
            <source>Rules of your administrator</source>
            <translation>Правила администратора</translation>
        </message>
        <message>
            <source>Shared models: %1</source>
            <translation>Общие модели: %1</translation>
        </message>
        <message>
            <source>Stopped more than once</source>
            <translation>Останавливалось не раз</translation>
        </message>
        <message>
            <source>Storing and finding</source>
            <translation>Запись в указатель и поиск</translation>
        </message>
        <message>
            <source>Take the smaller model</source>
            <translation>Взять модель поменьше</translation>
        </message>
        <message>
            <source>That is little: take a small model.</source>
            <translation>Это мало: возьмите небольшую модель.</translation>
        </message>
        <message>
            <source>That is slow: other programs may be at work.</source>
            <translation>Это медленно: возможно, заняты другие программы.</translation>
        </message>
        <message>
            <source>The folder can be read.</source>
            <translation>Папка читается.</translation>
        </message>
        <message>
            <source>The search model tells what belongs together.</source>
            <translation>Модель поиска различает, что к чему относится.</translation>
        </message>
        <message>
            <source>To the models</source>
            <translation>К моделям</translation>
        </message>
        <message>
            <source>Took %1.</source>
            <translation>Заняло %1.</translation>
        </message>
        <message>
            <source>Took less than 0.1 s.</source>
            <translation>Заняло меньше 0,1 с.</translation>
        </message>
        <message>
            <source>Try the engines again</source>
            <translation>Проверить движки заново</translation>
        </message>
        <message>
            <source>Understanding a text for search</source>
            <translation>Понимание текста для поиска</translation>
        </message>
        <message>
            <source>What opens documents can do nothing else here.</source>
            <translation>То, что открывает документы, на этом компьютере не может ничего другого.</translation>
        </message>
        <message>
            <source>What opens documents is held only in part by this system: if a file took it over, %1.</source>
            <translation>То, что открывает документы, эта система ограничивает лишь отчасти: если файл подчинит его себе, %1.</translation>
        </message>
        <message>
            <source>What was stored was found again.</source>
            <translation>Записанное найдено.</translation>
        </message>
        <message>
            <source>Without the graphics card</source>
            <translation>Без видеокарты</translation>
        </message>
        <message>
            <source>Works</source>
            <translation>Работает</translation>
        </message>
        <message>
            <source>Writing an answer</source>
            <translation>Ответ модели</translation>
        </message>
        <message>
            <source>Writing into the database</source>
            <translation>Запись в базу данных</translation>
        </message>
        <message>
            <source>Writing into the folders</source>
            <translation>Запись в папки</translation>
        </message>
        <message>
            <source>Written and kept.</source>
            <translation>Записано и сохранено.</translation>
        </message>
        <message>
            <source>it could fill the disk</source>
            <translation>оно сможет заполнить диск</translation>
        </message>
        <message>
            <source>it could read and write other files</source>
            <translation>оно сможет читать и менять другие файлы</translation>
        </message>
        <message>
            <source>it could start programs</source>
            <translation>оно сможет запускать программы</translation>
        </message>
        <message>
            <source>it could write other files</source>
            <translation>оно сможет менять другие файлы</translation>
        </message>
        <message>
            <source>it runs as the same user</source>
            <translation>оно останется тем же пользователем</translation>
        </message>
    </context>
    <context>
        <name>HealthSection</name>
        <message>
            <source>Bukvar is checking</source>
            <translation>Букварь проверяет</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Проверить ещё раз</translation>
        </message>
        <message>
            <source>Check everything</source>
            <translation>Проверить всё</translation>
        </message>
        <message numerus="yes">
            <source>Checking… %n part(s) so far</source>
            <translation>
                <numerusform>Проверяю… пройдена %n часть</numerusform>
                <numerusform>Проверяю… пройдено %n части</numerusform>
                <numerusform>Проверяю… пройдено %n частей</numerusform>
            </translation>
        </message>
        <message>
            <source>Each part is used once, with made-up data. That takes about a minute.</source>
            <translation>Каждая часть поработает один раз на пробных данных. Это займёт около минуты.</translation>
        </message>
        <message>
            <source>Report for support</source>
            <translation>Отчёт для поддержки</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Остановить</translation>
        </message>
        <message>
            <source>This computer and Bukvar</source>
            <translation>Этот компьютер и Букварь</translation>
        </message>
    </context>
    <context>
        <name>HelpPage</name>
        <message>
            <source>Find in the help</source>
            <translation>Найти в справке</translation>
        </message>
        <message numerus="yes">
            <source>Found in the help: %n</source>
            <translation>
                <numerusform>Нашлось в справке: %n</numerusform>
                <numerusform>Нашлось в справке: %n</numerusform>
                <numerusform>Нашлось в справке: %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Справка</translation>
        </message>
        <message>
            <source>Nothing found here</source>
            <translation>Здесь ничего не нашлось</translation>
        </message>
        <message>
            <source>To what this is about</source>
            <translation>Перейти к делу</translation>
        </message>
    </context>
    <context>
        <name>Import</name>
        <message numerus="yes">
            <source>%n document(s) locked: use --password-file</source>
            <translation>
                <numerusform>Под паролем %n документ: укажите --password-file</numerusform>
                <numerusform>Под паролем %n документа: укажите --password-file</numerusform>
                <numerusform>Под паролем %n документов: укажите --password-file</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportCard</name>
        <message numerus="yes">
            <source>%n example(s) in %1</source>
            <translation>
                <numerusform>%n пример в %1</numerusform>
                <numerusform>%n примера в %1</numerusform>
                <numerusform>%n примеров в %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) will be passed over:</source>
            <translation>
                <numerusform>%n строка будет пропущена:</numerusform>
                <numerusform>%n строки будут пропущены:</numerusform>
                <numerusform>%n строк будут пропущены:</numerusform>
            </translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Ответ</translation>
        </message>
        <message>
            <source>Column of the file: %1</source>
            <translation>Столбец файла: %1</translation>
        </message>
        <message>
            <source>Do not take</source>
            <translation>Не брать</translation>
        </message>
        <message>
            <source>Instruction</source>
            <translation>Указание</translation>
        </message>
        <message>
            <source>No row can be an example with these columns</source>
            <translation>С такими столбцами ни одна строка не годится в примеры</translation>
        </message>
        <message>
            <source>Nothing is taken yet. Look whether question and answer are right.</source>
            <translation>Пока ничего не взято. Посмотрите, верно ли найдены вопрос и ответ.</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>Вопрос</translation>
        </message>
        <message>
            <source>Quote</source>
            <translation>Цитата</translation>
        </message>
        <message>
            <source>Reading %1…</source>
            <translation>Читаю %1…</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>Взять</translation>
        </message>
        <message>
            <source>Take %1</source>
            <translation>Взять %1</translation>
        </message>
        <message>
            <source>The file is being read</source>
            <translation>Файл читается</translation>
        </message>
        <message>
            <source>none</source>
            <translation>нет</translation>
        </message>
    </context>
    <context>
        <name>Instructions</name>
        <message numerus="yes">
            <source>%n right answer(s) of %1 with them, %2 without</source>
            <translation>
                <numerusform>С ними %n верный ответ из %1, без них %2</numerusform>
                <numerusform>С ними %n верных ответа из %1, без них %2</numerusform>
                <numerusform>С ними %n верных ответов из %1, без них %2</numerusform>
            </translation>
        </message>
        <message>
            <source>Being tried on ten questions</source>
            <translation>Проверяются на десяти вопросах</translation>
        </message>
        <message numerus="yes">
            <source>Best of %n tried on one half of the exam, in %1 rounds. These figures come from the other half, which the search never saw.</source>
            <translation>
                <numerusform>Лучшие из %n варианта, проверенного на одной половине экзамена (кругов: %1). Числа — с другой половины: при подборе её вопросов не задавали.</numerusform>
                <numerusform>Лучшие из %n вариантов, проверенных на одной половине экзамена (кругов: %1). Числа — с другой половины: при подборе её вопросов не задавали.</numerusform>
                <numerusform>Лучшие из %n вариантов, проверенных на одной половине экзамена (кругов: %1). Числа — с другой половины: при подборе её вопросов не задавали.</numerusform>
            </translation>
        </message>
        <message>
            <source>Found by search, %1</source>
            <translation>Подобраны, %1</translation>
        </message>
        <message>
            <source>Not measured yet: an exam shows whether it answers better with them.</source>
            <translation>Ещё не измерено: лучше ли с ними ответы, покажет экзамен.</translation>
        </message>
        <message>
            <source>So few show gross differences alone; an exam shows whether they help.</source>
            <translation>Столько вопросов показывают лишь грубые отличия; помогают ли инструкции, покажет экзамен.</translation>
        </message>
        <message>
            <source>They change next to nothing: %1 points, with a probability of 95 % from %2 to %3.</source>
            <translation>Почти ничего не меняют: разница %1 п. п., с вероятностью 95 % от %2 до %3.</translation>
        </message>
        <message>
            <source>They do harm: %1 points, with a probability of 95 % from %2 to %3.</source>
            <translation>Вредят: разница %1 п. п., с вероятностью 95 % от %2 до %3.</translation>
        </message>
        <message>
            <source>They help: %1 points, with a probability of 95 % from %2 to %3.</source>
            <translation>Помогают: разница %1 п. п., с вероятностью 95 % от %2 до %3.</translation>
        </message>
        <message>
            <source>Too few questions to tell: %1 points, with a probability of 95 % from %2 to %3.</source>
            <translation>Вопросов мало, судить рано: разница %1 п. п., с вероятностью 95 % от %2 до %3.</translation>
        </message>
        <message numerus="yes">
            <source>Tried on %n question(s): %1 right with them, %2 without.</source>
            <translation>
                <numerusform>Проверено на %n вопросе: с ними верно %1, без них %2.</numerusform>
                <numerusform>Проверено на %n вопросах: с ними верно %1, без них %2.</numerusform>
                <numerusform>Проверено на %n вопросах: с ними верно %1, без них %2.</numerusform>
            </translation>
        </message>
        <message>
            <source>Version %1</source>
            <translation>Версия %1</translation>
        </message>
        <message>
            <source>Written by hand, %1</source>
            <translation>Написаны вручную, %1</translation>
        </message>
    </context>
    <context>
        <name>InstructionsView</name>
        <message numerus="yes">
            <source>%n instruction(s) were tried. None of them did better: nothing changes.</source>
            <translation>
                <numerusform>Проверен %n вариант инструкций. Лучше с ними не стало: ничего не меняется.</numerusform>
                <numerusform>Проверено %n варианта инструкций. Лучше ни с одним не стало: ничего не меняется.</numerusform>
                <numerusform>Проверено %n вариантов инструкций. Лучше ни с одним не стало: ничего не меняется.</numerusform>
            </translation>
        </message>
        <message>
            <source>A search is under way</source>
            <translation>Подбор уже идёт</translation>
        </message>
        <message>
            <source>Bukvar tries wishes and examples on one half of the exam questions and measures the best of them on the other half. It takes about 20 minutes; you decide whether it stays.</source>
            <translation>Букварь пробует пожелания и примеры на одной половине вопросов экзамена, а лучшие измеряет на другой. Это займёт около 20 минут; оставить их или нет, решаете вы.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Hold an exam</source>
            <translation>Провести экзамен</translation>
        </message>
        <message>
            <source>How to answer, not what: form of address, length, what never to leave out. Ctrl+Enter saves.</source>
            <translation>Как отвечать, а не что: обращение, длина, о чём никогда не забывать. Ctrl+Enter — сохранить.</translation>
        </message>
        <message>
            <source>Instructions</source>
            <translation>Инструкции</translation>
        </message>
        <message>
            <source>It needs exam questions about your documents first</source>
            <translation>Сначала нужны вопросы экзамена по вашим документам</translation>
        </message>
        <message>
            <source>No instructions yet</source>
            <translation>Инструкций пока нет</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Search for better ones</source>
            <translation>Подобрать лучшие</translation>
        </message>
        <message>
            <source>Search for instructions</source>
            <translation>Подобрать инструкции</translation>
        </message>
        <message>
            <source>The instructions are deleted</source>
            <translation>Инструкции удалены</translation>
        </message>
        <message>
            <source>The model answers without instructions from now on</source>
            <translation>Теперь модель отвечает без инструкций</translation>
        </message>
        <message>
            <source>The model is told these instructions from now on</source>
            <translation>Теперь модель отвечает по этим инструкциям</translation>
        </message>
        <message>
            <source>They are measured by exam questions about your documents. Make those first.</source>
            <translation>Их измеряют вопросами экзамена по вашим документам. Сначала составьте вопросы.</translation>
        </message>
        <message>
            <source>To the questions</source>
            <translation>К вопросам</translation>
        </message>
        <message>
            <source>Try on ten questions</source>
            <translation>Проверить на десяти вопросах</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Вернуть</translation>
        </message>
        <message>
            <source>What the model reads before each question: wishes in words and a few good answers.</source>
            <translation>Что модель читает перед каждым вопросом: пожелания словами и несколько хороших ответов.</translation>
        </message>
        <message>
            <source>Write my own</source>
            <translation>Написать самому</translation>
        </message>
        <message>
            <source>Write something first</source>
            <translation>Сначала напишите что-нибудь</translation>
        </message>
        <message>
            <source>Your own instructions</source>
            <translation>Свои инструкции</translation>
        </message>
    </context>
    <context>
        <name>JobCard</name>
        <message>
            <source>Cancel</source>
            <translation>Отменить</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Продолжить</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Пауза</translation>
        </message>
        <message>
            <source>Pausing…</source>
            <translation>Ставлю на паузу…</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Останавливаю…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Попробовать ещё раз</translation>
        </message>
    </context>
    <context>
        <name>JobText</name>
        <message>
            <source>%1 (%2)</source>
            <translation>%1 («%2»)</translation>
        </message>
        <message>
            <source>%1 interrupted before it began</source>
            <translation>%1: прервано до начала</translation>
        </message>
        <message>
            <source>%1 interrupted: %2</source>
            <translation>%1: прервано, %2</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 из %2</translation>
        </message>
        <message>
            <source>%1 paused</source>
            <translation>%1: на паузе</translation>
        </message>
        <message>
            <source>%1 paused: %2</source>
            <translation>%1: на паузе, %2</translation>
        </message>
        <message>
            <source>%1 stopped</source>
            <translation>%1: остановлено</translation>
        </message>
        <message>
            <source>%1 stopped: %2</source>
            <translation>%1: остановлено, %2</translation>
        </message>
        <message>
            <source>%1, %2 left</source>
            <translation>%1, осталось %2</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1: waiting for its turn</source>
            <translation>%1: ждёт очереди</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) read</source>
            <translation>
                <numerusform>Прочитан %n документ</numerusform>
                <numerusform>Прочитано %n документа</numerusform>
                <numerusform>Прочитано %n документов</numerusform>
            </translation>
        </message>
        <message>
            <source>A quick look at the base is about to begin…</source>
            <translation>Сейчас начнётся быстрая проверка базы…</translation>
        </message>
        <message>
            <source>A quick look at the base: answer %1</source>
            <translation>Быстрая проверка базы: ответ %1</translation>
        </message>
        <message>
            <source>A quick look at the base: preparing question %1</source>
            <translation>Быстрая проверка базы: готовлю вопрос %1</translation>
        </message>
        <message>
            <source>Checking a model</source>
            <translation>Проверка модели</translation>
        </message>
        <message>
            <source>Checking examples</source>
            <translation>Проверка примеров</translation>
        </message>
        <message>
            <source>Checking the model: %1</source>
            <translation>Проверяю модель: %1</translation>
        </message>
        <message>
            <source>Checking the model…</source>
            <translation>Проверяю модель…</translation>
        </message>
        <message>
            <source>Checking the training component: %1</source>
            <translation>Проверка компонента обучения: %1</translation>
        </message>
        <message>
            <source>Comparing the folders…</source>
            <translation>Сверка папок…</translation>
        </message>
        <message>
            <source>Connecting to the source…</source>
            <translation>Связываюсь с источником…</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Готово</translation>
        </message>
        <message>
            <source>Exam</source>
            <translation>Экзамен</translation>
        </message>
        <message>
            <source>Exam: answer %1</source>
            <translation>Экзамен: ответ %1</translation>
        </message>
        <message>
            <source>Getting a model</source>
            <translation>Получение модели</translation>
        </message>
        <message>
            <source>Getting once more from the beginning: %1</source>
            <translation>Получаю заново, с начала: %1</translation>
        </message>
        <message>
            <source>Getting: %1</source>
            <translation>Получаю: %1</translation>
        </message>
        <message>
            <source>I ask myself twenty questions to see what the base answers well. Your questions go first; Settings › General turns this off.</source>
            <translation>Задаю себе двадцать вопросов, чтобы увидеть, на что база отвечает хорошо. Ваши вопросы идут первыми; выключается в «Настройки › Общие».</translation>
        </message>
        <message>
            <source>Installing models</source>
            <translation>Установка моделей</translation>
        </message>
        <message>
            <source>Installing models: %1</source>
            <translation>Установка моделей: %1</translation>
        </message>
        <message>
            <source>Installing the training component</source>
            <translation>Установка компонента обучения</translation>
        </message>
        <message>
            <source>Installing the training component: %1</source>
            <translation>Ставлю компонент обучения: %1</translation>
        </message>
        <message>
            <source>Installing the training component…</source>
            <translation>Ставлю компонент обучения…</translation>
        </message>
        <message>
            <source>Looking for documents…</source>
            <translation>Ищу документы…</translation>
        </message>
        <message>
            <source>Looking for instructions: answer %1</source>
            <translation>Подбираю инструкции: ответ %1</translation>
        </message>
        <message>
            <source>Making a model pack</source>
            <translation>Создание набора моделей</translation>
        </message>
        <message>
            <source>Making exam questions</source>
            <translation>Создание вопросов экзамена</translation>
        </message>
        <message>
            <source>Making exam questions: %1</source>
            <translation>Составляю вопросы экзамена: %1</translation>
        </message>
        <message>
            <source>Making examples</source>
            <translation>Создание примеров</translation>
        </message>
        <message>
            <source>Making examples: %1 places read</source>
            <translation>Составляю примеры: прочитано %1 мест</translation>
        </message>
        <message>
            <source>Making the model pack: %1</source>
            <translation>Сборка набора моделей: %1</translation>
        </message>
        <message>
            <source>Making the model pack…</source>
            <translation>Собираю набор моделей…</translation>
        </message>
        <message>
            <source>Nothing new among the documents</source>
            <translation>В документах ничего нового</translation>
        </message>
        <message>
            <source>Now: %1</source>
            <translation>Сейчас: %1</translation>
        </message>
        <message>
            <source>Now: %1. You can already ask about the ready ones.</source>
            <translation>Сейчас: %1. По готовым документам уже можно спрашивать.</translation>
        </message>
        <message>
            <source>Opening the model pack…</source>
            <translation>Открываю набор моделей…</translation>
        </message>
        <message>
            <source>Preparing the exam…</source>
            <translation>Готовлю экзамен…</translation>
        </message>
        <message>
            <source>Preparing the search model</source>
            <translation>Подготовка модели поиска</translation>
        </message>
        <message>
            <source>Preparing the search model: %1</source>
            <translation>Готовлю модель для поиска: %1</translation>
        </message>
        <message>
            <source>Preparing the search model…</source>
            <translation>Готовлю модель для поиска…</translation>
        </message>
        <message>
            <source>Preparing the second opinion…</source>
            <translation>Готовлю второе мнение…</translation>
        </message>
        <message>
            <source>Preparing the summary…</source>
            <translation>Готовлю пересказ…</translation>
        </message>
        <message>
            <source>Preparing the table of facts…</source>
            <translation>Готовлю таблицу фактов…</translation>
        </message>
        <message>
            <source>Preparing the training…</source>
            <translation>Готовлю обучение…</translation>
        </message>
        <message>
            <source>Preparing to look for instructions…</source>
            <translation>Готовлюсь подбирать инструкции…</translation>
        </message>
        <message>
            <source>Preparing to make exam questions…</source>
            <translation>Готовлюсь составлять вопросы экзамена…</translation>
        </message>
        <message>
            <source>Preparing to make examples…</source>
            <translation>Готовлюсь составлять примеры…</translation>
        </message>
        <message>
            <source>Quick look at the base</source>
            <translation>Быстрый осмотр базы</translation>
        </message>
        <message numerus="yes">
            <source>Reading %n document(s) again</source>
            <translation>
                <numerusform>Повторное чтение %n документа</numerusform>
                <numerusform>Повторное чтение %n документов</numerusform>
                <numerusform>Повторное чтение %n документов</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading documents</source>
            <translation>Чтение документов</translation>
        </message>
        <message>
            <source>Reading documents: %1</source>
            <translation>Читаю документы: %1</translation>
        </message>
        <message>
            <source>Reading what changed in the folders: %1</source>
            <translation>Читается то, что изменилось в папках: %1</translation>
        </message>
        <message>
            <source>Recognising scans</source>
            <translation>Распознавание сканов</translation>
        </message>
        <message>
            <source>Recognising scans: page %1</source>
            <translation>Распознаю сканы: страница %1</translation>
        </message>
        <message>
            <source>Removing documents</source>
            <translation>Удаление документов</translation>
        </message>
        <message>
            <source>Removing documents…</source>
            <translation>Убираю документы…</translation>
        </message>
        <message>
            <source>Removing: %1</source>
            <translation>Убираю: %1</translation>
        </message>
        <message>
            <source>Search for instructions</source>
            <translation>Подбор указаний</translation>
        </message>
        <message>
            <source>Second opinion</source>
            <translation>Второе мнение</translation>
        </message>
        <message>
            <source>Second opinion: answer %1</source>
            <translation>Второе мнение: ответ %1</translation>
        </message>
        <message>
            <source>Summary</source>
            <translation>Пересказ</translation>
        </message>
        <message>
            <source>Summary: step %1</source>
            <translation>Пересказ: шаг %1</translation>
        </message>
        <message>
            <source>Table of facts</source>
            <translation>Таблица фактов</translation>
        </message>
        <message>
            <source>Table of facts: cell %1</source>
            <translation>Таблица фактов: ячейка %1</translation>
        </message>
        <message>
            <source>The documents are removed</source>
            <translation>Документы убраны</translation>
        </message>
        <message>
            <source>The exam is over</source>
            <translation>Экзамен закончен</translation>
        </message>
        <message>
            <source>The exam questions are made</source>
            <translation>Вопросы экзамена составлены</translation>
        </message>
        <message>
            <source>The examples are made</source>
            <translation>Примеры составлены</translation>
        </message>
        <message>
            <source>The model is checked</source>
            <translation>Модель проверена</translation>
        </message>
        <message>
            <source>The model is here</source>
            <translation>Модель получена</translation>
        </message>
        <message>
            <source>The model pack is made</source>
            <translation>Набор моделей готов</translation>
        </message>
        <message>
            <source>The models are here</source>
            <translation>Модели установлены</translation>
        </message>
        <message>
            <source>The search for instructions is over</source>
            <translation>Подбор инструкций закончен</translation>
        </message>
        <message>
            <source>The search model is ready</source>
            <translation>Модель для поиска готова</translation>
        </message>
        <message>
            <source>The second opinion is there</source>
            <translation>Второе мнение готово</translation>
        </message>
        <message>
            <source>The summary is made</source>
            <translation>Пересказ готов</translation>
        </message>
        <message>
            <source>The table of facts is made</source>
            <translation>Таблица фактов готова</translation>
        </message>
        <message>
            <source>The training component is here</source>
            <translation>Компонент обучения установлен</translation>
        </message>
        <message>
            <source>The training has ended</source>
            <translation>Обучение закончено</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Обучение</translation>
        </message>
        <message>
            <source>Training: step %1</source>
            <translation>Обучаю: шаг %1</translation>
        </message>
        <message>
            <source>Work</source>
            <translation>Работа</translation>
        </message>
        <message>
            <source>Working…</source>
            <translation>Работаю…</translation>
        </message>
    </context>
    <context>
        <name>Journal</name>
        <message>
            <source>All lines</source>
            <translation>Все строки</translation>
        </message>
        <message>
            <source>Nothing yet</source>
            <translation>Пока ничего</translation>
        </message>
        <message>
            <source>Only the latest</source>
            <translation>Только последние</translation>
        </message>
        <message>
            <source>What is happening</source>
            <translation>Что происходит</translation>
        </message>
    </context>
    <context>
        <name>JudgedLine</name>
        <message>
            <source>Expected: %1</source>
            <translation>Ожидалось: %1</translation>
        </message>
        <message>
            <source>The documents do not say.</source>
            <translation>В документах нет ответа.</translation>
        </message>
        <message>
            <source>With: %1</source>
            <translation>С инструкциями: %1</translation>
        </message>
        <message>
            <source>Without: %1</source>
            <translation>Без инструкций: %1</translation>
        </message>
    </context>
    <context>
        <name>KeptModel</name>
        <message>
            <source>Answers about files of one question are not kept for other questions.</source>
            <translation>Ответы о файлах одного вопроса не запоминаются для других вопросов.</translation>
        </message>
        <message>
            <source>Their exam: %1 right answers of %3, %2 without them.</source>
            <translation>Их экзамен: верных ответов %1 из %3, без них %2.</translation>
        </message>
        <message>
            <source>They have not been examined.</source>
            <translation>Экзамена с ними ещё не было.</translation>
        </message>
    </context>
    <context>
        <name>KeyBar</name>
        <message>
            <source>Approve</source>
            <translation>Принять</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Править</translation>
        </message>
        <message>
            <source>Leave as it was</source>
            <translation>Оставить как было</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Отклонить</translation>
        </message>
        <message>
            <source>Save and approve</source>
            <translation>Сохранить и принять</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Пропустить</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Вернуть</translation>
        </message>
        <message>
            <source>There is nothing to take back</source>
            <translation>Возвращать нечего</translation>
        </message>
    </context>
    <context>
        <name>LeftOut</name>
        <message numerus="yes">
            <source>%n left out: %1</source>
            <translation>
                <numerusform>Пропущен %n: %1</numerusform>
                <numerusform>Пропущено %n: %1</numerusform>
                <numerusform>Пропущено %n: %1</numerusform>
            </translation>
        </message>
        <message>
            <source>a link that leads out of the folder: add what it leads to by itself</source>
            <translation>ссылки, которые ведут из папки наружу: добавьте то, на что они ведут</translation>
        </message>
        <message>
            <source>a link to nothing</source>
            <translation>ссылки в никуда</translation>
        </message>
        <message>
            <source>hidden</source>
            <translation>скрытые</translation>
        </message>
        <message>
            <source>in use by a program</source>
            <translation>заняты программой</translation>
        </message>
        <message>
            <source>it lies too deep for this system</source>
            <translation>лежат слишком глубоко для этой системы</translation>
        </message>
        <message>
            <source>it may not be read</source>
            <translation>нет прав на чтение</translation>
        </message>
        <message>
            <source>no document</source>
            <translation>не документы</translation>
        </message>
        <message>
            <source>no file, but a pipe or a device</source>
            <translation>не файлы, а каналы или устройства</translation>
        </message>
    </context>
    <context>
        <name>LeftWords</name>
        <message>
            <source>Damaged files that were set aside</source>
            <translation>Отложенные повреждённые файлы</translation>
        </message>
        <message>
            <source>Downloads that were not finished</source>
            <translation>Незаконченные загрузки</translation>
        </message>
        <message>
            <source>Folders of bases that are not in the list</source>
            <translation>Папки баз, которых нет в списке</translation>
        </message>
        <message>
            <source>Folders of models that are not in the list</source>
            <translation>Папки моделей, которых нет в списке</translation>
        </message>
        <message>
            <source>Folders of trainings that are not in the list</source>
            <translation>Папки обучений, которых нет в списке</translation>
        </message>
        <message>
            <source>Nothing uses them. To use such a model, it has to be got again.</source>
            <translation>Ими ничто не пользуется. Чтобы пользоваться такой моделью, её придётся получить заново.</translation>
        </message>
        <message>
            <source>They hold texts of documents. After an older copy of the database was restored, bases made since then are among them; nothing here can open them any more.</source>
            <translation>В них тексты документов. Если была восстановлена более старая копия базы данных, среди них и базы, созданные после неё; открыть их здесь уже нельзя.</translation>
        </message>
        <message>
            <source>They hold the examples and the steps of trainings that were removed.</source>
            <translation>В них примеры и шаги обучений, которые были удалены.</translation>
        </message>
        <message>
            <source>They were kept when a base or the database was mended. What was not read of them yet is lost for good: keep them until you know that nothing is missing.</source>
            <translation>Они остались от починки базы или базы данных. Что из них ещё не прочитано, пропадёт навсегда: храните их, пока не убедитесь, что ничего не пропало.</translation>
        </message>
        <message>
            <source>What was got of them is lost: the next download of the same begins anew.</source>
            <translation>То, что уже загружено, пропадёт: та же загрузка начнётся сначала.</translation>
        </message>
    </context>
    <context>
        <name>Legend</name>
        <message numerus="yes">
            <source>%n in the documents, but not what was asked</source>
            <translation>
                <numerusform>%n есть в документах, но отвечает не на вопрос</numerusform>
                <numerusform>%n есть в документах, но отвечают не на вопрос</numerusform>
                <numerusform>%n есть в документах, но отвечают не на вопрос</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n partly in the documents</source>
            <translation>
                <numerusform>%n лишь частью есть в документах</numerusform>
                <numerusform>%n лишь частью есть в документах</numerusform>
                <numerusform>%n лишь частью есть в документах</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sentence(s) with a source</source>
            <translation>
                <numerusform>%n фраза с источником</numerusform>
                <numerusform>%n фразы с источником</numerusform>
                <numerusform>%n фраз с источником</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without a source — please check</source>
            <translation>
                <numerusform>%n без источника — проверьте</numerusform>
                <numerusform>%n без источника — проверьте</numerusform>
                <numerusform>%n без источника — проверьте</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LicencesDialog</name>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Holds: %1</source>
            <translation>Внутри: %1</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>Лицензии</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Ничего не нашлось</translation>
        </message>
        <message>
            <source>Parts</source>
            <translation>Части</translation>
        </message>
        <message>
            <source>Search by name or licence</source>
            <translation>Найти по названию или лицензии</translation>
        </message>
        <message>
            <source>Website</source>
            <translation>Сайт</translation>
        </message>
        <message>
            <source>What Bukvar is built of</source>
            <translation>Из чего собран Букварь</translation>
        </message>
    </context>
    <context>
        <name>ListModel</name>
        <message>
            <source>Kind</source>
            <translation>Вид</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>№</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>Вопрос</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
    </context>
    <context>
        <name>ListView</name>
        <message>
            <source>Export</source>
            <translation>Сохранить в файл</translation>
        </message>
        <message>
            <source>JSON lines</source>
            <translation>Строки JSON</translation>
        </message>
        <message>
            <source>Nothing waits for review</source>
            <translation>Ничего не ждёт проверки</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Проверить</translation>
        </message>
        <message>
            <source>Review %1</source>
            <translation>Проверить %1</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Таблица</translation>
        </message>
        <message>
            <source>Tables and lists (%1)</source>
            <translation>Таблицы и списки (%1)</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Вернуть</translation>
        </message>
    </context>
    <context>
        <name>LoadCard</name>
        <message>
            <source>%1 ago</source>
            <translation>%1 назад</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 из %2</translation>
        </message>
        <message>
            <source>Graphics memory</source>
            <translation>Память видеокарты</translation>
        </message>
        <message>
            <source>Memory used</source>
            <translation>Занято памяти</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>Сохранено</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>Скорость</translation>
        </message>
        <message>
            <source>Temperature of the card</source>
            <translation>Температура видеокарты</translation>
        </message>
        <message>
            <source>a failure does no harm</source>
            <translation>сбой не страшен</translation>
        </message>
        <message>
            <source>hot: the card slows down</source>
            <translation>горячо: карта замедляется</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>только что</translation>
        </message>
        <message>
            <source>normal</source>
            <translation>в норме</translation>
        </message>
        <message>
            <source>words a second, estimate</source>
            <translation>слов в секунду, расчёт</translation>
        </message>
    </context>
    <context>
        <name>LossChart</name>
        <message>
            <source>best step, %1</source>
            <translation>лучший шаг, %1</translation>
        </message>
        <message>
            <source>pass %1</source>
            <translation>проход %1</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Bukvar</source>
            <translation>Букварь</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Close and continue later?</source>
            <translation>Закрыть и продолжить позже?</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>Остаться</translation>
        </message>
    </context>
    <context>
        <name>Maintenance</name>
        <message>
            <source>No automatic backup was made. %1</source>
            <translation>Копия по расписанию не сделана. %1</translation>
        </message>
        <message>
            <source>The base “%1” is damaged. %2</source>
            <translation>База «%1» повреждена. %2</translation>
        </message>
        <message>
            <source>The folder of the base “%1” is gone. %2</source>
            <translation>Папки базы «%1» нет на месте. %2</translation>
        </message>
        <message>
            <source>The restoration of %1 was cut off, and nothing of it is here. Begin it again.</source>
            <translation>Восстановление из %1 прервалось, и ничего из него здесь нет. Начните его снова.</translation>
        </message>
    </context>
    <context>
        <name>MakeCard</name>
        <message>
            <source>Choose at least one kind</source>
            <translation>Выберите хотя бы один вид</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Не сейчас</translation>
        </message>
    </context>
    <context>
        <name>MakeExamplesCard</name>
        <message numerus="yes">
            <source>%n passage(s) are left to ask about</source>
            <translation>
                <numerusform>Не спрошено о %n отрывке</numerusform>
                <numerusform>Не спрошено о %n отрывках</numerusform>
                <numerusform>Не спрошено о %n отрывках</numerusform>
            </translation>
        </message>
        <message>
            <source>All passages have been asked about</source>
            <translation>По всем отрывкам уже спрошено</translation>
        </message>
        <message>
            <source>At most</source>
            <translation>Не больше</translation>
        </message>
        <message>
            <source>How many examples at most</source>
            <translation>Сколько примеров самое большее</translation>
        </message>
        <message>
            <source>Make examples</source>
            <translation>Сделать примеры</translation>
        </message>
        <message>
            <source>What shall the examples teach?</source>
            <translation>Чему учить на примерах?</translation>
        </message>
        <message>
            <source>about %1 examples</source>
            <translation>примеров примерно %1</translation>
        </message>
        <message>
            <source>about %1, as it took here last time</source>
            <translation>примерно %1, как здесь в прошлый раз</translation>
        </message>
        <message>
            <source>how long it takes is said after the first ones</source>
            <translation>сколько времени займёт, скажу после первых</translation>
        </message>
    </context>
    <context>
        <name>MakeQuestionsCard</name>
        <message>
            <source>About %1, as it took here last time. Each one waits for your review.</source>
            <translation>Около %1, как было здесь в прошлый раз. Каждый вопрос ждёт вашей проверки.</translation>
        </message>
        <message>
            <source>How long it takes is said after the first ones. Each one waits for your review.</source>
            <translation>Сколько это займёт, скажу после первых. Каждый вопрос ждёт вашей проверки.</translation>
        </message>
        <message>
            <source>How many</source>
            <translation>Сколько</translation>
        </message>
        <message>
            <source>How many questions</source>
            <translation>Сколько вопросов</translation>
        </message>
        <message>
            <source>Make questions</source>
            <translation>Составить вопросы</translation>
        </message>
        <message>
            <source>What shall be asked?</source>
            <translation>О чём спрашивать?</translation>
        </message>
    </context>
    <context>
        <name>MemoryBars</name>
        <message>
            <source>Bukvar</source>
            <translation>Букварь</translation>
        </message>
        <message>
            <source>other programs</source>
            <translation>другие программы</translation>
        </message>
    </context>
    <context>
        <name>MilestoneBar</name>
        <message>
            <source>%1: better</source>
            <translation>%1: лучше</translation>
        </message>
        <message>
            <source>%1: training can begin</source>
            <translation>%1: можно обучать</translation>
        </message>
    </context>
    <context>
        <name>ModelCard</name>
        <message>
            <source>Allow the public sources this once</source>
            <translation>Один раз взять из общедоступных источников</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Продолжить</translation>
        </message>
        <message>
            <source>Fits this computer</source>
            <translation>Подходит этому компьютеру</translation>
        </message>
        <message>
            <source>Get, %1</source>
            <translation>Получить, %1</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Пауза</translation>
        </message>
        <message>
            <source>Pausing…</source>
            <translation>Ставлю на паузу…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Попробовать ещё раз</translation>
        </message>
    </context>
    <context>
        <name>ModelLine</name>
        <message>
            <source>Cancel</source>
            <translation>Отменить</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Выбрать</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Продолжить</translation>
        </message>
        <message>
            <source>Damaged</source>
            <translation>Повреждена</translation>
        </message>
        <message>
            <source>Get</source>
            <translation>Получить</translation>
        </message>
        <message>
            <source>Get it again</source>
            <translation>Скачать заново</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Здесь</translation>
        </message>
        <message>
            <source>In chat</source>
            <translation>В чате</translation>
        </message>
        <message>
            <source>More about %1</source>
            <translation>Подробнее: %1</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Пауза</translation>
        </message>
        <message>
            <source>Repair</source>
            <translation>Скачать заново</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Ещё раз</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Почему</translation>
        </message>
    </context>
    <context>
        <name>ModelWays</name>
        <message>
            <source>Another model</source>
            <translation>Другая модель</translation>
        </message>
        <message>
            <source>From your company</source>
            <translation>Взять в организации</translation>
        </message>
        <message>
            <source>Take from a disk or USB stick</source>
            <translation>Взять с диска или флешки</translation>
        </message>
    </context>
    <context>
        <name>ModelWords</name>
        <message>
            <source>%1 billion</source>
            <translation>%1 млрд</translation>
        </message>
        <message>
            <source>%1 tokens</source>
            <translation>%1 токенов</translation>
        </message>
        <message>
            <source>%1 will use ordinary memory</source>
            <translation>%1 уйдёт в обычную память</translation>
        </message>
        <message numerus="yes">
            <source>%n word(s)/s</source>
            <translation>
                <numerusform>%n слово/с</numerusform>
                <numerusform>%n слова/с</numerusform>
                <numerusform>%n слов/с</numerusform>
            </translation>
        </message>
        <message>
            <source>Architecture</source>
            <translation>Архитектура</translation>
        </message>
        <message>
            <source>Carried by</source>
            <translation>Через кого</translation>
        </message>
        <message>
            <source>Context</source>
            <translation>Контекст</translation>
        </message>
        <message>
            <source>Does not fit</source>
            <translation>Не подходит</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Файл</translation>
        </message>
        <message>
            <source>Fits</source>
            <translation>Подходит</translation>
        </message>
        <message>
            <source>Fits but slow</source>
            <translation>Подходит, но медленно</translation>
        </message>
        <message>
            <source>In the list</source>
            <translation>В списке</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Лицензия</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>Параметры</translation>
        </message>
        <message>
            <source>Publisher</source>
            <translation>Изготовитель</translation>
        </message>
        <message>
            <source>Quantisation</source>
            <translation>Квантование</translation>
        </message>
        <message>
            <source>Read for each token</source>
            <translation>Читается на токен</translation>
        </message>
        <message>
            <source>Russian</source>
            <translation>Русский язык</translation>
        </message>
        <message>
            <source>Russian: fair</source>
            <translation>русский: средне</translation>
        </message>
        <message>
            <source>Russian: good</source>
            <translation>русский: хорошо</translation>
        </message>
        <message>
            <source>Russian: poor</source>
            <translation>русский: слабо</translation>
        </message>
        <message>
            <source>SHA-256</source>
            <translation>SHA-256</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Источник</translation>
        </message>
        <message>
            <source>The file comes in somebody else's package: %1</source>
            <translation>Файл раздаёт чужой пакет: %1</translation>
        </message>
        <message>
            <source>This model needs %1 of memory and this computer can give it %2. Choose a smaller one.</source>
            <translation>Этой модели нужно %1 памяти, а компьютер может дать %2. Выберите модель поменьше.</translation>
        </message>
        <message>
            <source>Tight</source>
            <translation>Впритык</translation>
        </message>
        <message numerus="yes">
            <source>With this model the computer would write about %n word(s) a minute, so an answer takes minutes. Choose a smaller one, or one that reads only a part of itself for each word.</source>
            <translation>
                <numerusform>С этой моделью компьютер писал бы около %n слова в минуту: ответ занял бы минуты. Выберите модель поменьше или такую, которая на слово читает лишь часть себя.</numerusform>
                <numerusform>С этой моделью компьютер писал бы около %n слов в минуту: ответ занял бы минуты. Выберите модель поменьше или такую, которая на слово читает лишь часть себя.</numerusform>
                <numerusform>С этой моделью компьютер писал бы около %n слов в минуту: ответ занял бы минуты. Выберите модель поменьше или такую, которая на слово читает лишь часть себя.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n word(s) a minute</source>
            <translation>
                <numerusform>около %n слова в минуту</numerusform>
                <numerusform>около %n слов в минуту</numerusform>
                <numerusform>около %n слов в минуту</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n word(s)/s</source>
            <translation>
                <numerusform>около %n слова/с</numerusform>
                <numerusform>около %n слов/с</numerusform>
                <numerusform>около %n слов/с</numerusform>
            </translation>
        </message>
        <message>
            <source>added by a pack that is not signed</source>
            <translation>добавлена неподписанным набором</translation>
        </message>
        <message>
            <source>added by a signed pack</source>
            <translation>добавлена подписанным набором</translation>
        </message>
        <message>
            <source>added by your administrator</source>
            <translation>добавлена вашим администратором</translation>
        </message>
        <message>
            <source>estimate</source>
            <translation>расчёт</translation>
        </message>
        <message>
            <source>for a trial</source>
            <translation>для пробы</translation>
        </message>
        <message>
            <source>measured here</source>
            <translation>измерено здесь</translation>
        </message>
        <message>
            <source>needs %1 of %2</source>
            <translation>нужно %1 из %2</translation>
        </message>
        <message>
            <source>needs %1, little is left of %2</source>
            <translation>нужно %1, от %2 останется мало</translation>
        </message>
        <message>
            <source>needs %1, there are %2</source>
            <translation>нужно %1, есть %2</translation>
        </message>
        <message>
            <source>not measured yet</source>
            <translation>ещё не измерено</translation>
        </message>
        <message>
            <source>not yet tried by us</source>
            <translation>нами ещё не проверена</translation>
        </message>
        <message>
            <source>this version does not use it yet</source>
            <translation>эта версия её ещё не применяет</translation>
        </message>
    </context>
    <context>
        <name>ModelsModel</name>
        <message>
            <source>%1; “%2” answers</source>
            <translation>%1; отвечает «%2»</translation>
        </message>
        <message numerus="yes">
            <source>%n adapter(s)</source>
            <translation>
                <numerusform>%n адаптер</numerusform>
                <numerusform>%n адаптера</numerusform>
                <numerusform>%n адаптеров</numerusform>
            </translation>
        </message>
        <message>
            <source>Checking the model. This takes up to a minute.</source>
            <translation>Проверяю модель. Это займёт до минуты.</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>Смотрю…</translation>
        </message>
        <message>
            <source>None yet: they come of training.</source>
            <translation>Пока нет: они получаются при обучении.</translation>
        </message>
        <message>
            <source>The files of “%1” are whole</source>
            <translation>Файлы модели «%1» целы</translation>
        </message>
        <message>
            <source>The model “%1” is added</source>
            <translation>Модель «%1» добавлена</translation>
        </message>
        <message>
            <source>no graphics card</source>
            <translation>без видеокарты</translation>
        </message>
    </context>
    <context>
        <name>ModelsPage</name>
        <message>
            <source>%1 of disk become free. To use it again, it has to be got again.</source>
            <translation>Освободится %1 на диске. Чтобы пользоваться ею снова, её придётся получить заново.</translation>
        </message>
        <message>
            <source>A model or a pack that another computer has saved</source>
            <translation>Модель или пакет, сохранённый на другом компьютере</translation>
        </message>
        <message>
            <source>Add a model from a file</source>
            <translation>Добавить модель из файла</translation>
        </message>
        <message>
            <source>Add from a file</source>
            <translation>Добавить из файла</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Все</translation>
        </message>
        <message>
            <source>Allow the network for this model</source>
            <translation>Разрешить сеть для этой модели</translation>
        </message>
        <message>
            <source>Available</source>
            <translation>Можно получить</translation>
        </message>
        <message>
            <source>Bukvar models</source>
            <translation>Модели Букваря</translation>
        </message>
        <message>
            <source>Check the file</source>
            <translation>Проверить файл</translation>
        </message>
        <message>
            <source>Copy the hash</source>
            <translation>Скопировать контрольную сумму</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Подробности</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>Подходят</translation>
        </message>
        <message>
            <source>Free licence</source>
            <translation>Свободная лицензия</translation>
        </message>
        <message>
            <source>Get from the public sources, this once</source>
            <translation>Получить из общедоступных источников, один раз</translation>
        </message>
        <message>
            <source>Good Russian</source>
            <translation>Хороший русский</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Оставить</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Модели</translation>
        </message>
        <message>
            <source>Models, model folders and packs (*.gguf config.json *.bukvarpack)</source>
            <translation>Модели, папки моделей и наборы (*.gguf config.json *.bukvarpack)</translation>
        </message>
        <message>
            <source>No model is here yet.</source>
            <translation>Моделей пока нет.</translation>
        </message>
        <message>
            <source>No other model answers this filter.</source>
            <translation>Других моделей под этот фильтр нет.</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>На этом компьютере</translation>
        </message>
        <message>
            <source>Remove the model</source>
            <translation>Удалить модель</translation>
        </message>
        <message>
            <source>Remove the model “%1”?</source>
            <translation>Удалить модель «%1»?</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Удалить…</translation>
        </message>
        <message>
            <source>Save a pack for another computer</source>
            <translation>Сохранить набор для другого компьютера</translation>
        </message>
        <message>
            <source>Sealed mode holds again when it is here</source>
            <translation>Когда модель будет получена, режим снова действует</translation>
        </message>
        <message>
            <source>Sealed mode is on: nothing is taken from the network.</source>
            <translation>Включён изолированный режим: из сети ничего не берётся.</translation>
        </message>
        <message>
            <source>Set by your administrator.</source>
            <translation>Задано администратором.</translation>
        </message>
        <message>
            <source>Take it from a file or a USB disk</source>
            <translation>Взять из файла или с флешки</translation>
        </message>
    </context>
    <context>
        <name>MovingData</name>
        <message>
            <source>Again</source>
            <translation>Ещё раз</translation>
        </message>
        <message>
            <source>Bukvar</source>
            <translation>Букварь</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Оставить</translation>
        </message>
        <message>
            <source>Moving the data</source>
            <translation>Перенос данных</translation>
        </message>
        <message>
            <source>Nothing was changed: the data are where they were.</source>
            <translation>Ничего не изменилось: данные лежат там же, где лежали.</translation>
        </message>
        <message>
            <source>Open without moving</source>
            <translation>Открыть без переноса</translation>
        </message>
        <message>
            <source>Remove the old copy</source>
            <translation>Удалить прежнюю копию</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Остановить</translation>
        </message>
        <message>
            <source>The data are being moved to %1: copied and compared %2 of %3.</source>
            <translation>Переношу данные в %1: скопировано и сверено %2 из %3.</translation>
        </message>
        <message>
            <source>The data are in %1 now; every file was compared. The old copy is still in %2. Remove it?</source>
            <translation>Данные теперь в %1, каждый файл сверен. Прежняя копия ещё лежит в %2. Удалить её?</translation>
        </message>
        <message>
            <source>The old copy is being removed…</source>
            <translation>Удаляю прежнюю копию…</translation>
        </message>
        <message>
            <source>What was copied is being removed…</source>
            <translation>Удаляю скопированное…</translation>
        </message>
    </context>
    <context>
        <name>NamePopup</name>
        <message>
            <source>Type at least one letter</source>
            <translation>Введите хотя бы одну букву</translation>
        </message>
    </context>
    <context>
        <name>Notes</name>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message numerus="yes">
            <source>%n attachment(s) not read</source>
            <translation>
                <numerusform>не прочитано %n вложение</numerusform>
                <numerusform>не прочитано %n вложения</numerusform>
                <numerusform>не прочитано %n вложений</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n attachment(s) were not read</source>
            <translation>
                <numerusform>Не прочитано %n вложение</numerusform>
                <numerusform>Не прочитано %n вложения</numerusform>
                <numerusform>Не прочитано %n вложений</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) inside need a password</source>
            <translation>
                <numerusform>%n файл внутри под паролем</numerusform>
                <numerusform>%n файла внутри под паролем</numerusform>
                <numerusform>%n файлов внутри под паролем</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) locked</source>
            <translation>
                <numerusform>%n файл под паролем</numerusform>
                <numerusform>%n файла под паролем</numerusform>
                <numerusform>%n файлов под паролем</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) of other programs inside were not read</source>
            <translation>
                <numerusform>Не прочитан %n файл другой программы внутри</numerusform>
                <numerusform>Не прочитано %n файла других программ внутри</numerusform>
                <numerusform>Не прочитано %n файлов других программ внутри</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n formula(s) were never calculated, the formula itself was read</source>
            <translation>
                <numerusform>%n формула ни разу не вычислялась, прочитана сама формула</numerusform>
                <numerusform>%n формулы ни разу не вычислялись, прочитаны сами формулы</numerusform>
                <numerusform>%n формул ни разу не вычислялись, прочитаны сами формулы</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n formula(s) without values</source>
            <translation>
                <numerusform>%n формула без значения</numerusform>
                <numerusform>%n формулы без значений</numerusform>
                <numerusform>%n формул без значений</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hidden sheet(s) were read as well</source>
            <translation>
                <numerusform>Прочитан и %n скрытый лист</numerusform>
                <numerusform>Прочитаны и %n скрытых листа</numerusform>
                <numerusform>Прочитаны и %n скрытых листов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hidden slide(s) were read as well</source>
            <translation>
                <numerusform>Прочитан и %n скрытый слайд</numerusform>
                <numerusform>Прочитаны и %n скрытых слайда</numerusform>
                <numerusform>Прочитаны и %n скрытых слайдов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n instruction(s) to the program</source>
            <translation>
                <numerusform>%n указание программе</numerusform>
                <numerusform>%n указания программе</numerusform>
                <numerusform>%n указаний программе</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n instruction(s) to the program that answers, left out when it reads</source>
            <translation>
                <numerusform>%n указание отвечающей программе, при чтении она его пропускает</numerusform>
                <numerusform>%n указания отвечающей программе, при чтении она их пропускает</numerusform>
                <numerusform>%n указаний отвечающей программе, при чтении она их пропускает</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) are damaged</source>
            <translation>
                <numerusform>%n страница повреждена</numerusform>
                <numerusform>%n страницы повреждены</numerusform>
                <numerusform>%n страниц повреждены</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) are pictures, their text was not read</source>
            <translation>
                <numerusform>%n страница — картинка, её текст не прочитан</numerusform>
                <numerusform>%n страницы — картинки, их текст не прочитан</numerusform>
                <numerusform>%n страниц — картинки, их текст не прочитан</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) are pictures, their text was recognised</source>
            <translation>
                <numerusform>%n страница — картинка, её текст распознан</numerusform>
                <numerusform>%n страницы — картинки, их текст распознан</numerusform>
                <numerusform>%n страниц — картинки, их текст распознан</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) do not say which letters they show</source>
            <translation>
                <numerusform>На %n странице не записано, какие на ней буквы</numerusform>
                <numerusform>На %n страницах не записано, какие на них буквы</numerusform>
                <numerusform>На %n страницах не записано, какие на них буквы</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) not read</source>
            <translation>
                <numerusform>не прочитана %n страница</numerusform>
                <numerusform>не прочитаны %n страницы</numerusform>
                <numerusform>не прочитано %n страниц</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s) of pages inside, their text was not read</source>
            <translation>
                <numerusform>Внутри %n снимок страницы, его текст не прочитан</numerusform>
                <numerusform>Внутри %n снимка страниц, их текст не прочитан</numerusform>
                <numerusform>Внутри %n снимков страниц, их текст не прочитан</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n piece(s) of text that nobody sees were left out</source>
            <translation>
                <numerusform>Пропущен %n кусок текста, которого никто не видит</numerusform>
                <numerusform>Пропущено %n куска текста, которого никто не видит</numerusform>
                <numerusform>Пропущено %n кусков текста, которого никто не видит</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n scan(s) inside not read</source>
            <translation>
                <numerusform>не прочитан %n скан внутри</numerusform>
                <numerusform>не прочитаны %n скана внутри</numerusform>
                <numerusform>не прочитано %n сканов внутри</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n struck-out piece(s) of text were left out</source>
            <translation>
                <numerusform>Пропущен %n зачёркнутый кусок текста</numerusform>
                <numerusform>Пропущено %n зачёркнутых куска текста</numerusform>
                <numerusform>Пропущено %n зачёркнутых кусков текста</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unclear word(s) left out</source>
            <translation>
                <numerusform>%n неясное слово пропущено</numerusform>
                <numerusform>%n неясных слова пропущено</numerusform>
                <numerusform>%n неясных слов пропущено</numerusform>
            </translation>
        </message>
        <message>
            <source>It is too much to be read to the end</source>
            <translation>Слишком много, чтобы прочитать до конца</translation>
        </message>
        <message>
            <source>Some letters could not be recognised</source>
            <translation>Часть букв не удалось распознать</translation>
        </message>
        <message>
            <source>letters not recognised</source>
            <translation>буквы не распознаны</translation>
        </message>
        <message>
            <source>not read to the end</source>
            <translation>прочитан не до конца</translation>
        </message>
    </context>
    <context>
        <name>Notices</name>
        <message>
            <source>Choose the way</source>
            <translation>Выбрать способ</translation>
        </message>
        <message>
            <source>How should Bukvar learn these documents? Search is ready; training is possible too.</source>
            <translation>Как Букварю учить эти документы? Поиск уже готов, можно и обучить модель.</translation>
        </message>
        <message>
            <source>Put away</source>
            <translation>Скрыть</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Показать</translation>
        </message>
        <message>
            <source>Trained models that saw the removed documents and still know them: %1</source>
            <translation>Эти обученные модели видели убранные документы и помнят их: %1</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>«%1»</translation>
        </message>
    </context>
    <context>
        <name>OneExample</name>
        <message>
            <source>Approve</source>
            <translation>Принять</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Отклонить</translation>
        </message>
    </context>
    <context>
        <name>OpenFile</name>
        <message>
            <source>Opening %1</source>
            <translation>Открываю: %1</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Показать в папке</translation>
        </message>
        <message>
            <source>The file is no longer there</source>
            <translation>Файла нет на месте</translation>
        </message>
        <message>
            <source>This computer has no browser that opens %1</source>
            <translation>На этом компьютере нет браузера, который открыл бы %1</translation>
        </message>
        <message>
            <source>This computer has no program that opens %1</source>
            <translation>На этом компьютере нет программы, которая открывает %1</translation>
        </message>
        <message>
            <source>This computer has no program that shows folders: %1</source>
            <translation>На этом компьютере нет программы, которая показывает папки: %1</translation>
        </message>
    </context>
    <context>
        <name>OpinionCard</name>
        <message>
            <source>A model is being asked</source>
            <translation>Модель уже спрашивают</translation>
        </message>
        <message>
            <source>Ask a model</source>
            <translation>Спросить модель</translation>
        </message>
        <message>
            <source>Ask another model</source>
            <translation>Спросить другую модель</translation>
        </message>
        <message>
            <source>Second opinion</source>
            <translation>Второе мнение</translation>
        </message>
        <message>
            <source>Show where it differs</source>
            <translation>Показать, где она не согласна</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Остановить</translation>
        </message>
        <message>
            <source>Which model is asked?</source>
            <translation>Какую модель спросить?</translation>
        </message>
    </context>
    <context>
        <name>OpinionModel</name>
        <message>
            <source>%1 holds the same of %2 of %3 answers. Its agreement with people, beyond chance, is %4 of 1 on %5 others. The marks stay as they are: where it differs, look yourself.</source>
            <translation>%1 оценила так же %2 из %3 ответов. Её согласие с людьми сверх случайного — %4 из 1 на %5 других ответах. Оценки остаются прежними: где она не согласна, посмотрите сами.</translation>
        </message>
        <message>
            <source>A chat model may mark the answers as well. It is asked only where it agrees with people on answers that they have marked (beyond chance, kappa: %1 of 1 and more, measured on this computer), and its marks change nothing: where it differs, look yourself.</source>
            <translation>Ответы может оценить и модель чата. Её спрашивают, только если она сходится с людьми на ответах, которые они оценили (сверх случайного, каппа: от %1 из 1, измеряется на этом компьютере), и её оценки ничего не меняют: где она не согласна, посмотрите сами.</translation>
        </message>
        <message>
            <source>It agrees with people too little to be asked</source>
            <translation>Слишком мало сходится с людьми, чтобы её спрашивать</translation>
        </message>
        <message>
            <source>marks %2 of %3 answers as people do (kappa %1)</source>
            <translation>%2 из %3 ответов оценивает как люди (каппа %1)</translation>
        </message>
        <message>
            <source>not tried yet; it is tried first</source>
            <translation>ещё не проверена: сначала будет проверка</translation>
        </message>
    </context>
    <context>
        <name>PackBanner</name>
        <message numerus="yes">
            <source>A model pack is at hand: “%1”, %n model(s), %2</source>
            <translation>
                <numerusform>Рядом есть набор «%1»: %n модель, %2</numerusform>
                <numerusform>Рядом есть набор «%1»: %n модели, %2</numerusform>
                <numerusform>Рядом есть набор «%1»: %n моделей, %2</numerusform>
            </translation>
        </message>
        <message>
            <source>Install…</source>
            <translation>Установить…</translation>
        </message>
    </context>
    <context>
        <name>PackQuestion</name>
        <message>
            <source>Install</source>
            <translation>Установить</translation>
        </message>
        <message>
            <source>Install the models of “%1”?</source>
            <translation>Установить модели из набора «%1»?</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Не сейчас</translation>
        </message>
    </context>
    <context>
        <name>PacksModel</name>
        <message>
            <source>%1 — licence %2, %3</source>
            <translation>%1 — лицензия %2, %3</translation>
        </message>
        <message>
            <source>All models of “%1” are here already</source>
            <translation>Все модели набора «%1» здесь уже есть</translation>
        </message>
        <message>
            <source>The list of models gains: %1</source>
            <translation>В списке моделей прибавится: %1</translation>
        </message>
        <message>
            <source>The list of models has grown</source>
            <translation>Список моделей пополнен</translation>
        </message>
        <message>
            <source>The models of the pack are installed</source>
            <translation>Модели из набора установлены</translation>
        </message>
        <message>
            <source>The pack is being written: the chat model and the search model</source>
            <translation>Набор записывается: модель для ответов и модель поиска</translation>
        </message>
        <message>
            <source>The pack is not signed: nobody answers for these.</source>
            <translation>Набор не подписан: за эти записи никто не отвечает.</translation>
        </message>
        <message>
            <source>The pack is ready: %1</source>
            <translation>Набор готов: %1</translation>
        </message>
        <message>
            <source>The pack is signed by the key %1.</source>
            <translation>Набор подписан ключом %1.</translation>
        </message>
        <message>
            <source>They are copied to this computer, %1, and checked on the way.</source>
            <translation>Они копируются на этот компьютер, %1, и по пути проверяются.</translation>
        </message>
    </context>
    <context>
        <name>PageStrip</name>
        <message>
            <source>Choose the page</source>
            <translation>Выделить страницу</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Копировать</translation>
        </message>
        <message>
            <source>Pages of the document: %1</source>
            <translation>Страниц в документе: %1</translation>
        </message>
    </context>
    <context>
        <name>PassagesFold</name>
        <message>
            <source>A document that is gone</source>
            <translation>Документ, которого больше нет</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Скрыть</translation>
        </message>
        <message>
            <source>Passages: %1 with examples, %2 with nothing to ask, %3 failed</source>
            <translation>Отрывки: с примерами %1, не о чем спросить %2, не получилось %3</translation>
        </message>
        <message>
            <source>Reasons</source>
            <translation>Причины</translation>
        </message>
    </context>
    <context>
        <name>PasswordPopup</name>
        <message>
            <source>Password of “%1”. It is not kept</source>
            <translation>Пароль для «%1». Он не сохраняется</translation>
        </message>
        <message numerus="yes">
            <source>Password, tried on %n locked document(s). It is not kept</source>
            <translation>
                <numerusform>Пароль: его попробуют на %n документе под паролем. Он не сохраняется</numerusform>
                <numerusform>Пароль: его попробуют на %n документах под паролем. Он не сохраняется</numerusform>
                <numerusform>Пароль: его попробуют на %n документах под паролем. Он не сохраняется</numerusform>
            </translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Прочитать</translation>
        </message>
    </context>
    <context>
        <name>Presence</name>
        <message>
            <source>Open Bukvar</source>
            <translation>Открыть Букварь</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Выйти</translation>
        </message>
    </context>
    <context>
        <name>Problem</name>
        <message>
            <source>%file% belongs to another model than “%model%”</source>
            <translation>%file% подходит не к модели «%model%», а к другой</translation>
        </message>
        <message>
            <source>%file% cannot be read as a list of examples</source>
            <translation>%file% не читается как список примеров</translation>
        </message>
        <message>
            <source>%file% is no backup of Bukvar</source>
            <translation>Файл %file% не является резервной копией Букваря</translation>
        </message>
        <message>
            <source>%file% is not a model</source>
            <translation>%file% — не модель</translation>
        </message>
        <message>
            <source>%file% is not a model pack</source>
            <translation>%file% — не набор моделей</translation>
        </message>
        <message>
            <source>A connection to the network was refused</source>
            <translation>Соединение с сетью отклонено</translation>
        </message>
        <message>
            <source>A defect of Bukvar stopped this</source>
            <translation>Помешала ошибка в самом Букваре</translation>
        </message>
        <message>
            <source>A document of pictures alone, without text</source>
            <translation>В документе одни картинки, текста нет</translation>
        </message>
        <message>
            <source>A file in the GGUF format is needed.</source>
            <translation>Нужен файл в формате GGUF.</translation>
        </message>
        <message>
            <source>A file made for Bukvar is needed; its name ends with .bukvarpack.</source>
            <translation>Нужен файл, сделанный для «Букваря»; его имя заканчивается на .bukvarpack.</translation>
        </message>
        <message>
            <source>A mirror's address begins with https:// or http://, and of a folder the whole path is needed.</source>
            <translation>Адрес зеркала начинается с https:// или http://, а для папки нужен полный путь.</translation>
        </message>
        <message>
            <source>A newer version of Bukvar made the backup %file%</source>
            <translation>Резервную копию %file% сделала более новая версия Букваря</translation>
        </message>
        <message>
            <source>A pack with a chat model takes the search model along, and it is not here</source>
            <translation>Набор с моделью для ответов берёт с собой модель поиска, а её здесь нет</translation>
        </message>
        <message>
            <source>A part of the program (%kind%) stopped %times% times in the same way</source>
            <translation>Часть программы (%kind%) останавливается одинаково (раз: %times%)</translation>
        </message>
        <message>
            <source>A part of the program did not respond and was stopped (%kind%)</source>
            <translation>Часть программы не отвечала и была остановлена (%kind%)</translation>
        </message>
        <message>
            <source>A part of the program did not start (%kind%)</source>
            <translation>Часть программы не запустилась (%kind%)</translation>
        </message>
        <message>
            <source>A part of the program stopped (%kind%)</source>
            <translation>Часть программы остановилась (%kind%)</translation>
        </message>
        <message>
            <source>A part of the program stopped again in the same way (%kind%)</source>
            <translation>Часть программы снова остановилась так же (%kind%)</translation>
        </message>
        <message>
            <source>A part of the tuning component cannot be got: %package%</source>
            <translation>Не удаётся получить часть компонента дообучения: %package%</translation>
        </message>
        <message>
            <source>A picture in which no text was recognised</source>
            <translation>Картинка, на которой не удалось распознать текст</translation>
        </message>
        <message>
            <source>A picture of text, and nothing on this computer recognises its letters</source>
            <translation>Текст на картинке, а распознавать буквы на этом компьютере нечем</translation>
        </message>
        <message>
            <source>A sharper scan or the original file with text is needed.</source>
            <translation>Нужен скан почётче или исходный файл с текстом.</translation>
        </message>
        <message>
            <source>A table of facts needs a question</source>
            <translation>Для таблицы фактов нужен вопрос</translation>
        </message>
        <message>
            <source>Add documents, or mend what could not be read.</source>
            <translation>Добавьте документы или исправьте те, что не прочитаны.</translation>
        </message>
        <message>
            <source>Add the model from a file.</source>
            <translation>Добавьте модель из файла.</translation>
        </message>
        <message>
            <source>Another Bukvar works in this folder</source>
            <translation>В этой папке работает другой Букварь</translation>
        </message>
        <message>
            <source>Another program holds the index of this base</source>
            <translation>Индекс этой базы занят другой программой</translation>
        </message>
        <message>
            <source>Answer the question there, with the passphrase if you set one; a script cannot. You can also change it in the window, in Settings.</source>
            <translation>Ответьте на вопрос там, а если задана парольная фраза — введите её; скрипт этого не может. Изменить это можно и в окне, в настройках.</translation>
        </message>
        <message>
            <source>Answer with the smaller model “%smaller%”: Settings → Health, or bukvar doctor --fix.</source>
            <translation>Отвечайте моделью поменьше, «%smaller%»: Настройки → Состояние или bukvar doctor --fix.</translation>
        </message>
        <message>
            <source>Answer without the graphics card: Settings → Health, or bukvar doctor --fix.</source>
            <translation>Отвечайте без видеокарты: Настройки → Состояние или bukvar doctor --fix.</translation>
        </message>
        <message>
            <source>Approve more examples; until then search answers better.</source>
            <translation>Утвердите ещё примеры, а пока поиск ответит лучше.</translation>
        </message>
        <message>
            <source>Approve or reject those that are shown first: then it is known how many of the rest are wrong. With --unseen all are approved without a look.</source>
            <translation>Сначала одобрите или отклоните показанные: тогда будет известно, сколько ошибок в остальных. С --unseen одобряются все без просмотра.</translation>
        </message>
        <message>
            <source>Ask in fewer words or attach the text as a document.</source>
            <translation>Спросите короче или добавьте текст как документ.</translation>
        </message>
        <message>
            <source>Ask its owner for access, then try again.</source>
            <translation>Попросите доступ у владельца и повторите.</translation>
        </message>
        <message>
            <source>Ask who looks after the mirror to put the model there, or allow the public sources this once.</source>
            <translation>Попросите того, кто ведёт зеркало, положить модель туда — или один раз разрешите общедоступные источники.</translation>
        </message>
        <message>
            <source>Ask your administrator for a signed pack, or to trust its maker.</source>
            <translation>Попросите у администратора подписанный набор или доверие к тому, кто его сделал.</translation>
        </message>
        <message>
            <source>Ask your administrator if it has to be otherwise.</source>
            <translation>Если нужно иначе, обратитесь к администратору.</translation>
        </message>
        <message>
            <source>Ask your administrator if you need it; search answers without it.</source>
            <translation>Если оно нужно, обратитесь к администратору; поиск отвечает и без него.</translation>
        </message>
        <message>
            <source>Bring in ten or more questions of this kind, and hold an exam in which several ways or models take part.</source>
            <translation>Загрузите не меньше десяти вопросов этого вида и проведите экзамен, в котором участвуют несколько способов или моделей.</translation>
        </message>
        <message>
            <source>Bring it in from its file or train again.</source>
            <translation>Загрузите её из файла или обучите снова.</translation>
        </message>
        <message>
            <source>Bukvar works offline; nothing has to be done.</source>
            <translation>Букварь работает без сети; делать ничего не нужно.</translation>
        </message>
        <message>
            <source>Check how it is written; the rest of the policy holds.</source>
            <translation>Проверьте, как он написан; остальные правила действуют.</translation>
        </message>
        <message>
            <source>Check it in the list of trained models.</source>
            <translation>Проверьте по списку дообученных моделей.</translation>
        </message>
        <message>
            <source>Check it in the list of trainings.</source>
            <translation>Проверьте по списку обучений.</translation>
        </message>
        <message>
            <source>Check its number in the list of examples.</source>
            <translation>Проверьте номер в списке примеров.</translation>
        </message>
        <message>
            <source>Check that the disk is connected and sound, then continue: what was done is kept.</source>
            <translation>Проверьте, подключён ли диск и исправен ли он, и продолжите: сделанное сохранено.</translation>
        </message>
        <message>
            <source>Check the address and that the server runs.</source>
            <translation>Проверьте адрес и работает ли сервер.</translation>
        </message>
        <message>
            <source>Check the connection, or install from a folder of files.</source>
            <translation>Проверьте соединение или установите из папки с файлами.</translation>
        </message>
        <message>
            <source>Check the connection, or take the model from a disk or a company mirror.</source>
            <translation>Проверьте связь или возьмите модель с диска либо с зеркала организации.</translation>
        </message>
        <message>
            <source>Check the connection, or take the model from a disk, a model pack or a company mirror.</source>
            <translation>Проверьте соединение или возьмите модель с диска, из набора моделей или с зеркала организации.</translation>
        </message>
        <message>
            <source>Check the name and the access.</source>
            <translation>Проверьте имя и доступ.</translation>
        </message>
        <message>
            <source>Check the name and the folder.</source>
            <translation>Проверьте имя и папку.</translation>
        </message>
        <message>
            <source>Check the name in the list of bases.</source>
            <translation>Проверьте имя в списке баз.</translation>
        </message>
        <message>
            <source>Check the name in the list of models.</source>
            <translation>Проверьте имя в списке моделей.</translation>
        </message>
        <message>
            <source>Check whether this is the right file.</source>
            <translation>Проверьте, тот ли это файл.</translation>
        </message>
        <message>
            <source>Choose a file that was made by a backup; its name ends with .bukvarbackup.</source>
            <translation>Выберите файл резервной копии; его имя оканчивается на .bukvarbackup.</translation>
        </message>
        <message>
            <source>Choose a folder beside the present one, or on another disk.</source>
            <translation>Выберите папку рядом с нынешней или на другом диске.</translation>
        </message>
        <message>
            <source>Choose a folder with a shorter path; a letter may take several bytes.</source>
            <translation>Выберите папку с более коротким путём; одна буква может занимать несколько байт.</translation>
        </message>
        <message>
            <source>Choose a larger model for making them, or bring in a file.</source>
            <translation>Выберите для этого модель побольше или загрузите примеры файлом.</translation>
        </message>
        <message>
            <source>Choose a model from the list, or ask your administrator to allow this one.</source>
            <translation>Выберите модель из списка или попросите администратора разрешить эту.</translation>
        </message>
        <message>
            <source>Choose a model from the list.</source>
            <translation>Выберите модель из списка.</translation>
        </message>
        <message>
            <source>Choose a smaller model, or train this one on checked examples: facts are better searched.</source>
            <translation>Выберите модель поменьше или обучите эту на проверенных примерах: факты лучше искать.</translation>
        </message>
        <message>
            <source>Choose an empty folder, or make a new one in it.</source>
            <translation>Выберите пустую папку или создайте в ней новую.</translation>
        </message>
        <message>
            <source>Choose another folder or ask for access.</source>
            <translation>Выберите другую папку или попросите доступ.</translation>
        </message>
        <message>
            <source>Choose another model.</source>
            <translation>Выберите другую модель.</translation>
        </message>
        <message>
            <source>Choose another name.</source>
            <translation>Выберите другое имя.</translation>
        </message>
        <message>
            <source>Choose another name: a file is never written over.</source>
            <translation>Выберите другое имя: поверх файла ничего не записывается.</translation>
        </message>
        <message>
            <source>Choose another one on the Models page.</source>
            <translation>Выберите другую на странице «Модели».</translation>
        </message>
        <message>
            <source>Choose documents that are ready on the page Documents.</source>
            <translation>Выберите готовые документы на странице «Документы».</translation>
        </message>
        <message>
            <source>Choose files or a folder with documents.</source>
            <translation>Выберите файлы или папку с документами.</translation>
        </message>
        <message>
            <source>Choose it by an exam: on its page, or with bukvar exam tasks --use TASK.</source>
            <translation>Выберите по экзамену: на его странице или командой bukvar exam tasks --use ЗАДАЧА.</translation>
        </message>
        <message>
            <source>Choose or get one on the Models page, or ask your administrator where he shares the models.</source>
            <translation>Выберите или скачайте её на странице «Модели»; если модели раздаёт администратор, обратитесь к нему.</translation>
        </message>
        <message>
            <source>Choose the columns: %columns%.</source>
            <translation>Выберите столбцы: %columns%.</translation>
        </message>
        <message>
            <source>Choose the folder or the disk that holds this file.</source>
            <translation>Выберите папку или диск, где лежит этот файл.</translation>
        </message>
        <message>
            <source>Choose the model it was trained on, or get that model first.</source>
            <translation>Выберите модель, на которой шло обучение, или сначала получите её.</translation>
        </message>
        <message>
            <source>Close it and try again.</source>
            <translation>Закройте его и повторите.</translation>
        </message>
        <message>
            <source>Close other programs and check again; if it stays so, restart the computer.</source>
            <translation>Закройте другие программы и проверьте ещё раз; если не поможет, перезагрузите компьютер.</translation>
        </message>
        <message>
            <source>Close other programs or choose a smaller model.</source>
            <translation>Закройте другие программы или выберите модель поменьше.</translation>
        </message>
        <message>
            <source>Close other programs, choose a smaller model or shorter examples.</source>
            <translation>Закройте другие программы, выберите модель меньше или примеры короче.</translation>
        </message>
        <message>
            <source>Close the other Bukvar and try again.</source>
            <translation>Закройте другой Букварь и повторите.</translation>
        </message>
        <message>
            <source>Connect its disk or put the folder back. If it is lost, have the base mended in Settings › Backups or with bukvar check --repair: it is read again from your files and backups.</source>
            <translation>Подключите её диск или верните папку на место. Если папка потеряна, почините базу: Настройки › Резервные копии или команда bukvar check --repair. Она будет прочитана заново из ваших файлов и резервных копий.</translation>
        </message>
        <message>
            <source>Copy it once more from where it came; nothing wrong was installed.</source>
            <translation>Скопируйте его ещё раз оттуда, где взяли; ничего испорченного не установлено.</translation>
        </message>
        <message>
            <source>Copy the whole folder again from where it came.</source>
            <translation>Скопируйте всю папку заново оттуда, откуда она взята.</translation>
        </message>
        <message>
            <source>Databases are damaged there when the connection breaks. Choose a disk of this computer; for a copy on the network make a backup.</source>
            <translation>При обрыве связи базы там портятся. Выберите диск этого компьютера; для копии в сети сделайте резервную копию.</translation>
        </message>
        <message>
            <source>Do not try it again. Save a report for support: Settings → Health, or bukvar report support.</source>
            <translation>Больше не повторяйте. Сохраните отчёт для поддержки: Настройки → Состояние или bukvar report support.</translation>
        </message>
        <message>
            <source>Do not use it: somebody has changed it. Get it again from its maker.</source>
            <translation>Не пользуйтесь им: его кто-то изменил. Возьмите его снова у того, кто его сделал.</translation>
        </message>
        <message>
            <source>Enter the one that it was made with. Nobody can open it without.</source>
            <translation>Введите пароль, с которым она сделана. Без него её не откроет никто.</translation>
        </message>
        <message>
            <source>Enter the password of this file, it is not kept.</source>
            <translation>Введите пароль этого файла, он не сохраняется.</translation>
        </message>
        <message>
            <source>Enter the password, it is not kept.</source>
            <translation>Введите пароль. Я его не сохраню.</translation>
        </message>
        <message>
            <source>Everybody may read what lies there, and on most such disks a large model does not fit into one file. Choose another disk, or have this one formatted anew.</source>
            <translation>То, что там лежит, может прочитать любой, и на большинстве таких дисков большая модель не поместится в один файл. Выберите другой диск или отформатируйте этот заново.</translation>
        </message>
        <message>
            <source>Examples wait: %rows%, and nobody has looked at a sample of them</source>
            <translation>Примеров ждёт: %rows%, и выборку из них никто не смотрел</translation>
        </message>
        <message>
            <source>Free some room and continue.</source>
            <translation>Освободите место и продолжите.</translation>
        </message>
        <message>
            <source>Free some room there, or let it print elsewhere.</source>
            <translation>Освободите там место или направьте вывод в другое место.</translation>
        </message>
        <message>
            <source>Get a smaller model, or save a report for support: Settings → Health, or bukvar report support.</source>
            <translation>Возьмите модель поменьше или сохраните отчёт для поддержки: Настройки → Состояние или bukvar report support.</translation>
        </message>
        <message>
            <source>Get it (bukvar models prepare), or leave it out with --without-search-model.</source>
            <translation>Получите её (bukvar models prepare) или сделайте набор без неё: --without-search-model.</translation>
        </message>
        <message>
            <source>Get it again on the Models page.</source>
            <translation>Получите её заново на странице «Модели».</translation>
        </message>
        <message>
            <source>Get it on the Models page, or ask your administrator where he shares the models.</source>
            <translation>Скачайте её на странице «Модели»; если модели раздаёт администратор, обратитесь к нему.</translation>
        </message>
        <message>
            <source>Get the model again.</source>
            <translation>Получите модель заново.</translation>
        </message>
        <message>
            <source>Give it %expected%; the rest of the policy holds.</source>
            <translation>Нужно: %expected%; остальные правила действуют.</translation>
        </message>
        <message>
            <source>Give it out again on the other computer, or train again.</source>
            <translation>Сохраните его на том компьютере ещё раз или обучите снова.</translation>
        </message>
        <message>
            <source>Have %install% installed, then add the file again.</source>
            <translation>Попросите установить %install%, затем добавьте файл ещё раз.</translation>
        </message>
        <message>
            <source>Have it mended in Settings › Backups or with bukvar check --repair: what can be read of it is kept, the rest is read from your files again.</source>
            <translation>Почините её: Настройки › Резервные копии или команда bukvar check --repair. Что читается, останется, остальное будет прочитано из ваших файлов заново.</translation>
        </message>
        <message>
            <source>Hold an exam with it first: then its figures decide.</source>
            <translation>Сначала проведите экзамен: решат его цифры.</translation>
        </message>
        <message>
            <source>I do not read such files</source>
            <translation>Такие файлы не читаю</translation>
        </message>
        <message>
            <source>If you did not put another one in its place, its disk may be failing: look through your chats and examples, and make a backup elsewhere. Copies of earlier days: bukvar backups list.</source>
            <translation>Если вы не подменили его сами, возможно, отказывает диск: просмотрите чаты и примеры и сделайте резервную копию в другом месте. Копии прошлых дней: bukvar backups list.</translation>
        </message>
        <message>
            <source>If you have a copy of the folder of data elsewhere, put it back. Otherwise begin with an empty one: bukvar backups begin-anew. What was there is kept, your documents are not touched.</source>
            <translation>Если копия папки с данными есть в другом месте, верните её. Иначе начните с пустого файла: bukvar backups begin-anew. То, что было, сохранится, ваших документов это не коснётся.</translation>
        </message>
        <message>
            <source>If you have moved it, put it back. The window offers the newest copy when it starts, or to begin with nothing; in a terminal: bukvar backups restore, or bukvar backups begin-anew.</source>
            <translation>Если вы перенесли его, верните на место. Окно при запуске предложит взять последнюю копию или начать с пустого; в терминале: bukvar backups restore или bukvar backups begin-anew.</translation>
        </message>
        <message>
            <source>In the catalogue %file% an entry does not count: %entry% (%reason%)</source>
            <translation>В каталоге моделей %file% не учтена запись %entry% (%reason%)</translation>
        </message>
        <message>
            <source>Install 7-Zip and read the file again, or unpack it and add what was in it.</source>
            <translation>Установите 7-Zip и прочитайте файл ещё раз или распакуйте его и добавьте то, что внутри.</translation>
        </message>
        <message>
            <source>Install it again: what is whole stays.</source>
            <translation>Установите его снова: целое останется.</translation>
        </message>
        <message>
            <source>Install it on the Training page.</source>
            <translation>Установите его на странице «Обучение».</translation>
        </message>
        <message>
            <source>Install it with its module venv: on Windows from python.org (not from Microsoft Store), on Debian the package python3-venv. Then start again.</source>
            <translation>Установите его вместе с модулем venv: в Windows — с сайта python.org (не из Microsoft Store), в Debian — пакет python3-venv. Затем повторите.</translation>
        </message>
        <message>
            <source>Install that version and restore it there.</source>
            <translation>Установите ту версию и восстановите копию в ней.</translation>
        </message>
        <message>
            <source>Install the tuning component again, or update the driver of the graphics card.</source>
            <translation>Установите компонент дообучения снова или обновите драйвер видеокарты.</translation>
        </message>
        <message>
            <source>It can be: %expected%.</source>
            <translation>Возможно: %expected%.</translation>
        </message>
        <message>
            <source>It is not clear which columns of %file% hold question and answer</source>
            <translation>Непонятно, в каких столбцах файла %file% вопрос и ответ</translation>
        </message>
        <message>
            <source>It is read again as soon as its file is there.</source>
            <translation>Документ будет прочитан заново, как только появится его файл.</translation>
        </message>
        <message>
            <source>It takes no room of yours and cannot be removed here; choose another one to answer.</source>
            <translation>Она не занимает вашего места и здесь не удаляется; для ответов можно выбрать другую.</translation>
        </message>
        <message>
            <source>It was tried on %answers% answers that people have marked, and marked %same% of them alike. A larger model may do better; the marks of the rules stand in any case.</source>
            <translation>Её проверили на ответах, оценённых людьми: %answers%; так же она оценила %same%. Модель побольше может справиться; оценки правил остаются в любом случае.</translation>
        </message>
        <message>
            <source>Keep what answers now, try a trained model at a lower strength, or give the name of who answers for the change.</source>
            <translation>Оставьте то, что отвечает сейчас, попробуйте меньшую силу обученной модели или назовите, кто отвечает за замену.</translation>
        </message>
        <message>
            <source>Let Bukvar look for an engine that works: Settings → Health, or bukvar doctor --fix.</source>
            <translation>Пусть Букварь найдёт движок, который работает: Настройки → Состояние или bukvar doctor --fix.</translation>
        </message>
        <message>
            <source>Let Bukvar try its engines again: Settings → Health, or bukvar doctor --fix.</source>
            <translation>Пусть Букварь проверит движки заново: Настройки → Состояние или bukvar doctor --fix.</translation>
        </message>
        <message>
            <source>Locked</source>
            <translation>Закрыт паролем</translation>
        </message>
        <message>
            <source>Locked in a way that Bukvar cannot open</source>
            <translation>Защищён способом, который Букварь не открывает</translation>
        </message>
        <message>
            <source>Locked, and the password does not fit</source>
            <translation>Под паролем, и пароль не подошёл</translation>
        </message>
        <message>
            <source>Look at the list of exams: it may have been removed.</source>
            <translation>Посмотрите список экзаменов: возможно, его удалили.</translation>
        </message>
        <message>
            <source>Look at the list of instructions: they may have been removed.</source>
            <translation>Посмотрите список инструкций: возможно, их удалили.</translation>
        </message>
        <message>
            <source>Look at the list of questions: it may have been removed.</source>
            <translation>Посмотрите список вопросов: возможно, его удалили.</translation>
        </message>
        <message>
            <source>Look through the settings. The damaged file is kept: %file%.</source>
            <translation>Проверьте настройки. Повреждённый файл сохранён: %file%.</translation>
        </message>
        <message>
            <source>Make administrators the only ones who may write it and its folder. Until then Bukvar is sealed.</source>
            <translation>Пусть писать в него и в его папку могут только администраторы. До тех пор Букварь изолирован.</translation>
        </message>
        <message>
            <source>Make it again from the page Documents.</source>
            <translation>Сделайте его заново со страницы «Документы».</translation>
        </message>
        <message>
            <source>Make or import more: one half is tried on, the other judges, and each needs at least %needed%.</source>
            <translation>Составьте или загрузите ещё: на одной половине пробуют, на другой судят, и в каждой нужно не меньше %needed%.</translation>
        </message>
        <message>
            <source>Make the folder with the training component anew with this version of Bukvar.</source>
            <translation>Подготовьте папку с компонентом обучения заново в этой версии Букваря.</translation>
        </message>
        <message>
            <source>Make them from the documents or bring in a file.</source>
            <translation>Составьте их по документам или загрузите файлом.</translation>
        </message>
        <message>
            <source>Make them from the documents, or import a list.</source>
            <translation>Составьте их по документам или загрузите список.</translation>
        </message>
        <message>
            <source>Make two packs.</source>
            <translation>Сделайте два набора.</translation>
        </message>
        <message>
            <source>Mend it: bukvar policy check FILE says where it is wrong. Until then Bukvar is sealed.</source>
            <translation>Исправьте его: bukvar policy check ФАЙЛ скажет, где ошибка. До тех пор Букварь изолирован.</translation>
        </message>
        <message>
            <source>Models of the type “%architecture%” are not supported</source>
            <translation>Модели типа «%architecture%» не поддерживаются</translation>
        </message>
        <message>
            <source>Models of the type “%architecture%” cannot be trained here</source>
            <translation>Модели типа «%architecture%» здесь не обучаются</translation>
        </message>
        <message>
            <source>Models without experts can be: Qwen 2.5 to 3.5, Llama, Mistral, Gemma 2 to 4, Granite, SmolLM.</source>
            <translation>Можно обучать модели без экспертов (не MoE): Qwen 2.5–3.5, Llama, Mistral, Gemma 2–4, Granite, SmolLM.</translation>
        </message>
        <message>
            <source>No engine for answers works on this computer (tried: %tried%)</source>
            <translation>Ни один движок для ответов не работает на этом компьютере (испробованы: %tried%)</translation>
        </message>
        <message>
            <source>No exam has shown what is enough for this task</source>
            <translation>Ни один экзамен не показал, чего хватает для этой задачи</translation>
        </message>
        <message>
            <source>No example could be made from the documents</source>
            <translation>По документам не получилось составить ни одного примера</translation>
        </message>
        <message>
            <source>No model is chosen to write answers</source>
            <translation>Не выбрана модель, которая пишет ответы</translation>
        </message>
        <message>
            <source>No program on this computer unpacks such an archive</source>
            <translation>На этом компьютере нет программы, которая распаковывает такие архивы</translation>
        </message>
        <message>
            <source>Nobody allowed this in the window of Bukvar or on a terminal</source>
            <translation>В окне Букваря и в терминале этого никто не разрешил</translation>
        </message>
        <message>
            <source>Nothing is known of where to get “%model%”</source>
            <translation>Неизвестно, откуда взять «%model%»</translation>
        </message>
        <message>
            <source>Nothing is lost. Check it in Settings → Health (in a terminal: bukvar doctor) before you go on.</source>
            <translation>Ничего не потеряно. Прежде чем продолжать, проверьте: Настройки → Состояние (в терминале: bukvar doctor).</translation>
        </message>
        <message>
            <source>Nothing is lost. Close other programs, then try again.</source>
            <translation>Ничего не потеряно. Закройте другие программы и повторите.</translation>
        </message>
        <message>
            <source>Nothing is lost. Close programs that keep the computer busy, then try again.</source>
            <translation>Ничего не потеряно. Закройте программы, которые загружают компьютер, и повторите.</translation>
        </message>
        <message>
            <source>Nothing is lost: try again.</source>
            <translation>Ничего не потеряно: повторите.</translation>
        </message>
        <message>
            <source>Nothing on this computer can train</source>
            <translation>На этом компьютере нечем обучать</translation>
        </message>
        <message>
            <source>Nothing was changed: an empty one takes the place of a lost one alone.</source>
            <translation>Ничего не изменено: пустой файл создаётся только взамен утраченного.</translation>
        </message>
        <message>
            <source>Nothing was chosen for this task in the base</source>
            <translation>В базе для этой задачи ничего не выбрано</translation>
        </message>
        <message>
            <source>Nothing with text was chosen in “%name%”</source>
            <translation>В «%name%» не выбрано ничего с текстом</translation>
        </message>
        <message>
            <source>Open it in its program and save it again.</source>
            <translation>Откройте и сохраните его заново.</translation>
        </message>
        <message>
            <source>Open it in its program and save it without protection.</source>
            <translation>Откройте его в своей программе и сохраните без защиты.</translation>
        </message>
        <message>
            <source>Put it back, or remove it from the base.</source>
            <translation>Верните его на место или уберите из базы.</translation>
        </message>
        <message>
            <source>Reading plain text is for models of up to %most% weights</source>
            <translation>Чтение текстов подходит моделям до %most% весов</translation>
        </message>
        <message>
            <source>Reinstall Bukvar.</source>
            <translation>Переустановите Букварь.</translation>
        </message>
        <message>
            <source>Remove it first, in Settings, Storage, or by: bukvar data remove-former. To keep it, rename its folder.</source>
            <translation>Сначала удалите её: «Настройки», «Хранение» или команда bukvar data remove-former. Чтобы её сохранить, переименуйте папку.</translation>
        </message>
        <message>
            <source>Rename the folder, or choose another one.</source>
            <translation>Переименуйте папку или выберите другую.</translation>
        </message>
        <message>
            <source>Save it again in its program or split it into parts.</source>
            <translation>Сохраните его заново или разделите на части.</translation>
        </message>
        <message>
            <source>Save it as CSV, XLSX or JSONL and try again.</source>
            <translation>Сохраните файл как CSV, XLSX или JSONL и повторите.</translation>
        </message>
        <message>
            <source>Save it as PDF and add that: letters of scans in PDF can be recognised.</source>
            <translation>Сохраните его в PDF и добавьте тот: буквы на сканах в PDF можно распознать.</translation>
        </message>
        <message>
            <source>Save it as PDF anew in the program that it was written in, then add it.</source>
            <translation>Сохраните документ в PDF заново из той программы, где он написан, и добавьте его.</translation>
        </message>
        <message>
            <source>Save it as PDF or DOCX in its own program, then add it.</source>
            <translation>Сохраните его в своей программе как PDF или DOCX и добавьте снова.</translation>
        </message>
        <message>
            <source>Sealed mode is on: nothing is got from the network</source>
            <translation>Включён изолированный режим: из сети ничего не берётся</translation>
        </message>
        <message>
            <source>Settings → Health says why and can try again (in a terminal: bukvar doctor). If it stays so, get the search model anew on the Models page.</source>
            <translation>Причину показывает «Настройки → Состояние», там же можно попробовать снова (в терминале: bukvar doctor). Если не поможет, получите модель поиска заново на странице «Модели».</translation>
        </message>
        <message>
            <source>Settings → Health says why and can try again (in a terminal: bukvar doctor). If it stays so, reinstall Bukvar; search works all the same.</source>
            <translation>Причину показывает «Настройки → Состояние», там же можно попробовать снова (в терминале: bukvar doctor). Если не поможет, переустановите Букварь; поиск работает и так.</translation>
        </message>
        <message>
            <source>Split it into parts and add them.</source>
            <translation>Разделите его на части и добавьте их.</translation>
        </message>
        <message>
            <source>Start Bukvar again; if it happens again, reinstall it.</source>
            <translation>Запустите Букварь ещё раз; если повторится, переустановите его.</translation>
        </message>
        <message>
            <source>Start again with a lower learning rate, or check the examples.</source>
            <translation>Начните снова с меньшей скоростью обучения или проверьте примеры.</translation>
        </message>
        <message>
            <source>Take another copy of it, or an earlier backup. Nothing was changed here.</source>
            <translation>Возьмите другой её экземпляр или более раннюю копию. Здесь ничего не изменилось.</translation>
        </message>
        <message>
            <source>Take its name from the list: bukvar jobs list.</source>
            <translation>Возьмите имя работы из списка: bukvar jobs list.</translation>
        </message>
        <message>
            <source>Take the files from a folder, a USB disk or a model pack, or switch the mode off in Settings.</source>
            <translation>Возьмите файлы из папки, с USB-диска или из набора моделей либо выключите режим в настройках.</translation>
        </message>
        <message>
            <source>Tell your administrator: it is gone, its server does not answer, or you may not enter it.</source>
            <translation>Сообщите администратору: папки больше нет, её сервер не отвечает или у вас нет к ней доступа.</translation>
        </message>
        <message>
            <source>The backup %file% is damaged</source>
            <translation>Резервная копия %file% повреждена</translation>
        </message>
        <message>
            <source>The backup %file% opens with another password</source>
            <translation>Резервная копия %file% открывается другим паролем</translation>
        </message>
        <message>
            <source>The base “%name%” has no document that was read</source>
            <translation>В базе «%name%» нет ни одного прочитанного документа</translation>
        </message>
        <message>
            <source>The base “%name%” has no trained model that is switched on</source>
            <translation>В базе «%name%» нет включённой дообученной модели</translation>
        </message>
        <message>
            <source>The chat answers otherwise than the trainer: %same% of %asked% answers agree</source>
            <translation>Чат отвечает иначе, чем при обучении: совпало %same% из %asked%</translation>
        </message>
        <message>
            <source>The chat template in %file% does not come to an end</source>
            <translation>Шаблон разговора в файле %file% не выполняется до конца</translation>
        </message>
        <message>
            <source>The company's mirror %mirror% does not give “%model%”</source>
            <translation>Зеркало организации %mirror% не отдаёт модель «%model%»</translation>
        </message>
        <message>
            <source>The computer had no memory left for a part of the program (%kind%)</source>
            <translation>Части программы не хватило памяти компьютера (%kind%)</translation>
        </message>
        <message>
            <source>The computer is too busy for a part of the program (%kind%)</source>
            <translation>Компьютер слишком занят: часть программы не дождалась своей очереди (%kind%)</translation>
        </message>
        <message>
            <source>The data cannot be moved into themselves: %folder%</source>
            <translation>Данные нельзя перенести внутрь них самих: %folder%</translation>
        </message>
        <message>
            <source>The data file is damaged</source>
            <translation>Файл данных повреждён</translation>
        </message>
        <message>
            <source>The data file is missing or empty, and was not</source>
            <translation>Файл с данными пропал или пуст, хотя данные в нём были</translation>
        </message>
        <message>
            <source>The data file is not as Bukvar left it</source>
            <translation>Файл данных не такой, каким его оставил Букварь</translation>
        </message>
        <message>
            <source>The data file is sound</source>
            <translation>Файл с данными цел</translation>
        </message>
        <message>
            <source>The data were moved to it. Connect the disk that it lies on, and open Bukvar again. If it is lost for good, delete the file %file%: Bukvar then begins in its usual folder.</source>
            <translation>В неё перенесены данные. Подключите диск, на котором она лежит, и откройте Букварь снова. Если диск потерян навсегда, удалите файл %file%: тогда Букварь начнёт работу в своей обычной папке.</translation>
        </message>
        <message>
            <source>The data were written by a newer Bukvar</source>
            <translation>Данные записаны более новым Букварём</translation>
        </message>
        <message>
            <source>The disk of the folder is formatted as FAT: %folder%</source>
            <translation>Диск этой папки отформатирован как FAT: %folder%</translation>
        </message>
        <message>
            <source>The disk reports an error at %folder%</source>
            <translation>Диск сообщает об ошибке: %folder%</translation>
        </message>
        <message>
            <source>The file cannot be read: %file%</source>
            <translation>Файл не читается: %file%</translation>
        </message>
        <message>
            <source>The file could not be read within %seconds% s</source>
            <translation>Файл не удалось прочитать за %seconds% с</translation>
        </message>
        <message>
            <source>The file could not be read: its contents confuse the reader</source>
            <translation>Файл не прочитан: с его содержимым не удалось справиться</translation>
        </message>
        <message>
            <source>The file does not say which letters it shows</source>
            <translation>В файле не записано, какие буквы он показывает</translation>
        </message>
        <message>
            <source>The file is damaged</source>
            <translation>Файл повреждён</translation>
        </message>
        <message>
            <source>The file is damaged or was made to do harm: get the model from its publisher.</source>
            <translation>Файл повреждён или сделан во вред: возьмите модель у её издателя.</translation>
        </message>
        <message>
            <source>The file is empty</source>
            <translation>Файл пуст</translation>
        </message>
        <message>
            <source>The file is no longer there</source>
            <translation>Файла нет на месте</translation>
        </message>
        <message>
            <source>The file is too large: %size%, the limit is %limit%</source>
            <translation>Файл слишком велик: %size%, предел — %limit%</translation>
        </message>
        <message>
            <source>The file may not be read</source>
            <translation>Нет прав на чтение файла</translation>
        </message>
        <message>
            <source>The file needs more memory than the %limit% allowed</source>
            <translation>Файлу нужно больше памяти, чем разрешено (%limit%)</translation>
        </message>
        <message>
            <source>The file of a trained model is damaged: %file%</source>
            <translation>Файл дообученной модели повреждён: %file%</translation>
        </message>
        <message>
            <source>The file of settings was damaged, and the settings begin anew</source>
            <translation>Файл настроек был повреждён, настройки начаты заново</translation>
        </message>
        <message>
            <source>The file of the model “%model%” is damaged</source>
            <translation>Файл модели «%model%» повреждён</translation>
        </message>
        <message>
            <source>The file of the model “%model%” is not in its place</source>
            <translation>Файла модели «%model%» нет на месте</translation>
        </message>
        <message>
            <source>The file of the trained model “%adapter%” is not in its place</source>
            <translation>Файла дообученной модели «%adapter%» нет на месте</translation>
        </message>
        <message>
            <source>The folder cannot be written to: %folder%</source>
            <translation>В папку нельзя записать: %folder%</translation>
        </message>
        <message>
            <source>The folder lies on another computer: %folder%</source>
            <translation>Папка лежит на другом компьютере: %folder%</translation>
        </message>
        <message>
            <source>The folder of data is not there: %folder%</source>
            <translation>Папки данных нет на месте: %folder%</translation>
        </message>
        <message>
            <source>The folder of this base is gone</source>
            <translation>Папки этой базы нет на месте</translation>
        </message>
        <message>
            <source>The folder “%folder%” was made for another computer or version of Bukvar</source>
            <translation>Папка «%folder%» подготовлена для другого компьютера или другой версии Букваря</translation>
        </message>
        <message>
            <source>The index of this base is damaged</source>
            <translation>Индекс этой базы повреждён</translation>
        </message>
        <message>
            <source>The model folder “%model%” lacks a file: %file%</source>
            <translation>В папке модели «%model%» не хватает файла %file%</translation>
        </message>
        <message>
            <source>The model pack %file% is damaged or was not copied to its end</source>
            <translation>Набор моделей %file% повреждён или скопирован не до конца</translation>
        </message>
        <message>
            <source>The model pack %file% is not signed by anyone this computer trusts</source>
            <translation>Набор моделей %file% не подписан никем, кому доверяет этот компьютер</translation>
        </message>
        <message>
            <source>The model pack %file% was made for a newer Bukvar</source>
            <translation>Набор моделей %file% сделан для более нового «Букваря»</translation>
        </message>
        <message>
            <source>The model “%model%” crashed %times% times with the engine “%engine%”</source>
            <translation>Модель «%model%» аварийно останавливается с движком «%engine%» (раз: %times%)</translation>
        </message>
        <message>
            <source>The model “%model%” is not among those that your administrator allows</source>
            <translation>Модели «%model%» нет среди разрешённых администратором</translation>
        </message>
        <message>
            <source>The model “%model%” lies in the shared folder of your administrator</source>
            <translation>Модель «%model%» лежит в общей папке администратора</translation>
        </message>
        <message>
            <source>The name of the folder %folder% holds bytes that are no letters</source>
            <translation>В имени папки %folder% есть байты, которые не являются буквами</translation>
        </message>
        <message>
            <source>The old copy of an earlier move is still there: %folder%</source>
            <translation>Прежняя копия от предыдущего переноса ещё на месте: %folder%</translation>
        </message>
        <message>
            <source>The parts of the program are of different versions (%kind%)</source>
            <translation>Части программы разных версий (%kind%)</translation>
        </message>
        <message>
            <source>The path of the folder of data is too long: %length% of %most% bytes</source>
            <translation>Путь к папке данных слишком длинный: %length% байт при наибольших %most%</translation>
        </message>
        <message>
            <source>The policy file %file% cannot be read</source>
            <translation>Файл правил %file% не читается</translation>
        </message>
        <message>
            <source>The policy file %file% is not honoured: others than administrators may change it</source>
            <translation>Файл правил %file% не принят: изменить его могут не только администраторы</translation>
        </message>
        <message>
            <source>The policy has a key that this version does not know: “%key%”</source>
            <translation>В правилах есть ключ, которого эта версия не знает: «%key%»</translation>
        </message>
        <message>
            <source>The policy’s key “%key%” has a value that does not fit</source>
            <translation>Значение ключа «%key%» в правилах не подходит</translation>
        </message>
        <message>
            <source>The question is too long for this model</source>
            <translation>Вопрос слишком длинный для этой модели</translation>
        </message>
        <message>
            <source>The search model computes wrongly on this computer (tried: %tried%)</source>
            <translation>Модель поиска считает на этом компьютере неверно (испробованы способы: %tried%)</translation>
        </message>
        <message>
            <source>The search model is not here yet</source>
            <translation>Модели для поиска пока нет</translation>
        </message>
        <message>
            <source>The search server %address% does not answer</source>
            <translation>Сервер поиска %address% не отвечает</translation>
        </message>
        <message>
            <source>The setting “%setting%” cannot have this value</source>
            <translation>У настройки «%setting%» не может быть такого значения</translation>
        </message>
        <message>
            <source>The shared folder of models cannot be opened: %folder%</source>
            <translation>Общая папка с моделями не открывается: %folder%</translation>
        </message>
        <message>
            <source>The signature of the model pack %file% is wrong</source>
            <translation>Подпись набора моделей %file% неверна</translation>
        </message>
        <message>
            <source>The source cannot be reached: %source%</source>
            <translation>Источник недоступен: %source%</translation>
        </message>
        <message>
            <source>The stored text was damaged, and nothing could be read of it</source>
            <translation>Сохранённый текст был повреждён, прочитать его не удалось</translation>
        </message>
        <message>
            <source>The trained model was not taken; train again.</source>
            <translation>Дообученная модель не принята, обучите снова.</translation>
        </message>
        <message>
            <source>The tuning component is damaged</source>
            <translation>Компонент дообучения повреждён</translation>
        </message>
        <message>
            <source>The tuning component is not installed</source>
            <translation>Компонент дообучения не установлен</translation>
        </message>
        <message>
            <source>The tuning component needs Python %oldest% to %newest%, and none was found</source>
            <translation>Для обучения нужен Python от %oldest% до %newest%, а он не найден</translation>
        </message>
        <message>
            <source>The window offers the newest copy at its next start, or to begin with nothing; in a terminal: bukvar backups restore, or bukvar backups begin-anew --anyway. The file was left as it is.</source>
            <translation>Окно при следующем запуске предложит взять последнюю копию или начать с пустого файла; в терминале: bukvar backups restore или bukvar backups begin-anew --anyway. Сам файл не изменён.</translation>
        </message>
        <message>
            <source>There are no documents in what was chosen</source>
            <translation>В выбранном нет документов</translation>
        </message>
        <message>
            <source>There are no examples yet</source>
            <translation>Примеров пока нет</translation>
        </message>
        <message>
            <source>There are no instructions %instructions%</source>
            <translation>Нет инструкций %instructions%</translation>
        </message>
        <message>
            <source>There are other files in the folder %folder%</source>
            <translation>В папке %folder% лежат другие файлы</translation>
        </message>
        <message>
            <source>There are too many models for one pack</source>
            <translation>Для одного набора моделей слишком много</translation>
        </message>
        <message>
            <source>There is a file %file% already</source>
            <translation>Файл %file% уже есть</translation>
        </message>
        <message>
            <source>There is already a base “%name%”</source>
            <translation>База «%name%» уже есть</translation>
        </message>
        <message>
            <source>There is no base “%name%”</source>
            <translation>Базы «%name%» нет</translation>
        </message>
        <message>
            <source>There is no exam %exam%</source>
            <translation>Нет экзамена %exam%</translation>
        </message>
        <message>
            <source>There is no exam question %question%</source>
            <translation>Нет вопроса экзамена %question%</translation>
        </message>
        <message>
            <source>There is no example “%example%”</source>
            <translation>Нет примера «%example%»</translation>
        </message>
        <message>
            <source>There is no model “%model%”</source>
            <translation>Модели «%model%» нет</translation>
        </message>
        <message>
            <source>There is no setting “%setting%”</source>
            <translation>Нет настройки «%setting%»</translation>
        </message>
        <message>
            <source>There is no sound copy of the data file in %folder%</source>
            <translation>В папке %folder% нет целой копии файла с данными</translation>
        </message>
        <message>
            <source>There is no such file: %file%</source>
            <translation>Такого файла нет: %file%</translation>
        </message>
        <message>
            <source>There is no trained model “%adapter%”</source>
            <translation>Нет дообученной модели «%adapter%»</translation>
        </message>
        <message>
            <source>There is no training “%run%”</source>
            <translation>Нет обучения «%run%»</translation>
        </message>
        <message>
            <source>There is no unfinished work “%job%”</source>
            <translation>Незаконченной работы «%job%» нет</translation>
        </message>
        <message>
            <source>There is not enough memory for training: %need% needed, %free% free</source>
            <translation>Не хватает памяти для обучения: нужно %need%, свободно %free%</translation>
        </message>
        <message>
            <source>There is not enough memory: %need% needed, %free% free</source>
            <translation>Не хватает памяти: нужно %need%, свободно %free%</translation>
        </message>
        <message>
            <source>There is not enough room on the disk: %need% needed, %free% free</source>
            <translation>Не хватает места на диске: нужно %need%, свободно %free%</translation>
        </message>
        <message>
            <source>This analysis is not there any more</source>
            <translation>Этого разбора больше нет</translation>
        </message>
        <message>
            <source>This did not end within %seconds% s</source>
            <translation>Это не закончилось за %seconds% с</translation>
        </message>
        <message>
            <source>This is already being done</source>
            <translation>Это уже делается</translation>
        </message>
        <message>
            <source>This model cuts texts in a way that the trainer does not know: %tokenizer%</source>
            <translation>Эта модель делит текст способом, которого обучение не знает: %tokenizer%</translation>
        </message>
        <message>
            <source>This search model cannot be used</source>
            <translation>Эта модель для поиска не подходит</translation>
        </message>
        <message>
            <source>Too few approved examples: %approved%, at least %least% are needed</source>
            <translation>Слишком мало утверждённых примеров: %approved%, нужно не меньше %least%</translation>
        </message>
        <message>
            <source>Train one, or switch one on, on the Training page.</source>
            <translation>Обучите или включите её на странице «Обучение».</translation>
        </message>
        <message>
            <source>Training is switched off by your administrator</source>
            <translation>Обучение отключено администратором</translation>
        </message>
        <message>
            <source>Training went astray and was stopped</source>
            <translation>Обучение пошло вразнос и остановлено</translation>
        </message>
        <message>
            <source>Try again or take it from another source.</source>
            <translation>Повторите или возьмите его из другого источника.</translation>
        </message>
        <message>
            <source>Try again; if it repeats, send the log folder to your support.</source>
            <translation>Повторите; если ошибка останется, отправьте папку журналов в поддержку.</translation>
        </message>
        <message>
            <source>Type it again, in a terminal that speaks UTF-8.</source>
            <translation>Наберите это снова в терминале с кодировкой UTF-8.</translation>
        </message>
        <message>
            <source>Update Bukvar, or ask for a pack for your version.</source>
            <translation>Обновите Букварь или попросите набор для вашей версии.</translation>
        </message>
        <message>
            <source>Update Bukvar; the data were left as they are.</source>
            <translation>Обновите Букварь; данные остались как были.</translation>
        </message>
        <message>
            <source>Wait until it ends, or cancel it.</source>
            <translation>Дождитесь окончания или отмените.</translation>
        </message>
        <message>
            <source>What came is not the file that was asked for: %file%</source>
            <translation>Получен не тот файл: %file%</translation>
        </message>
        <message>
            <source>What the command prints cannot be written where it goes</source>
            <translation>То, что печатает команда, некуда записать</translation>
        </message>
        <message>
            <source>What this computer computes here is wrong</source>
            <translation>Этот компьютер считает здесь неверно</translation>
        </message>
        <message>
            <source>What was typed holds bytes that are no letters</source>
            <translation>В набранном есть байты, которые не являются буквами</translation>
        </message>
        <message>
            <source>What was typed is neither an address nor a folder</source>
            <translation>Введённое — не адрес и не папка</translation>
        </message>
        <message>
            <source>Whoever wrote the file can put it right; all other entries count.</source>
            <translation>Исправить её может тот, кто составил файл; остальные записи учтены.</translation>
        </message>
        <message>
            <source>Write at least one: each becomes a column.</source>
            <translation>Напишите хотя бы один: каждый станет столбцом.</translation>
        </message>
        <message>
            <source>a folder or an address that begins with https:// or http:// (until then the network is closed)</source>
            <translation>папка или адрес, который начинается с https:// или http:// (до тех пор сеть закрыта)</translation>
        </message>
        <message>
            <source>a list of absolute folders</source>
            <translation>список полных путей к папкам</translation>
        </message>
        <message>
            <source>a list of ids or SHA-256 sums of models</source>
            <translation>список имён моделей или их сумм SHA-256</translation>
        </message>
        <message>
            <source>a list of public keys of 64 hexadecimal digits</source>
            <translation>список открытых ключей по 64 шестнадцатеричные цифры</translation>
        </message>
        <message>
            <source>an absolute folder (~ and $USER may stand in it)</source>
            <translation>полный путь к папке (в нём могут стоять ~ и $USER)</translation>
        </message>
        <message>
            <source>answers that the documents give</source>
            <translation>ответы, которые есть в документах</translation>
        </message>
        <message>
            <source>bukvar settings list shows them all.</source>
            <translation>Все показывает bukvar settings list.</translation>
        </message>
        <message>
            <source>general knowledge</source>
            <translation>общие знания</translation>
        </message>
        <message>
            <source>one value (of several the strictest reading holds)</source>
            <translation>одно значение (из нескольких действует самое строгое толкование)</translation>
        </message>
        <message>
            <source>refusals where the documents do not say</source>
            <translation>отказы там, где в документах ответа нет</translation>
        </message>
        <message>
            <source>ru, en or system</source>
            <translation>ru, en или system</translation>
        </message>
        <message>
            <source>true or false</source>
            <translation>true или false</translation>
        </message>
        <message>
            <source>“%model%” agrees with people too little to be heard: %kappa% of 1 beyond chance, %least% is needed</source>
            <translation>«%model%» слишком мало сходится с людьми, чтобы её слушать: согласие сверх случайного %kappa% из 1, нужно %least%</translation>
        </message>
        <message>
            <source>“%model%” could not be had from: %sources%</source>
            <translation>Модель «%model%» не удалось получить. Пробовали: %sources%</translation>
        </message>
        <message>
            <source>“%model%” does not lie in %folder%: looked for the file %file%</source>
            <translation>Модели «%model%» нет в папке %folder%: нужен файл %file%</translation>
        </message>
        <message>
            <source>“%model%” is no chat model, or this version does not work with it yet</source>
            <translation>«%model%» — не модель для ответов, или эта версия с ней ещё не работает</translation>
        </message>
        <message>
            <source>“%name%” did worse at the exam than what answers now: %what%, %difference% points less</source>
            <translation>«%name%» на экзамене показали себя хуже, чем то, что отвечает сейчас: %what%, разница в пунктах — %difference%</translation>
        </message>
        <message>
            <source>“%name%” has no exam questions yet</source>
            <translation>В базе «%name%» пока нет вопросов экзамена</translation>
        </message>
        <message>
            <source>“%name%” has not sat an exam yet</source>
            <translation>«%name%» ещё не сдавали экзамен</translation>
        </message>
        <message>
            <source>“%name%” has too few exam questions to look for instructions</source>
            <translation>В базе «%name%» слишком мало вопросов экзамена, чтобы подбирать инструкции</translation>
        </message>
        <message>
            <source>“%setting%” is set by your administrator</source>
            <translation>«%setting%»: задано администратором</translation>
        </message>
    </context>
    <context>
        <name>ProgressCard</name>
        <message>
            <source>%1, at least %2 needed</source>
            <translation>%1, нужно хотя бы %2</translation>
        </message>
        <message>
            <source>%1: that is plenty</source>
            <translation>%1: этого достаточно</translation>
        </message>
        <message>
            <source>%1: training can begin. With %2 it learns better</source>
            <translation>%1: можно обучать. С %2 получится лучше</translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) approved</source>
            <translation>
                <numerusform>Принят %n пример</numerusform>
                <numerusform>Принято %n примера</numerusform>
                <numerusform>Принято %n примеров</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PurposeList</name>
        <message>
            <source>For putting what was found in order</source>
            <translation>Для порядка среди найденного</translation>
        </message>
        <message>
            <source>For search</source>
            <translation>Для поиска</translation>
        </message>
        <message>
            <source>They find places in documents by the meaning of a question. One is needed.</source>
            <translation>Находят места в документах по смыслу вопроса. Нужна одна.</translation>
        </message>
        <message>
            <source>They read the found places once more and put the most fitting first.</source>
            <translation>Перечитывают найденные места и ставят самые подходящие первыми.</translation>
        </message>
        <message>
            <source>This version gets and keeps them, and does not use them yet.</source>
            <translation>Эта версия скачивает их и хранит, но ещё не применяет.</translation>
        </message>
    </context>
    <context>
        <name>QAbstractFileIconProvider</name>
        <message>
            <source>Folder</source>
            <translation>Папка</translation>
        </message>
    </context>
    <context>
        <name>QFileDialog</name>
        <message>
            <source>&amp;Look in:</source>
            <translation>&amp;Где искать:</translation>
        </message>
        <message>
            <source>Files of &amp;type:</source>
            <translation>&amp;Тип файлов:</translation>
        </message>
    </context>
    <context>
        <name>Question</name>
        <message>
            <source>For this question: %1</source>
            <translation>К этому вопросу: %1</translation>
        </message>
    </context>
    <context>
        <name>QuestionCard</name>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Expected answer</source>
            <translation>Ожидаемый ответ</translation>
        </message>
        <message>
            <source>Has to appear in the answer</source>
            <translation>Должно быть в ответе</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Вид</translation>
        </message>
        <message>
            <source>One a line; other wordings after “|”. An empty answer: the documents do not say.</source>
            <translation>По одному в строке; другие слова после «|». Пустой ответ: в документах этого нет.</translation>
        </message>
        <message>
            <source>Question %1</source>
            <translation>Вопрос %1</translation>
        </message>
        <message>
            <source>The document is gone or no longer says it, so it is not asked.</source>
            <translation>Документа нет, или в нём этого больше нет, поэтому вопрос не задаётся.</translation>
        </message>
    </context>
    <context>
        <name>QuestionReview</name>
        <message numerus="yes">
            <source>%n approved question(s) are ready for an exam.</source>
            <translation>
                <numerusform>%n принятый вопрос готов к экзамену.</numerusform>
                <numerusform>%n принятых вопроса готовы к экзамену.</numerusform>
                <numerusform>%n принятых вопросов готовы к экзамену.</numerusform>
            </translation>
        </message>
        <message>
            <source>An exam question needs words</source>
            <translation>Напишите вопрос</translation>
        </message>
        <message>
            <source>Get questions</source>
            <translation>Получить вопросы</translation>
        </message>
        <message>
            <source>Hold an exam</source>
            <translation>Провести экзамен</translation>
        </message>
        <message>
            <source>Make questions from the documents or import a file.</source>
            <translation>Составьте вопросы по документам или возьмите их из файла.</translation>
        </message>
        <message>
            <source>Review of questions</source>
            <translation>Проверка вопросов</translation>
        </message>
        <message numerus="yes">
            <source>Taken back: %n question(s)</source>
            <translation>
                <numerusform>Возвращён %n вопрос</numerusform>
                <numerusform>Возвращено %n вопроса</numerusform>
                <numerusform>Возвращено %n вопросов</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QuestionView</name>
        <message>
            <source>%1 of %2</source>
            <translation>%1 из %2</translation>
        </message>
        <message>
            <source>Ask in other words</source>
            <translation>Спросить иначе</translation>
        </message>
        <message>
            <source>For this question: %1</source>
            <translation>К этому вопросу: %1</translation>
        </message>
        <message>
            <source>Next branch</source>
            <translation>Следующая ветвь</translation>
        </message>
        <message>
            <source>Previous branch</source>
            <translation>Предыдущая ветвь</translation>
        </message>
        <message>
            <source>This is the first branch</source>
            <translation>Это первая ветвь</translation>
        </message>
        <message>
            <source>This is the last branch</source>
            <translation>Это последняя ветвь</translation>
        </message>
    </context>
    <context>
        <name>QuestionWays</name>
        <message>
            <source>Choose a file</source>
            <translation>Выбрать файл</translation>
        </message>
        <message>
            <source>Choose what to make…</source>
            <translation>Выбрать, что составить…</translation>
        </message>
        <message>
            <source>Import a file</source>
            <translation>Взять из файла</translation>
        </message>
        <message>
            <source>Make from the documents</source>
            <translation>Составить по документам</translation>
        </message>
        <message>
            <source>The model writes questions about your documents, one in five without an answer there.</source>
            <translation>Модель напишет вопросы по вашим документам, каждый пятый — без ответа в них.</translation>
        </message>
        <message>
            <source>What people really ask you, with the answer that you would give.</source>
            <translation>То, о чём вас на деле спрашивают, и ответ, который дали бы вы.</translation>
        </message>
        <message>
            <source>Write a question</source>
            <translation>Написать вопрос</translation>
        </message>
        <message>
            <source>Write one yourself</source>
            <translation>Написать самому</translation>
        </message>
        <message>
            <source>XLSX, CSV or JSON with question and answer. An empty answer: the documents do not say.</source>
            <translation>XLSX, CSV или JSON с вопросом и ответом. Пустой ответ: в документах этого нет.</translation>
        </message>
    </context>
    <context>
        <name>QuestionsForm</name>
        <message>
            <source>%1 and %2 more</source>
            <translation>%1 и ещё %2</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Спросить</translation>
        </message>
        <message numerus="yes">
            <source>Ask: %n answer(s)</source>
            <translation>
                <numerusform>Спросить: %n ответ</numerusform>
                <numerusform>Спросить: %n ответа</numerusform>
                <numerusform>Спросить: %n ответов</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Each document is asked by itself, each answer has its place. A question a line becomes a column. Documents: %1.</source>
            <translation>Вопросы задаются каждому документу отдельно, у каждого ответа есть место. Каждая строка — вопрос и столбец. Документы: %1.</translation>
        </message>
        <message>
            <source>Questions, one a line</source>
            <translation>Вопросы, по одному в строке</translation>
        </message>
        <message>
            <source>Table of facts</source>
            <translation>Таблица фактов</translation>
        </message>
        <message>
            <source>What is the price?
Until when is it valid?</source>
            <translation>Какова цена?
До какого срока действует?</translation>
        </message>
        <message>
            <source>Write a question first</source>
            <translation>Сначала напишите вопрос</translation>
        </message>
    </context>
    <context>
        <name>QuestionsModel</name>
        <message>
            <source>Document</source>
            <translation>Документ</translation>
        </message>
    </context>
    <context>
        <name>QuestionsView</name>
        <message>
            <source>%1 are asked, %2 of them without an answer in the documents; %3 wait for review</source>
            <translation>На экзамене: %1, из них без ответа в документах: %2; ждут проверки: %3</translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) removed</source>
            <translation>
                <numerusform>Убран %n вопрос</numerusform>
                <numerusform>Убрано %n вопроса</numerusform>
                <numerusform>Убрано %n вопросов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) saved</source>
            <translation>
                <numerusform>Сохранён %n вопрос</numerusform>
                <numerusform>Сохранено %n вопроса</numerusform>
                <numerusform>Сохранено %n вопросов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) taken</source>
            <translation>
                <numerusform>Взят %n вопрос</numerusform>
                <numerusform>Взято %n вопроса</numerusform>
                <numerusform>Взято %n вопросов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) are no questions</source>
            <translation>
                <numerusform>%n строка — не вопрос</numerusform>
                <numerusform>%n строки — не вопросы</numerusform>
                <numerusform>%n строк — не вопросы</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n were there before</source>
            <translation>
                <numerusform>%n уже был</numerusform>
                <numerusform>%n уже были</numerusform>
                <numerusform>%n уже были</numerusform>
            </translation>
        </message>
        <message>
            <source>An exam needs questions with the answers you expect. Begin in one of these:</source>
            <translation>Экзамену нужны вопросы с ответами, которых вы ждёте. С чего начать:</translation>
        </message>
        <message>
            <source>Exam questions</source>
            <translation>Вопросы экзамена</translation>
        </message>
        <message>
            <source>File with questions</source>
            <translation>Файл с вопросами</translation>
        </message>
        <message>
            <source>Hold an exam</source>
            <translation>Провести экзамен</translation>
        </message>
        <message>
            <source>Save the exam questions</source>
            <translation>Сохранить вопросы экзамена</translation>
        </message>
        <message>
            <source>The question is added</source>
            <translation>Вопрос добавлен</translation>
        </message>
        <message>
            <source>There are no questions yet</source>
            <translation>Вопросов ещё нет</translation>
        </message>
        <message>
            <source>exam questions</source>
            <translation>вопросы экзамена</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message numerus="yes">
            <source>%n task(s) failed</source>
            <translation>
                <numerusform>%n задача не удалась</numerusform>
                <numerusform>%n задачи не удались</numerusform>
                <numerusform>%n задач не удались</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n task(s) running</source>
            <translation>
                <numerusform>%n задача выполняется</numerusform>
                <numerusform>%n задачи выполняются</numerusform>
                <numerusform>%n задач выполняются</numerusform>
            </translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Чат</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Документы</translation>
        </message>
        <message>
            <source>Exam</source>
            <translation>Экзамен</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Модели</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Разделы</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Поиск</translation>
        </message>
        <message>
            <source>Search everywhere (Ctrl+K)</source>
            <translation>Искать везде (Ctrl+K)</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation>Задачи</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Обучение</translation>
        </message>
    </context>
    <context>
        <name>Readiness</name>
        <message numerus="yes">
            <source>%n thing(s) to look at</source>
            <translation>
                <numerusform>%n место требует внимания</numerusform>
                <numerusform>%n места требуют внимания</numerusform>
                <numerusform>%n мест требуют внимания</numerusform>
            </translation>
        </message>
        <message>
            <source>A larger model says “I do not know” more often.</source>
            <translation>Модель побольше чаще говорит «не знаю».</translation>
        </message>
        <message>
            <source>A number in its table was not found rightly: %2</source>
            <translation>Число в таблице нашлось неверно: %2</translation>
        </message>
        <message>
            <source>Add the table</source>
            <translation>Добавить таблицу</translation>
        </message>
        <message>
            <source>Answered wrongly: %2</source>
            <translation>Ответ неверен: %2</translation>
        </message>
        <message>
            <source>Choose a model</source>
            <translation>Выбрать модель</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Сравнить</translation>
        </message>
        <message>
            <source>Compare the two places and remove the document that is out of date.</source>
            <translation>Сравните оба места и уберите устаревший документ.</translation>
        </message>
        <message>
            <source>I found no answer, though it stands there: %2</source>
            <translation>Я не нашёл ответа, хотя он там есть: %2</translation>
        </message>
        <message>
            <source>Look at the answer and at the place beside it.</source>
            <translation>Посмотрите на ответ и на место рядом с ним.</translation>
        </message>
        <message>
            <source>No document says it, and still I answered: %2</source>
            <translation>В документах этого нет, а я ответил: %2</translation>
        </message>
        <message>
            <source>Put the table into the base as a file of its own, XLSX or CSV.</source>
            <translation>Добавьте эту таблицу отдельным файлом, XLSX или CSV.</translation>
        </message>
        <message>
            <source>Show the answer</source>
            <translation>Показать ответ</translation>
        </message>
        <message>
            <source>The base is not quite ready: %1 right answers of %2</source>
            <translation>База готова не полностью: верных ответов %1 из %2</translation>
        </message>
        <message>
            <source>The base is ready: %1 right answers of %2</source>
            <translation>База готова: верных ответов %1 из %2</translation>
        </message>
        <message>
            <source>“%1” says something else about this: %2</source>
            <translation>«%1» говорит об этом другое: %2</translation>
        </message>
    </context>
    <context>
        <name>ReadinessCard</name>
        <message>
            <source>Details</source>
            <translation>Подробнее</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Скрыть</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Проверить снова</translation>
        </message>
        <message>
            <source>Nothing to mend was found.</source>
            <translation>Исправлять нечего.</translation>
        </message>
    </context>
    <context>
        <name>ReadingNote</name>
        <message>
            <source>Did you mean “%1”? This was searched.</source>
            <translation>Вы имели в виду «%1»? Искал по этим словам.</translation>
        </message>
        <message>
            <source>Looked up first in: %1</source>
            <translation>Сначала искал здесь: %1</translation>
        </message>
        <message>
            <source>Looked up only in: %1</source>
            <translation>Искал только здесь: %1</translation>
        </message>
        <message>
            <source>Search all documents</source>
            <translation>Искать во всех документах</translation>
        </message>
        <message>
            <source>Search as I typed it</source>
            <translation>Искать как набрано</translation>
        </message>
        <message>
            <source>The documents of this base do not include: %1.</source>
            <translation>В этой базе нет документа: %1.</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>«%1»</translation>
        </message>
    </context>
    <context>
        <name>Refusal</name>
        <message>
            <source>Hide what the model wrote</source>
            <translation>Скрыть, что написала модель</translation>
        </message>
        <message>
            <source>I did not find this in the documents. The nearest places are below.</source>
            <translation>В документах этого не нашёл. Ближайшие места — ниже.</translation>
        </message>
        <message>
            <source>Show what the model wrote</source>
            <translation>Показать, что написала модель</translation>
        </message>
    </context>
    <context>
        <name>Replies</name>
        <message>
            <source>Changed since it was read: %1.</source>
            <translation>Файл изменился после чтения: %1.</translation>
        </message>
        <message>
            <source>Its folder cannot be reached now; this is what was read: %1.</source>
            <translation>Папка сейчас недоступна, ответ по прочитанному раньше: %1.</translation>
        </message>
        <message>
            <source>Not all of the sources was read. %1.</source>
            <translation>Источники прочитаны не целиком. %1.</translation>
        </message>
        <message>
            <source>The file is no longer there: %1.</source>
            <translation>Файла больше нет: %1.</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>«%1»</translation>
        </message>
        <message>
            <source>“%1”: %2</source>
            <translation>«%1»: %2</translation>
        </message>
    </context>
    <context>
        <name>Report</name>
        <message>
            <source>%count%, %unanswered%%general%; hash %hash%</source>
            <translation>%count%, из них %unanswered%%general%; отпечаток %hash%</translation>
        </message>
        <message>
            <source>%count%; hash on the day of the exam %hash%</source>
            <translation>%count%; отпечаток на день экзамена %hash%</translation>
        </message>
        <message>
            <source>%kind%: a guard in Python</source>
            <translation>%kind%: запрет в Python</translation>
        </message>
        <message>
            <source>%kind%: a guard in Python and the kernel's filter (seccomp)</source>
            <translation>%kind%: запрет в Python и фильтр ядра (seccomp)</translation>
        </message>
        <message>
            <source>%kind%: may open a connection</source>
            <translation>%kind%: может открыть соединение</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) in the base now</source>
            <translation>
                <numerusform>%n документ в базе сейчас</numerusform>
                <numerusform>%n документа в базе сейчас</numerusform>
                <numerusform>%n документов в базе сейчас</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s)</source>
            <translation>
                <numerusform>%n пример</numerusform>
                <numerusform>%n примера</numerusform>
                <numerusform>%n примеров</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n good example(s)</source>
            <translation>
                <numerusform>%n образец</numerusform>
                <numerusform>%n образца</numerusform>
                <numerusform>%n образцов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n mark(s) changed: %names%</source>
            <translation>
                <numerusform>%n оценка исправлена: %names%</numerusform>
                <numerusform>%n оценки исправлены: %names%</numerusform>
                <numerusform>%n оценок исправлено: %names%</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them without an answer there</source>
            <translation>
                <numerusform>%n без ответа в документах</numerusform>
                <numerusform>%n без ответа в документах</numerusform>
                <numerusform>%n без ответа в документах</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) about the documents</source>
            <translation>
                <numerusform>%n вопрос по документам</numerusform>
                <numerusform>%n вопроса по документам</numerusform>
                <numerusform>%n вопросов по документам</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) were made by the program and not reviewed by a person.</source>
            <translation>
                <numerusform>%n вопрос составлен программой и не проверен человеком.</numerusform>
                <numerusform>%n вопроса составлены программой и не проверены человеком.</numerusform>
                <numerusform>%n вопросов составлены программой и не проверены человеком.</numerusform>
            </translation>
        </message>
        <message>
            <source>%name% (no longer installed)</source>
            <translation>%name% (больше не установлена)</translation>
        </message>
        <message>
            <source>%name%, licence %licence%, hash of the file %hash%</source>
            <translation>%name%, лицензия %licence%, отпечаток файла %hash%</translation>
        </message>
        <message>
            <source>%part% of %whole%</source>
            <translation>%part% из %whole%</translation>
        </message>
        <message>
            <source>%said%; the documents have changed since</source>
            <translation>%said%; с тех пор документы изменились</translation>
        </message>
        <message numerus="yes">
            <source>, and %n general question(s)</source>
            <translation>
                <numerusform>, и ещё %n общий вопрос</numerusform>
                <numerusform>, и ещё %n общих вопроса</numerusform>
                <numerusform>, и ещё %n общих вопросов</numerusform>
            </translation>
        </message>
        <message>
            <source>A difference whose spread includes zero may be chance; the spread does not tell whether the questions were well chosen.</source>
            <translation>Разница, в разброс которой входит ноль, может быть случайной; разброс не учитывает, удачно ли подобраны вопросы.</translation>
        </message>
        <message>
            <source>A high share does not vouch for a single answer: check what matters in the document, the place stands below the answer.</source>
            <translation>Высокая доля не ручается за отдельный ответ: важное сверяйте с документом, место указано под ответом.</translation>
        </message>
        <message>
            <source>Attempts to reach the network: %count%.</source>
            <translation>Попыток выйти в сеть: %count%.</translation>
        </message>
        <message>
            <source>Base</source>
            <translation>База</translation>
        </message>
        <message>
            <source>Bases, models, questions and answers: %folder%</source>
            <translation>Базы, модели, вопросы и ответы: %folder%</translation>
        </message>
        <message>
            <source>Difference, points</source>
            <translation>Разница, пункты</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Документы</translation>
        </message>
        <message>
            <source>Exam certificate: %base%</source>
            <translation>Свидетельство об экзамене: %base%</translation>
        </message>
        <message>
            <source>Exam of %date%. Issued by Bukvar on %issued% from what was measured on this computer.</source>
            <translation>Экзамен от %date%. Выдано программой «Букварь» %issued% по замерам на этом компьютере.</translation>
        </message>
        <message>
            <source>General</source>
            <translation>Общие</translation>
        </message>
        <message>
            <source>How to undo</source>
            <translation>Как отменить</translation>
        </message>
        <message>
            <source>Instructions are switched off on the page Exam, Instructions, or by the command %command%.</source>
            <translation>Инструкции выключаются на странице «Экзамен» или командой %command%.</translation>
        </message>
        <message>
            <source>Invented</source>
            <translation>Выдумано</translation>
        </message>
        <message>
            <source>Libraries and licences</source>
            <translation>Библиотеки и лицензии</translation>
        </message>
        <message>
            <source>Logs: %folder%</source>
            <translation>Журналы: %folder%</translation>
        </message>
        <message>
            <source>Made on %date% on this computer: %system%</source>
            <translation>Составлен %date% на компьютере: %system%</translation>
        </message>
        <message>
            <source>Marks are given by rules (amounts, persons, denials, key facts). Of %answers% answers that a person read as well they mark %same% alike: kappa %kappa%.</source>
            <translation>Оценки ставят правила (величины, лица, отрицания, ключевые факты). Из %answers% ответов, которые прочёл и человек, они оценили одинаково %same%: каппа %kappa%.</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Модель</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Модели</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Номер</translation>
        </message>
        <message>
            <source>Partly</source>
            <translation>Частью</translation>
        </message>
        <message>
            <source>Programs</source>
            <translation>Программы</translation>
        </message>
        <message>
            <source>Questions</source>
            <translation>Вопросы</translation>
        </message>
        <message>
            <source>Recommended: %name%. It is the simplest of the ways that are no worse than the best one.</source>
            <translation>Советуем: %name%. Это самый простой из способов, которые не хуже лучшего.</translation>
        </message>
        <message>
            <source>Refused wrongly</source>
            <translation>Отказ зря</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Верно</translation>
        </message>
        <message>
            <source>Sealed mode is off: one process, the one that gets models, may open a connection, and only when a person asks for it.</source>
            <translation>Изолированный режим выключен: соединение может открыть один процесс, который получает модели, и только по просьбе человека.</translation>
        </message>
        <message>
            <source>Sealed mode is on: no process opens a connection. Models and components come from files alone.</source>
            <translation>Изолированный режим включён: ни один процесс не открывает соединений. Модели и компоненты берутся только из файлов.</translation>
        </message>
        <message>
            <source>Second opinion, which changes no mark: %model% holds the same of %alike% of %asked% answers. It agreed with people by kappa %kappa% on %tried% others.</source>
            <translation>Второе мнение, которое не меняет оценок: %model% оценила так же %alike% из %asked% ответов. Её согласие с людьми — каппа %kappa% на %tried% других ответах.</translation>
        </message>
        <message>
            <source>Seconds</source>
            <translation>Секунд</translation>
        </message>
        <message>
            <source>Security report of Bukvar</source>
            <translation>Отчёт о безопасности «Букваря»</translation>
        </message>
        <message>
            <source>Settings: %folder%</source>
            <translation>Настройки: %folder%</translation>
        </message>
        <message>
            <source>Share and spread</source>
            <translation>Доля и разброс</translation>
        </message>
        <message>
            <source>Share of right answers</source>
            <translation>Доля верных ответов</translation>
        </message>
        <message>
            <source>Source right</source>
            <translation>Источник верен</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Таблица</translation>
        </message>
        <message>
            <source>The base “%base%” lives on the server %server%: that address is allowed.</source>
            <translation>База «%base%» хранится на сервере %server%: этот адрес разрешён.</translation>
        </message>
        <message>
            <source>The black line is the spread: the true share lies in it, 95 % probable.</source>
            <translation>Чёрная линия — разброс: истинная доля лежит в нём с вероятностью 95 %.</translation>
        </message>
        <message>
            <source>The way of answering is changed in the chat below the question; documents and model stay as they are.</source>
            <translation>Способ ответа меняется в чате под полем вопроса; документы и модель при этом не трогают.</translation>
        </message>
        <message>
            <source>There are no answers yet.</source>
            <translation>Ответов пока нет.</translation>
        </message>
        <message>
            <source>There are no models.</source>
            <translation>Моделей нет.</translation>
        </message>
        <message>
            <source>They hold for these questions, documents and this model; other questions may be answered better or worse.</source>
            <translation>Они верны для этих вопросов, документов и модели; на другие вопросы ответы могут быть лучше или хуже.</translation>
        </message>
        <message>
            <source>Training is switched off on the page Training, or by the command %command%.</source>
            <translation>Дообучение выключается на странице «Обучение» или командой %command%.</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Версии</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Способ</translation>
        </message>
        <message>
            <source>Way of learning</source>
            <translation>Как учили</translation>
        </message>
        <message>
            <source>What keeps it off the network</source>
            <translation>Что не даёт выйти в сеть</translation>
        </message>
        <message>
            <source>What these figures do not say</source>
            <translation>Чего эти цифры не говорят</translation>
        </message>
        <message>
            <source>What was stopped</source>
            <translation>Что было остановлено</translation>
        </message>
        <message>
            <source>When documents, model or instructions change, the exam has to be held again.</source>
            <translation>После перемены документов, модели или инструкций экзамен нужно провести заново.</translation>
        </message>
        <message>
            <source>Where the data lies</source>
            <translation>Где лежат данные</translation>
        </message>
        <message>
            <source>Who approved</source>
            <translation>Кто проверил</translation>
        </message>
        <message>
            <source>Window and commands: a guard in Python (the kernel does not limit them, since they open your files in other programs).</source>
            <translation>Окно и команды: запрет в Python (ядро их не ограничивает, потому что они открывают ваши файлы в других программах).</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>Неверно</translation>
        </message>
        <message>
            <source>and %count% more: the whole list is in the program, About → Licences</source>
            <translation>и ещё %count%: полный список в программе, «О программе → Лицензии»</translation>
        </message>
        <message>
            <source>better</source>
            <translation>лучше</translation>
        </message>
        <message>
            <source>compared with it</source>
            <translation>с ним сравнили</translation>
        </message>
        <message>
            <source>examples of the training “%name%”: %names%</source>
            <translation>примеры для дообучения «%name%»: %names%</translation>
        </message>
        <message>
            <source>instructions, version %number%: the model is unchanged, it is shown instructions and %shots%</source>
            <translation>инструкции, версия %number%: модель не менялась, ей показаны инструкции и %shots%</translation>
        </message>
        <message>
            <source>marks are those of the rules, no person changed them</source>
            <translation>оценки поставлены правилами, человек их не менял</translation>
        </message>
        <message>
            <source>no learning: the model answers from memory</source>
            <translation>без обучения: модель отвечает по памяти</translation>
        </message>
        <message>
            <source>no name recorded</source>
            <translation>имя не записано</translation>
        </message>
        <message>
            <source>nobody has reviewed the questions</source>
            <translation>вопросы никто не проверял</translation>
        </message>
        <message>
            <source>not stated</source>
            <translation>не указана</translation>
        </message>
        <message>
            <source>questions: %reviewed% of %asked%, %names%</source>
            <translation>вопросы: %reviewed% из %asked%, %names%</translation>
        </message>
        <message>
            <source>search in documents: the model is unchanged, answers come from the places found</source>
            <translation>поиск в документах: модель не менялась, ответ составлен по найденным местам</translation>
        </message>
        <message>
            <source>strength %strength%</source>
            <translation>сила %strength%</translation>
        </message>
        <message>
            <source>switched on against the exam: %names%</source>
            <translation>включено вопреки экзамену: %names%</translation>
        </message>
        <message>
            <source>the same</source>
            <translation>то же</translation>
        </message>
        <message>
            <source>too few questions</source>
            <translation>мало вопросов</translation>
        </message>
        <message>
            <source>training %name% (removed), strength %strength%</source>
            <translation>дообучение %name% (удалено), сила %strength%</translation>
        </message>
        <message>
            <source>training of all weights of %before%: %rows% made the model %name%</source>
            <translation>обучение всех весов модели %before%: %rows%, получилась модель %name%</translation>
        </message>
        <message>
            <source>training “%name%”: %rows%, strength %strength%, hash %hash%</source>
            <translation>дообучение «%name%»: %rows%, сила %strength%, отпечаток %hash%</translation>
        </message>
        <message>
            <source>version %number%</source>
            <translation>версия %number%</translation>
        </message>
        <message>
            <source>worse</source>
            <translation>хуже</translation>
        </message>
        <message>
            <source>“%first%” knows less in general: of %asked% general questions it answers %right% rightly, “%second%” %other%. That is more than chance: the difference is between %low% and %high% points.</source>
            <translation>«%first%» знает меньше общего: из %asked% общих вопросов верных ответов %right%, у «%second%» — %other%. Это не случайность: разница от %low% до %high% пунктов.</translation>
        </message>
    </context>
    <context>
        <name>ResultsView</name>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message numerus="yes">
            <source>%n of them without an answer in the documents</source>
            <translation>
                <numerusform>%n из них без ответа в документах</numerusform>
                <numerusform>%n из них без ответа в документах</numerusform>
                <numerusform>%n из них без ответа в документах</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) about your documents</source>
            <translation>
                <numerusform>%n вопрос по вашим документам</numerusform>
                <numerusform>%n вопроса по вашим документам</numerusform>
                <numerusform>%n вопросов по вашим документам</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) are ready. All ways of learning get the same ones.</source>
            <translation>
                <numerusform>Готов %n вопрос. Все способы получат одно и то же.</numerusform>
                <numerusform>Готово %n вопроса. Все способы получат одно и то же.</numerusform>
                <numerusform>Готово %n вопросов. Все способы получат одно и то же.</numerusform>
            </translation>
        </message>
        <message>
            <source>An exam puts the same questions to every way of learning and measures which one is right here. It begins with questions about your documents.</source>
            <translation>Экзамен задаёт каждому способу одни и те же вопросы и измеряет, какой подходит здесь. Он начинается с вопросов по вашим документам.</translation>
        </message>
        <message>
            <source>Another exam is under way</source>
            <translation>Идёт другой экзамен</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>Свидетельство</translation>
        </message>
        <message>
            <source>Earlier exams</source>
            <translation>Прежние экзамены</translation>
        </message>
        <message>
            <source>Exam</source>
            <translation>Экзамен</translation>
        </message>
        <message>
            <source>Exam of %1</source>
            <translation>Экзамен от %1</translation>
        </message>
        <message>
            <source>Hold an exam</source>
            <translation>Провести экзамен</translation>
        </message>
        <message>
            <source>Hold it again</source>
            <translation>Провести снова</translation>
        </message>
        <message>
            <source>No exam yet</source>
            <translation>Экзамена ещё не было</translation>
        </message>
        <message>
            <source>Right answers</source>
            <translation>Верные ответы</translation>
        </message>
        <message>
            <source>Save a page for the file, Ctrl+P</source>
            <translation>Сохранить страницу для дела, Ctrl+P</translation>
        </message>
        <message>
            <source>Strokes are the spread: the true share lies in it, 95 % probable</source>
            <translation>Чёрточки — разброс: в нём настоящая доля с вероятностью 95 %</translation>
        </message>
        <message>
            <source>The chat answers so from now on</source>
            <translation>Теперь чат отвечает так</translation>
        </message>
        <message>
            <source>The chat offers it under “Answer by”</source>
            <translation>В чате это есть в списке «Как отвечать»</translation>
        </message>
        <message>
            <source>The table of the exam</source>
            <translation>Таблица экзамена</translation>
        </message>
        <message>
            <source>The table stands here when all questions were put.</source>
            <translation>Таблица появится здесь, когда будут заданы все вопросы.</translation>
        </message>
        <message>
            <source>To the chat</source>
            <translation>В чат</translation>
        </message>
        <message>
            <source>To the questions</source>
            <translation>К вопросам</translation>
        </message>
    </context>
    <context>
        <name>ReviewView</name>
        <message>
            <source>%1 of %2 reviewed. %3 approved, %4 rejected.</source>
            <translation>Проверено %1 из %2. Принято %3, отклонено %4.</translation>
        </message>
        <message>
            <source>Everything is reviewed</source>
            <translation>Всё проверено</translation>
        </message>
        <message>
            <source>The document is no longer in the base. The quote stands in the card.</source>
            <translation>Документа в базе больше нет. Цитата — в карточке.</translation>
        </message>
        <message>
            <source>There is nothing to review yet</source>
            <translation>Проверять пока нечего</translation>
        </message>
        <message>
            <source>There is nothing to take back</source>
            <translation>Возвращать нечего</translation>
        </message>
    </context>
    <context>
        <name>RowCard</name>
        <message>
            <source>Question</source>
            <translation>Вопрос</translation>
        </message>
        <message>
            <source>Quote from the document</source>
            <translation>Цитата из документа</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>«%1»</translation>
        </message>
    </context>
    <context>
        <name>RowFilters</name>
        <message>
            <source>All</source>
            <translation>Все</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>Все виды</translation>
        </message>
        <message>
            <source>Approved</source>
            <translation>Приняты</translation>
        </message>
        <message>
            <source>Doubtful</source>
            <translation>Сомнительные</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Вид</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Отклонены</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Ждут</translation>
        </message>
    </context>
    <context>
        <name>RowsButton</name>
        <message>
            <source>Rows: %1</source>
            <translation>Строки: %1</translation>
        </message>
        <message>
            <source>Show the rows of the answer, %1</source>
            <translation>Показать строки ответа, %1</translation>
        </message>
    </context>
    <context>
        <name>RunEvent</name>
        <message>
            <source>Asking the trained model the same questions in the chat</source>
            <translation>Задаю обученной модели те же вопросы в чате</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Отменено</translation>
        </message>
        <message>
            <source>Checked on unfamiliar questions: better</source>
            <translation>Проверил на незнакомых вопросах: стало лучше</translation>
        </message>
        <message>
            <source>Checked on unfamiliar questions: no better</source>
            <translation>Проверил на незнакомых вопросах: лучше не стало</translation>
        </message>
        <message>
            <source>Continued</source>
            <translation>Продолжил</translation>
        </message>
        <message>
            <source>Continued from the saved point, step %1</source>
            <translation>Продолжил с сохранённой точки, шаг %1</translation>
        </message>
        <message>
            <source>Errors grew beyond measure; the last good point is kept</source>
            <translation>Ошибки выросли сверх меры; последняя хорошая точка сохранена</translation>
        </message>
        <message>
            <source>Familiar questions improve, unfamiliar ones get worse: it begins to cram</source>
            <translation>Знакомые вопросы лучше, незнакомые хуже: модель начала зубрить</translation>
        </message>
        <message>
            <source>Finishing with the best step</source>
            <translation>Заканчиваю с лучшим шагом</translation>
        </message>
        <message>
            <source>Memory was not enough: going on with %1 at a time</source>
            <translation>Не хватило памяти: продолжаю по %1 за раз</translation>
        </message>
        <message>
            <source>Memory was not enough: going on with examples of at most %1 tokens</source>
            <translation>Не хватило памяти: обучение продолжается на примерах не длиннее %1 токенов</translation>
        </message>
        <message>
            <source>Memory was not enough: the model is packed into four bits, the rest goes on</source>
            <translation>Памяти не хватило: модель упакована в четыре бита, дальше идёт как прежде</translation>
        </message>
        <message>
            <source>Memory was not enough: the optimizer keeps its numbers in eight bits now</source>
            <translation>Памяти не хватило: оптимизатор теперь хранит свои числа в восьми битах</translation>
        </message>
        <message>
            <source>Pass %1 over the examples began</source>
            <translation>Начался проход %1 по примерам</translation>
        </message>
        <message>
            <source>Paused; the point is saved</source>
            <translation>На паузе, точка сохранена</translation>
        </message>
        <message>
            <source>Preparing the model for training</source>
            <translation>Готовлю модель к обучению</translation>
        </message>
        <message>
            <source>Saved a point to continue from after a failure</source>
            <translation>Сохранил точку: с неё можно продолжить после сбоя</translation>
        </message>
        <message>
            <source>Stopped by a failure: %1</source>
            <translation>Остановлено сбоем: %1</translation>
        </message>
        <message>
            <source>Stopped by a failure; the last point is saved</source>
            <translation>Остановлено сбоем; последняя точка сохранена</translation>
        </message>
        <message>
            <source>The model is packed into four bits for training</source>
            <translation>Модель упакована в четыре бита на время обучения</translation>
        </message>
        <message>
            <source>The trained model is ready</source>
            <translation>Обученная модель готова</translation>
        </message>
        <message>
            <source>The trained model is ready: it stands among the models, choose it for the chat there</source>
            <translation>Обученная модель готова: она стоит среди моделей, выберите её там для чата</translation>
        </message>
        <message>
            <source>Took the chat's model off the graphics card until training ends</source>
            <translation>Убрал модель чата с видеокарты до конца обучения</translation>
        </message>
        <message>
            <source>Training began</source>
            <translation>Обучение началось</translation>
        </message>
        <message>
            <source>Unfamiliar questions no longer improve: stopped by itself</source>
            <translation>Незнакомые вопросы больше не улучшаются: остановился сам</translation>
        </message>
        <message>
            <source>With this model rows behind each other would see each other: they are padded instead</source>
            <translation>С этой моделью строки подряд видели бы друг друга: вместо этого они дополняются до одной длины</translation>
        </message>
        <message>
            <source>Writing the trained model for the chat</source>
            <translation>Записываю обученную модель для чата</translation>
        </message>
        <message>
            <source>see above</source>
            <translation>см. выше</translation>
        </message>
    </context>
    <context>
        <name>RunFacts</name>
        <message>
            <source>%1 of graphics memory</source>
            <translation>%1 видеопамяти</translation>
        </message>
        <message>
            <source>%1 of memory</source>
            <translation>%1 памяти</translation>
        </message>
    </context>
    <context>
        <name>RunLine</name>
        <message numerus="yes">
            <source>%n example(s)</source>
            <translation>
                <numerusform>%n пример</numerusform>
                <numerusform>%n примера</numerusform>
                <numerusform>%n примеров</numerusform>
            </translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Repeat</source>
            <translation>Повторить</translation>
        </message>
    </context>
    <context>
        <name>RunVerdict</name>
        <message>
            <source>Cancelled</source>
            <translation>Отменено</translation>
        </message>
        <message>
            <source>Comparing with the chat</source>
            <translation>Сверяю с чатом</translation>
        </message>
        <message>
            <source>Continued from the saved point</source>
            <translation>Продолжаю с сохранённой точки</translation>
        </message>
        <message>
            <source>Error on unfamiliar questions: %1 at first, %2 now.</source>
            <translation>Ошибка на незнакомых вопросах: сначала %1, теперь %2.</translation>
        </message>
        <message>
            <source>Errors grew beyond measure. The last good point is kept; the chat is as before.</source>
            <translation>Ошибки выросли сверх меры. Последняя хорошая точка сохранена, чат прежний.</translation>
        </message>
        <message>
            <source>Finishing with the best step</source>
            <translation>Заканчиваю с лучшим шагом</translation>
        </message>
        <message>
            <source>If it stays so, training ends by itself. The best step is kept.</source>
            <translation>Если так и останется, обучение закончится само. Лучший шаг сохранён.</translation>
        </message>
        <message>
            <source>In the chat %1 of %2 answers are word for word those of the training.</source>
            <translation>В чате %1 из %2 ответов слово в слово те же, что при обучении.</translation>
        </message>
        <message>
            <source>Interrupted</source>
            <translation>Прервано</translation>
        </message>
        <message>
            <source>It crams the familiar questions and errs more on unfamiliar ones. The best step is kept; you can finish now.</source>
            <translation>Она зубрит знакомые вопросы и чаще ошибается на незнакомых. Лучший шаг сохранён; можно закончить сейчас.</translation>
        </message>
        <message>
            <source>It may take longer.</source>
            <translation>Может выйти дольше.</translation>
        </message>
        <message>
            <source>Leave the computer on and awake; Bukvar may be minimised.</source>
            <translation>Не выключайте компьютер и не давайте ему заснуть; Букварь можно свернуть.</translation>
        </message>
        <message>
            <source>Memory was not enough, so I took smaller portions</source>
            <translation>Не хватило памяти, беру порции поменьше</translation>
        </message>
        <message>
            <source>Nothing is lost: what followed that point is done again.</source>
            <translation>Ничего не потеряно: что было после точки, делаю заново.</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>На паузе</translation>
        </message>
        <message>
            <source>Preparing the model</source>
            <translation>Готовлю модель</translation>
        </message>
        <message>
            <source>Saved at step %1. Continue today or later: nothing is lost.</source>
            <translation>Сохранено на шаге %1. Продолжите сегодня или позже: ничего не потеряно.</translation>
        </message>
        <message>
            <source>The best step is kept; this takes a minute or two.</source>
            <translation>Лучший шаг сохранён; это минута-две.</translation>
        </message>
        <message>
            <source>The chat answers as before. You can continue, or train again.</source>
            <translation>Чат отвечает как раньше. Можно продолжить или учить снова.</translation>
        </message>
        <message>
            <source>The first time it is unpacked for training; later runs begin at once.</source>
            <translation>В первый раз она распаковывается для обучения, потом начинается сразу.</translation>
        </message>
        <message>
            <source>The lower the line, the fewer mistakes. When the dashed one stops falling, training ends by itself.</source>
            <translation>Чем ниже линия, тем меньше ошибок. Когда пунктирная перестанет снижаться, обучение закончится само.</translation>
        </message>
        <message>
            <source>The model has learned</source>
            <translation>Модель научилась</translation>
        </message>
        <message>
            <source>The model has learned and stopped by itself</source>
            <translation>Модель научилась и остановилась сама</translation>
        </message>
        <message>
            <source>The model has learned; you finished early</source>
            <translation>Модель научилась, вы закончили раньше</translation>
        </message>
        <message>
            <source>The model is getting better</source>
            <translation>Модель становится лучше</translation>
        </message>
        <message>
            <source>The model is getting worse</source>
            <translation>Модель становится хуже</translation>
        </message>
        <message>
            <source>The model no longer gets better</source>
            <translation>Модель больше не становится лучше</translation>
        </message>
        <message>
            <source>The trained model answers the same questions in training and in the chat.</source>
            <translation>Обученная модель отвечает на одни и те же вопросы при обучении и в чате.</translation>
        </message>
        <message>
            <source>Training went astray</source>
            <translation>Обучение пошло не туда</translation>
        </message>
        <message>
            <source>Waiting for its turn</source>
            <translation>Ждёт своей очереди</translation>
        </message>
        <message>
            <source>Will begin at %1</source>
            <translation>Начну в %1</translation>
        </message>
        <message>
            <source>Writing the trained model</source>
            <translation>Записываю обученную модель</translation>
        </message>
    </context>
    <context>
        <name>RunView</name>
        <message numerus="yes">
            <source>%n checked example(s)</source>
            <translation>
                <numerusform>%n проверенный пример</numerusform>
                <numerusform>%n проверенных примера</numerusform>
                <numerusform>%n проверенных примеров</numerusform>
            </translation>
        </message>
        <message>
            <source>A trained model keeps the manner and the wording it was taught. Facts belong to search: it may state wrong ones with confidence. What it has forgotten, an exam with general questions shows.</source>
            <translation>Обученная модель держит манеру и слова, которым её научили. Факты — дело поиска: неверные она может назвать уверенно. Что она забыла, покажет экзамен с общими вопросами.</translation>
        </message>
        <message>
            <source>Before the start</source>
            <translation>Перед началом</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отменить</translation>
        </message>
        <message>
            <source>Check examples, let the dry run say how long it takes, then start.</source>
            <translation>Проверьте примеры, узнайте время пробным прогоном и начните.</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Продолжить</translation>
        </message>
        <message>
            <source>Continuing…</source>
            <translation>Продолжаю…</translation>
        </message>
        <message>
            <source>Finish now</source>
            <translation>Закончить сейчас</translation>
        </message>
        <message>
            <source>Finishing…</source>
            <translation>Заканчиваю…</translation>
        </message>
        <message>
            <source>Hold an exam</source>
            <translation>Провести экзамен</translation>
        </message>
        <message>
            <source>Nothing was trained yet</source>
            <translation>Обучения ещё не было</translation>
        </message>
        <message>
            <source>Pass %1 of %2, step %3 of %4</source>
            <translation>Проход %1 из %2, шаг %3 из %4</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Пауза</translation>
        </message>
        <message>
            <source>Preparing</source>
            <translation>Подготовка</translation>
        </message>
        <message>
            <source>Repeat</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Saving a point…</source>
            <translation>Сохраняю точку…</translation>
        </message>
        <message>
            <source>Start now</source>
            <translation>Начать сейчас</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Останавливаю…</translation>
        </message>
        <message>
            <source>Teaching the model</source>
            <translation>Учу модель</translation>
        </message>
        <message>
            <source>Teaching the model: %1 left</source>
            <translation>Учу модель: осталось %1</translation>
        </message>
        <message>
            <source>Teaching the model: almost done</source>
            <translation>Учу модель: почти готово</translation>
        </message>
        <message>
            <source>The model is trained</source>
            <translation>Модель обучена</translation>
        </message>
        <message>
            <source>There is nothing to finish with yet</source>
            <translation>Заканчивать пока нечем</translation>
        </message>
        <message>
            <source>Trained models</source>
            <translation>Обученные модели</translation>
        </message>
        <message>
            <source>Training did not end well</source>
            <translation>Обучение не удалось</translation>
        </message>
        <message>
            <source>Training is cancelled</source>
            <translation>Обучение отменено</translation>
        </message>
        <message>
            <source>Training is paused</source>
            <translation>Обучение на паузе</translation>
        </message>
        <message>
            <source>Training is scheduled</source>
            <translation>Обучение назначено</translation>
        </message>
        <message>
            <source>Try in the chat</source>
            <translation>Попробовать в чате</translation>
        </message>
        <message>
            <source>took %1</source>
            <translation>заняло %1</translation>
        </message>
        <message>
            <source>will end about %1</source>
            <translation>закончу около %1</translation>
        </message>
    </context>
    <context>
        <name>SampleBox</name>
        <message numerus="yes">
            <source>%n more in the sample.</source>
            <translation>
                <numerusform>В выборке ещё %n.</numerusform>
                <numerusform>В выборке ещё %n.</numerusform>
                <numerusform>В выборке ещё %n.</numerusform>
            </translation>
        </message>
        <message>
            <source>After %1 I can say how many errors are in the rest.</source>
            <translation>Когда проверите %1, скажу, сколько ошибок в остальных.</translation>
        </message>
        <message>
            <source>Approve the other %1</source>
            <translation>Принять остальные %1</translation>
        </message>
        <message>
            <source>Back to all</source>
            <translation>Вернуться ко всем</translation>
        </message>
        <message>
            <source>Errors in the rest: %1 ± %2</source>
            <translation>Ошибок в остальных: %1 ± %2</translation>
        </message>
        <message numerus="yes">
            <source>Estimated from %n random example(s).</source>
            <translation>
                <numerusform>Оценка по %n случайному примеру.</numerusform>
                <numerusform>Оценка по %n случайным примерам.</numerusform>
                <numerusform>Оценка по %n случайным примерам.</numerusform>
            </translation>
        </message>
        <message>
            <source>Go on with the sample</source>
            <translation>Продолжить выборку</translation>
        </message>
        <message>
            <source>I choose some at random. What you find in them says how good the rest is.</source>
            <translation>Я выберу случайные примеры. По тому, что вы в них найдёте, видно, хороши ли остальные.</translation>
        </message>
        <message>
            <source>Review a sample</source>
            <translation>Проверить выборку</translation>
        </message>
        <message>
            <source>Sample: %1 of %2 reviewed</source>
            <translation>Выборка: проверено %1 из %2</translation>
        </message>
        <message>
            <source>So many rows? Review a sample</source>
            <translation>Много примеров? Проверьте выборку</translation>
        </message>
        <message numerus="yes">
            <source>The other %n can be approved at once.</source>
            <translation>
                <numerusform>Можно принять остальные %n разом.</numerusform>
                <numerusform>Можно принять остальные %n разом.</numerusform>
                <numerusform>Можно принять остальные %n разом.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SavePaper</name>
        <message>
            <source>Save as a document</source>
            <translation>Сохранить как документ</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Сохранено: %1</translation>
        </message>
    </context>
    <context>
        <name>SealChange</name>
        <message>
            <source>Sealed mode was switched off</source>
            <translation>Изолированный режим выключен</translation>
        </message>
        <message>
            <source>Sealed mode was switched on</source>
            <translation>Изолированный режим включён</translation>
        </message>
        <message>
            <source>before such changes were written down</source>
            <translation>до того, как такие перемены стали записываться</translation>
        </message>
        <message>
            <source>by a command</source>
            <translation>командой</translation>
        </message>
        <message>
            <source>by a rule of your administrator</source>
            <translation>правилом администратора</translation>
        </message>
        <message>
            <source>for %1</source>
            <translation>ради %1</translation>
        </message>
        <message>
            <source>in the window</source>
            <translation>в окне</translation>
        </message>
        <message>
            <source>past Bukvar, in the file of settings</source>
            <translation>в обход Букваря, в файле настроек</translation>
        </message>
    </context>
    <context>
        <name>SearchList</name>
        <message>
            <source>Chats</source>
            <translation>Чаты</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>Команды</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Документы</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Найдено</translation>
        </message>
        <message>
            <source>Places in documents</source>
            <translation>Места в документах</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
    </context>
    <context>
        <name>SearchModel</name>
        <message>
            <source>Ask: “%1”</source>
            <translation>Спросить: «%1»</translation>
        </message>
        <message>
            <source>Print these places…</source>
            <translation>Напечатать найденные места…</translation>
        </message>
        <message>
            <source>Save these places as a document…</source>
            <translation>Сохранить найденные места документом…</translation>
        </message>
    </context>
    <context>
        <name>SearchOverlay</name>
        <message>
            <source>Find places, documents, chats, settings, commands</source>
            <translation>Места, документы, чаты, настройки, команды</translation>
        </message>
        <message>
            <source>Looking in the documents…</source>
            <translation>Ищу в документах…</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Ничего не найдено</translation>
        </message>
        <message>
            <source>Search everywhere</source>
            <translation>Искать везде</translation>
        </message>
        <message>
            <source>↑ ↓ choose · Tab next group · Enter open · Ctrl+Enter ask · Esc close</source>
            <translation>↑ ↓ выбрать · Tab следующая группа · Enter открыть · Ctrl+Enter спросить · Esc закрыть</translation>
        </message>
    </context>
    <context>
        <name>SecuritySection</name>
        <message>
            <source>A folder or an address where models are looked for, and nowhere else.</source>
            <translation>Модели ищутся только в этой папке или по этому адресу.</translation>
        </message>
        <message>
            <source>A guard within the program</source>
            <translation>Запрет внутри программы</translation>
        </message>
        <message>
            <source>A guard within the program and the kernel's filter</source>
            <translation>Запрет внутри программы и фильтр ядра</translation>
        </message>
        <message>
            <source>A guard within the program; the kernel's would also bind programs that open your files</source>
            <translation>Запрет внутри программы; запрет ядра связал бы и программы, которые открывают ваши файлы</translation>
        </message>
        <message>
            <source>Attempts to reach the network</source>
            <translation>Попытки выйти в сеть</translation>
        </message>
        <message>
            <source>Changes of sealed mode</source>
            <translation>Изменения изолированного режима</translation>
        </message>
        <message>
            <source>Folder of data</source>
            <translation>Папка данных</translation>
        </message>
        <message>
            <source>Folder of logs</source>
            <translation>Папка журналов</translation>
        </message>
        <message>
            <source>Guarded</source>
            <translation>Закрыто</translation>
        </message>
        <message>
            <source>It gets models, and only when you ask for it</source>
            <translation>Получает модели, и только когда вы просите</translation>
        </message>
        <message>
            <source>Look at this</source>
            <translation>Обратите внимание</translation>
        </message>
        <message>
            <source>Makers of packs who are trusted</source>
            <translation>Кому доверяют как создателю пакетов</translation>
        </message>
        <message>
            <source>May connect when asked to</source>
            <translation>Может соединиться по просьбе</translation>
        </message>
        <message>
            <source>Models that may be used</source>
            <translation>Разрешённые модели</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Сеть</translation>
        </message>
        <message>
            <source>No process opens a connection; models and components come from files alone.</source>
            <translation>Ни один процесс не открывает соединений; модели и компоненты — только из файлов.</translation>
        </message>
        <message>
            <source>Not right there</source>
            <translation>Что там не так</translation>
        </message>
        <message>
            <source>One page: versions, hashes, where data lies, what was refused.</source>
            <translation>Одна страница: версии, контрольные суммы, где лежат данные, что остановлено.</translation>
        </message>
        <message>
            <source>PDF (*.pdf);;HTML (*.html)</source>
            <translation>PDF (*.pdf);;HTML (*.html)</translation>
        </message>
        <message>
            <source>Place of your company</source>
            <translation>Зеркало организации</translation>
        </message>
        <message>
            <source>Refused so far</source>
            <translation>Остановлено</translation>
        </message>
        <message>
            <source>Report for a security officer</source>
            <translation>Отчёт для службы безопасности</translation>
        </message>
        <message>
            <source>Rules of your administrator</source>
            <translation>Правила администратора</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Сохранить отчёт</translation>
        </message>
        <message>
            <source>Sealed mode</source>
            <translation>Изолированный режим</translation>
        </message>
        <message>
            <source>Security of Bukvar.pdf</source>
            <translation>Безопасность Букваря.pdf</translation>
        </message>
        <message>
            <source>Shared folder of models</source>
            <translation>Общая папка моделей</translation>
        </message>
        <message>
            <source>Switched off</source>
            <translation>Отключено</translation>
        </message>
        <message>
            <source>This base lives on a server: %1</source>
            <translation>Эта база хранится на сервере: %1</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Обучение</translation>
        </message>
        <message>
            <source>Watching folders</source>
            <translation>Наблюдение за папками</translation>
        </message>
        <message>
            <source>What keeps Bukvar off the network here</source>
            <translation>Что здесь не пускает Букварь в сеть</translation>
        </message>
        <message>
            <source>What stands there cannot be changed in this window.</source>
            <translation>Что задано там, в этом окне не меняется.</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Окно</translation>
        </message>
        <message>
            <source>none</source>
            <translation>нет</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Find a setting</source>
            <translation>Найти настройку</translation>
        </message>
        <message>
            <source>Nothing found here</source>
            <translation>Здесь ничего не найдено</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
    </context>
    <context>
        <name>SettingsSection</name>
        <message>
            <source>About</source>
            <translation>О программе</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>Резервные копии</translation>
        </message>
        <message>
            <source>Expert</source>
            <translation>Эксперт</translation>
        </message>
        <message>
            <source>General</source>
            <translation>Общие</translation>
        </message>
        <message>
            <source>Health</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>Security</source>
            <translation>Безопасность</translation>
        </message>
        <message>
            <source>Set by your administrator.</source>
            <translation>Задано администратором.</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>Клавиши</translation>
        </message>
        <message>
            <source>Storage</source>
            <translation>Хранение</translation>
        </message>
    </context>
    <context>
        <name>SheetCanvas</name>
        <message>
            <source>Sheet %1</source>
            <translation>Лист %1</translation>
        </message>
        <message>
            <source>Sheets</source>
            <translation>Листы</translation>
        </message>
    </context>
    <context>
        <name>SheetTable</name>
        <message>
            <source>Sheet of the document</source>
            <translation>Лист документа</translation>
        </message>
    </context>
    <context>
        <name>Shield</name>
        <message numerus="yes">
            <source>%n attempt(s) to reach the network refused</source>
            <translation>
                <numerusform>остановлена %n попытка выйти в сеть</numerusform>
                <numerusform>остановлены %n попытки выйти в сеть</numerusform>
                <numerusform>остановлено %n попыток выйти в сеть</numerusform>
            </translation>
        </message>
        <message>
            <source>Not sealed</source>
            <translation>Не изолировано</translation>
        </message>
        <message>
            <source>Sealed: nothing leaves this computer</source>
            <translation>Изолировано: ничего не уходит с этого компьютера</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsSection</name>
        <message>
            <source>Add files</source>
            <translation>Добавить файлы</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Чат</translation>
        </message>
        <message>
            <source>Chat, documents, training, exam, models, tasks, settings</source>
            <translation>Чат, документы, обучение, экзамен, модели, задачи, настройки</translation>
        </message>
        <message>
            <source>Close what is on top</source>
            <translation>Закрыть то, что сверху</translation>
        </message>
        <message>
            <source>Copy the answer</source>
            <translation>Скопировать ответ</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Документы</translation>
        </message>
        <message>
            <source>Edit the last question (in an empty field)</source>
            <translation>Изменить последний вопрос (в пустом поле)</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Везде</translation>
        </message>
        <message>
            <source>Exam</source>
            <translation>Экзамен</translation>
        </message>
        <message>
            <source>Find on this page</source>
            <translation>Найти на этой странице</translation>
        </message>
        <message>
            <source>Help for this page; on the help, this list</source>
            <translation>Справка об этой странице; в справке — этот список</translation>
        </message>
        <message>
            <source>Mend a question</source>
            <translation>Исправить вопрос</translation>
        </message>
        <message>
            <source>New chat</source>
            <translation>Новый чат</translation>
        </message>
        <message>
            <source>New line</source>
            <translation>Новая строка</translation>
        </message>
        <message>
            <source>Next part of the window</source>
            <translation>Следующая часть окна</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыть</translation>
        </message>
        <message>
            <source>Open the answers of a line; approve a question</source>
            <translation>Открыть ответы строки; принять вопрос</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Просмотреть</translation>
        </message>
        <message>
            <source>Previous and next answer</source>
            <translation>Предыдущий и следующий ответ</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Прочитать ещё раз</translation>
        </message>
        <message>
            <source>Reject or remove a question</source>
            <translation>Отклонить или убрать вопрос</translation>
        </message>
        <message>
            <source>Remove from the base</source>
            <translation>Убрать из базы</translation>
        </message>
        <message>
            <source>Save the certificate</source>
            <translation>Сохранить свидетельство</translation>
        </message>
        <message>
            <source>Search everywhere</source>
            <translation>Искать везде</translation>
        </message>
        <message>
            <source>Send the question</source>
            <translation>Отправить вопрос</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message>
            <source>Show a source</source>
            <translation>Показать источник</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Пробел</translation>
        </message>
        <message>
            <source>Stop the answer</source>
            <translation>Остановить ответ</translation>
        </message>
        <message>
            <source>Take back a decision</source>
            <translation>Отменить решение</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation>Задачи</translation>
        </message>
    </context>
    <context>
        <name>SigningPopup</name>
        <message>
            <source>Remember</source>
            <translation>Запомнить</translation>
        </message>
        <message>
            <source>Your name. It stays with what you decide</source>
            <translation>Ваше имя. Оно останется при ваших решениях</translation>
        </message>
    </context>
    <context>
        <name>SimilarPopup</name>
        <message numerus="yes">
            <source>%n more row(s) ask nearly the same; one of them is enough.</source>
            <translation>
                <numerusform>Ещё %n пример спрашивает почти то же; хватит одного.</numerusform>
                <numerusform>Ещё %n примера спрашивают почти то же; хватит одного.</numerusform>
                <numerusform>Ещё %n примеров спрашивают почти то же; хватит одного.</numerusform>
            </translation>
        </message>
        <message>
            <source>Almost the same</source>
            <translation>Почти одинаковые</translation>
        </message>
        <message>
            <source>Approve example %1</source>
            <translation>Принять пример %1</translation>
        </message>
        <message>
            <source>Approve these %1</source>
            <translation>Принять эти %1</translation>
        </message>
        <message>
            <source>No. %1</source>
            <translation>№ %1</translation>
        </message>
        <message>
            <source>Reject example %1</source>
            <translation>Отклонить пример %1</translation>
        </message>
        <message>
            <source>Reject these %1</source>
            <translation>Отклонить эти %1</translation>
        </message>
    </context>
    <context>
        <name>SkippedRows</name>
        <message numerus="yes">
            <source>%n damaged row(s), no JSON: %1</source>
            <translation>
                <numerusform>%n строка повреждена, это не JSON: %1</numerusform>
                <numerusform>%n строки повреждены, это не JSON: %1</numerusform>
                <numerusform>%n строк повреждены, это не JSON: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more row(s) left out</source>
            <translation>
                <numerusform>Ещё пропущена %n строка</numerusform>
                <numerusform>Ещё пропущены %n строки</numerusform>
                <numerusform>Ещё пропущено %n строк</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) that cannot be read: %1</source>
            <translation>
                <numerusform>%n строка не читается: %1</numerusform>
                <numerusform>%n строки не читаются: %1</numerusform>
                <numerusform>%n строк не читаются: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) that only repeat the names or the numbers of the columns: %1</source>
            <translation>
                <numerusform>%n строка лишь повторяет названия или номера столбцов: %1</numerusform>
                <numerusform>%n строки лишь повторяют названия или номера столбцов: %1</numerusform>
                <numerusform>%n строк лишь повторяют названия или номера столбцов: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) too long for the model: %1</source>
            <translation>
                <numerusform>%n строка слишком длинная для модели: %1</numerusform>
                <numerusform>%n строки слишком длинные для модели: %1</numerusform>
                <numerusform>%n строк слишком длинные для модели: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) were here already</source>
            <translation>
                <numerusform>%n строка уже есть здесь</numerusform>
                <numerusform>%n строки уже есть здесь</numerusform>
                <numerusform>%n строк уже есть здесь</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) with more cells than columns (a text with a delimiter needs quotation marks): %1</source>
            <translation>
                <numerusform>%n строка, где ячеек больше, чем столбцов (текст с разделителем берут в кавычки): %1</numerusform>
                <numerusform>%n строки, где ячеек больше, чем столбцов (текст с разделителем берут в кавычки): %1</numerusform>
                <numerusform>%n строк, где ячеек больше, чем столбцов (текст с разделителем берут в кавычки): %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) without a question and its answer: %1</source>
            <translation>
                <numerusform>%n строка без вопроса с ответом: %1</numerusform>
                <numerusform>%n строки без вопроса с ответом: %1</numerusform>
                <numerusform>%n строк без вопроса с ответом: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) without a question: %1</source>
            <translation>
                <numerusform>%n строка без вопроса: %1</numerusform>
                <numerusform>%n строки без вопроса: %1</numerusform>
                <numerusform>%n строк без вопроса: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) without an answer: %1</source>
            <translation>
                <numerusform>%n строка без ответа: %1</numerusform>
                <numerusform>%n строки без ответа: %1</numerusform>
                <numerusform>%n строк без ответа: %1</numerusform>
            </translation>
        </message>
        <message>
            <source>Sheet “%1” is hidden and left out: show it in the file to take its rows</source>
            <translation>Лист «%1» скрыт и пропущен: чтобы взять его строки, покажите его в файле</translation>
        </message>
        <message>
            <source>Sheet “%1” is passed over: no columns with questions and answers are found in it</source>
            <translation>Лист «%1» пропущен: в нём не нашлось столбцов с вопросами и ответами</translation>
        </message>
        <message>
            <source>Sheet “%1”: %2</source>
            <translation>Лист «%1»: %2</translation>
        </message>
    </context>
    <context>
        <name>SourceChip</name>
        <message>
            <source>Found place: %2</source>
            <translation>Найденное место: %2</translation>
        </message>
        <message>
            <source>Source %1: %2</source>
            <translation>Источник %1: %2</translation>
        </message>
        <message>
            <source>p. %1</source>
            <translation>стр. %1</translation>
        </message>
        <message>
            <source>sheet %1</source>
            <translation>лист %1</translation>
        </message>
        <message>
            <source>slide %1</source>
            <translation>слайд %1</translation>
        </message>
    </context>
    <context>
        <name>SourcePage</name>
        <message>
            <source>Source</source>
            <translation>Источник</translation>
        </message>
        <message>
            <source>The page of the document stands here while you review.</source>
            <translation>Во время проверки здесь показана страница документа.</translation>
        </message>
    </context>
    <context>
        <name>SourcePanel</name>
        <message>
            <source>Close the panel (Esc)</source>
            <translation>Закрыть панель (Esc)</translation>
        </message>
        <message>
            <source>Copy the quote</source>
            <translation>Скопировать цитату</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Документ</translation>
        </message>
        <message>
            <source>Next source</source>
            <translation>Следующий источник</translation>
        </message>
        <message>
            <source>Previous source</source>
            <translation>Предыдущий источник</translation>
        </message>
        <message>
            <source>Rows of the answer</source>
            <translation>Строки ответа</translation>
        </message>
        <message>
            <source>Source %1 of %2</source>
            <translation>Источник %1 из %2</translation>
        </message>
        <message>
            <source>The answer rests on these words</source>
            <translation>Ответ опирается на эти слова</translation>
        </message>
        <message>
            <source>The nearest place</source>
            <translation>Ближайшее место</translation>
        </message>
        <message>
            <source>The quote is copied</source>
            <translation>Цитата скопирована</translation>
        </message>
        <message>
            <source>This is the first source</source>
            <translation>Это первый источник</translation>
        </message>
        <message>
            <source>This is the last source</source>
            <translation>Это последний источник</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>«%1»</translation>
        </message>
    </context>
    <context>
        <name>SourceWords</name>
        <message>
            <source>Found: %1</source>
            <translation>Найдено: %1</translation>
        </message>
        <message>
            <source>Nothing was found.</source>
            <translation>Ничего не найдено.</translation>
        </message>
        <message>
            <source>page %1</source>
            <translation>страница %1</translation>
        </message>
        <message>
            <source>page %1 of %2</source>
            <translation>страница %1 из %2</translation>
        </message>
        <message>
            <source>sheet %1 of %2</source>
            <translation>лист %1 из %2</translation>
        </message>
        <message>
            <source>slide %1 of %2</source>
            <translation>слайд %1 из %2</translation>
        </message>
    </context>
    <context>
        <name>Start</name>
        <message>
            <source>An empty one knows no bases, chats and examples. What is there now is kept with the copies.</source>
            <translation>В пустом файле не будет баз, чатов и примеров. То, что есть сейчас, сохранится рядом с копиями.</translation>
        </message>
        <message>
            <source>Begin with an empty one</source>
            <translation>Начать с пустого</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Take the copy</source>
            <translation>Взять копию</translation>
        </message>
        <message>
            <source>There is a copy of %1. What was asked and decided since then is not in it; documents are compared with their files again.</source>
            <translation>Есть копия, сделанная %1. В ней нет того, что спрашивали и решали позже; документы будут заново сверены с файлами.</translation>
        </message>
        <message>
            <source>There is no copy of it.</source>
            <translation>Копии нет.</translation>
        </message>
    </context>
    <context>
        <name>StartingPage</name>
        <message>
            <source>Ask in your own words</source>
            <translation>Спросите своими словами</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>Вопрос</translation>
        </message>
    </context>
    <context>
        <name>StorageSection</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n документ</numerusform>
                <numerusform>%n документа</numerusform>
                <numerusform>%n документов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n model(s)</source>
            <translation>
                <numerusform>%n модель</numerusform>
                <numerusform>%n модели</numerusform>
                <numerusform>%n моделей</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n страница</numerusform>
                <numerusform>%n страницы</numerusform>
                <numerusform>%n страниц</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>After %n minute(s)</source>
            <translation>
                <numerusform>Через %n минуту</numerusform>
                <numerusform>Через %n минуты</numerusform>
                <numerusform>Через %n минут</numerusform>
            </translation>
        </message>
        <message>
            <source>Bases, chats and models are kept here, and nowhere else.</source>
            <translation>Базы, чаты и модели хранятся здесь и больше нигде.</translation>
        </message>
        <message>
            <source>Bukvar closes, copies %1, compares every file and opens again. Until all of it is compared the old folder stays in use; it can be stopped at any time.</source>
            <translation>Букварь закроется, скопирует %1, сверит каждый файл и откроется снова. Пока всё не сверено, работает прежняя папка; остановить можно в любой момент.</translation>
        </message>
        <message>
            <source>Copies of the database</source>
            <translation>Копии базы данных</translation>
        </message>
        <message>
            <source>Everything is copied and compared; the old copy stays until you remove it.</source>
            <translation>Всё копируется и сверяется; прежняя копия остаётся, пока вы её не удалите.</translation>
        </message>
        <message>
            <source>Folder of data</source>
            <translation>Папка данных</translation>
        </message>
        <message>
            <source>Free on this disk</source>
            <translation>Свободно на этом диске</translation>
        </message>
        <message>
            <source>Free the memory of an idle model</source>
            <translation>Освобождать память, если модель не нужна</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Оставить</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>Память</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Модели</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Перенести</translation>
        </message>
        <message>
            <source>Move the data to %1?</source>
            <translation>Перенести данные в %1?</translation>
        </message>
        <message>
            <source>Move the data to another disk</source>
            <translation>Перенести данные на другой диск</translation>
        </message>
        <message>
            <source>Move…</source>
            <translation>Перенести…</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Никогда</translation>
        </message>
        <message>
            <source>Remove for good</source>
            <translation>Удалить навсегда</translation>
        </message>
        <message>
            <source>Remove for good: %1 (%2)?</source>
            <translation>Удалить навсегда: %1 (%2)?</translation>
        </message>
        <message>
            <source>Removed: %1</source>
            <translation>Удалено: %1</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Удалить…</translation>
        </message>
        <message>
            <source>Removing: %1</source>
            <translation>Удаляю: %1</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Показать в папке</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>Остаться</translation>
        </message>
        <message>
            <source>The data were moved out of it. What was done since then is in the new folder alone.</source>
            <translation>Данные из неё перенесены. Сделанное с тех пор есть только в новой папке.</translation>
        </message>
        <message>
            <source>The next answer then waits a few seconds for the model.</source>
            <translation>Следующий ответ тогда подождёт модель несколько секунд.</translation>
        </message>
        <message>
            <source>The old copy of the data: %1</source>
            <translation>Прежняя копия данных: %1</translation>
        </message>
        <message>
            <source>Trained models and trainings</source>
            <translation>Обученные модели и обучения</translation>
        </message>
        <message>
            <source>What belongs to nothing</source>
            <translation>Что ни к чему не относится</translation>
        </message>
        <message>
            <source>What takes room</source>
            <translation>Что занимает место</translation>
        </message>
    </context>
    <context>
        <name>Strength</name>
        <message>
            <source>0: answers as before training; 100: as trained</source>
            <translation>0 — отвечает как до обучения; 100 — как научили</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Сила</translation>
        </message>
        <message>
            <source>Strength of what was learned</source>
            <translation>Сила выученного</translation>
        </message>
    </context>
    <context>
        <name>StrengthPopup</name>
        <message>
            <source>At 0 % the model answers as before the training.</source>
            <translation>При 0 % модель отвечает как до обучения.</translation>
        </message>
        <message>
            <source>Strength of the training</source>
            <translation>Сила обучения</translation>
        </message>
    </context>
    <context>
        <name>SummaryCard</name>
        <message>
            <source>%1, from page %2</source>
            <translation>%1, со страницы %2</translation>
        </message>
        <message>
            <source>Nothing here can be told in sentences.</source>
            <translation>Здесь нечего пересказать предложениями.</translation>
        </message>
        <message>
            <source>Part %1</source>
            <translation>Часть %1</translation>
        </message>
        <message>
            <source>Summary</source>
            <translation>Пересказ</translation>
        </message>
    </context>
    <context>
        <name>SummaryView</name>
        <message>
            <source>By parts</source>
            <translation>По частям</translation>
        </message>
        <message>
            <source>By parts: %1 of %2</source>
            <translation>По частям: %1 из %2</translation>
        </message>
        <message>
            <source>In short</source>
            <translation>Коротко</translation>
        </message>
    </context>
    <context>
        <name>SupportDialog</name>
        <message>
            <source>Bukvar for support.zip</source>
            <translation>Букварь для поддержки.zip</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Files of the report</source>
            <translation>Файлы отчёта</translation>
        </message>
        <message>
            <source>In it: versions, results of the checks, logs in technical words, models and counts.</source>
            <translation>В нём: версии, результаты проверок, журналы в технических словах, модели и количества.</translation>
        </message>
        <message>
            <source>Not in it: text and names of documents, questions, answers, names of bases and people.</source>
            <translation>В нём нет: текста и названий документов, вопросов, ответов, названий баз, имён людей.</translation>
        </message>
        <message>
            <source>Report for support</source>
            <translation>Отчёт для поддержки</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Сохранить отчёт</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Сохранить…</translation>
        </message>
        <message>
            <source>Zip archive (*.zip)</source>
            <translation>Архив ZIP (*.zip)</translation>
        </message>
    </context>
    <context>
        <name>SurroundingsCard</name>
        <message>
            <source>%1. Nothing else is asked.</source>
            <translation>%1. Больше ни у кого не спрашивается.</translation>
        </message>
        <message>
            <source>Adapters of this base</source>
            <translation>Адаптеры этой базы</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Проверить</translation>
        </message>
        <message>
            <source>Folder or address where your company keeps models</source>
            <translation>Папка или адрес, где организация держит модели</translation>
        </message>
        <message>
            <source>Set by your administrator.</source>
            <translation>Задано администратором.</translation>
        </message>
        <message>
            <source>Take models from there</source>
            <translation>Брать модели оттуда</translation>
        </message>
        <message>
            <source>The public sources.</source>
            <translation>Открытые источники.</translation>
        </message>
        <message>
            <source>To the adapters</source>
            <translation>К адаптерам</translation>
        </message>
        <message>
            <source>Use a mirror</source>
            <translation>Указать зеркало</translation>
        </message>
        <message>
            <source>Use the public sources</source>
            <translation>Брать из открытых источников</translation>
        </message>
        <message>
            <source>What computes them</source>
            <translation>Чем они считаются</translation>
        </message>
        <message>
            <source>Where models come from</source>
            <translation>Откуда берутся модели</translation>
        </message>
    </context>
    <context>
        <name>Table</name>
        <message>
            <source>Nothing is found. Try other words.</source>
            <translation>Ничего не найдено. Попробуйте другие слова.</translation>
        </message>
    </context>
    <context>
        <name>TableRows</name>
        <message>
            <source>Rows that the answer was reckoned from</source>
            <translation>Строки, по которым посчитан ответ</translation>
        </message>
        <message>
            <source>Rows that were counted: %1 of %2. A row opens its place.</source>
            <translation>Учтено строк: %1 из %2. Строка открывает своё место.</translation>
        </message>
        <message>
            <source>The first %1 are shown.</source>
            <translation>Показаны первые %1.</translation>
        </message>
    </context>
    <context>
        <name>TaskCard</name>
        <message>
            <source>For each task the smallest way that loses no more than 7 points to the best. The chat offers it under “Answer by”.</source>
            <translation>Для каждой задачи — самый малый способ, который уступает лучшему не больше 7 пунктов. В чате он есть в списке «Как отвечать».</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>Используется</translation>
        </message>
        <message>
            <source>It is used for this already</source>
            <translation>Для этого уже используется</translation>
        </message>
        <message>
            <source>The smallest model that is enough</source>
            <translation>Самая малая модель, которой хватает</translation>
        </message>
        <message>
            <source>Use for this</source>
            <translation>Использовать для этого</translation>
        </message>
        <message>
            <source>Use for: %1</source>
            <translation>Использовать для задачи: %1</translation>
        </message>
    </context>
    <context>
        <name>Tasks</name>
        <message>
            <source>Answer by documents</source>
            <translation>Отвечать по документам</translation>
        </message>
        <message>
            <source>Rewrite in the house style</source>
            <translation>Переписать в стиле компании</translation>
        </message>
        <message>
            <source>Sort into classes</source>
            <translation>Отнести к классу</translation>
        </message>
        <message>
            <source>Take fields out of a text</source>
            <translation>Извлечь поля из текста</translation>
        </message>
    </context>
    <context>
        <name>TasksPage</name>
        <message>
            <source>Done before</source>
            <translation>Сделано раньше</translation>
        </message>
        <message>
            <source>Nothing to wait for</source>
            <translation>Задач нет</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Сейчас</translation>
        </message>
        <message>
            <source>Reading documents and getting models appear here while they run.</source>
            <translation>Здесь появятся чтение документов и получение моделей.</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation>Задачи</translation>
        </message>
        <message>
            <source>To the documents</source>
            <translation>К документам</translation>
        </message>
    </context>
    <context>
        <name>TextCanvas</name>
        <message>
            <source>Page %1</source>
            <translation>Страница %1</translation>
        </message>
        <message>
            <source>Slide %1</source>
            <translation>Слайд %1</translation>
        </message>
        <message>
            <source>Text of the document</source>
            <translation>Текст документа</translation>
        </message>
    </context>
    <context>
        <name>Thumbnails</name>
        <message>
            <source>Small pictures of the pages</source>
            <translation>Маленькие страницы</translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
    </context>
    <context>
        <name>Tools</name>
        <message>
            <source>Attachment: %1</source>
            <translation>Вложение: %1</translation>
        </message>
        <message>
            <source>Find in the document (Ctrl+F)</source>
            <translation>Найти в документе (Ctrl+F)</translation>
        </message>
        <message>
            <source>Fit to the width</source>
            <translation>По ширине</translation>
        </message>
        <message>
            <source>Go to a page</source>
            <translation>Перейти к странице</translation>
        </message>
        <message>
            <source>It cannot be larger</source>
            <translation>Крупнее нельзя</translation>
        </message>
        <message>
            <source>It cannot be smaller</source>
            <translation>Мельче нельзя</translation>
        </message>
        <message>
            <source>Its folder cannot be reached now</source>
            <translation>Папка сейчас недоступна</translation>
        </message>
        <message>
            <source>Larger (Ctrl++)</source>
            <translation>Крупнее (Ctrl++)</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Ещё</translation>
        </message>
        <message>
            <source>On a page of its own</source>
            <translation>На отдельной странице</translation>
        </message>
        <message>
            <source>Open the file</source>
            <translation>Открыть файл</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Страница</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Напечатать…</translation>
        </message>
        <message>
            <source>Show the whole page</source>
            <translation>Страница целиком</translation>
        </message>
        <message>
            <source>Small pictures of the pages</source>
            <translation>Маленькие страницы</translation>
        </message>
        <message>
            <source>Smaller (Ctrl+−)</source>
            <translation>Мельче (Ctrl+−)</translation>
        </message>
        <message>
            <source>The file is no longer there</source>
            <translation>Файла нет на месте</translation>
        </message>
        <message>
            <source>of %1</source>
            <translation>из %1</translation>
        </message>
    </context>
    <context>
        <name>TrainingPage</name>
        <message>
            <source>Examples</source>
            <translation>Примеры</translation>
        </message>
        <message>
            <source>Parts of training</source>
            <translation>Части обучения</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Проверка</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>Обучение</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Подготовка</translation>
        </message>
        <message>
            <source>Trained models</source>
            <translation>Обученные модели</translation>
        </message>
        <message>
            <source>Ways to learn</source>
            <translation>Способы</translation>
        </message>
    </context>
    <context>
        <name>TrainingStartView</name>
        <message>
            <source>%1 of disk become free. Trained models stay; to train again, install it again.</source>
            <translation>Освободится %1 на диске. Обученные модели останутся; чтобы учить снова, его надо будет поставить заново.</translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) to learn from</source>
            <translation>
                <numerusform>%n пример для учёбы</numerusform>
                <numerusform>%n примера для учёбы</numerusform>
                <numerusform>%n примеров для учёбы</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n stretch(es) of text to learn</source>
            <translation>
                <numerusform>%n отрывок текста для обучения</numerusform>
                <numerusform>%n отрывка текста для обучения</numerusform>
                <numerusform>%n отрывков текста для обучения</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unfamiliar one(s) to be asked</source>
            <translation>
                <numerusform>%n незнакомый для проверки</numerusform>
                <numerusform>%n незнакомых для проверки</numerusform>
                <numerusform>%n незнакомых для проверки</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unfamiliar one(s) to judge by</source>
            <translation>
                <numerusform>%n незнакомый для проверки</numerusform>
                <numerusform>%n незнакомых для проверки</numerusform>
                <numerusform>%n незнакомых для проверки</numerusform>
            </translation>
        </message>
        <message>
            <source>A dry run says how long it takes; nothing begins without you.</source>
            <translation>Сколько это займёт, скажет пробный прогон; без вас ничего не начнётся.</translation>
        </message>
        <message>
            <source>A training is under way or waits for its hour.</source>
            <translation>Обучение уже идёт или ждёт своего часа.</translation>
        </message>
        <message>
            <source>Another training is under way</source>
            <translation>Уже идёт другое обучение</translation>
        </message>
        <message>
            <source>Before the start</source>
            <translation>Перед началом</translation>
        </message>
        <message>
            <source>Choose one that is on this computer.</source>
            <translation>Выберите из тех, что есть на компьютере.</translation>
        </message>
        <message>
            <source>Folder with the packages of the component</source>
            <translation>Папка с пакетами компонента</translation>
        </message>
        <message>
            <source>I am still looking whether all is ready</source>
            <translation>Ещё смотрю, всё ли готово</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Оставить</translation>
        </message>
        <message>
            <source>No model on this computer can be trained. Get one on the page Models.</source>
            <translation>На этом компьютере нет модели, которую можно учить. Получите её на странице «Модели».</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Remove the training component?</source>
            <translation>Удалить компонент обучения?</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Показать</translation>
        </message>
        <message>
            <source>Something is missing, see below</source>
            <translation>Чего-то не хватает, см. ниже</translation>
        </message>
        <message>
            <source>Start now</source>
            <translation>Начать сейчас</translation>
        </message>
        <message>
            <source>The chat will answer with it and with what it has learned. %1 on the disk.</source>
            <translation>Чат будет отвечать с ней и с тем, чему она научится. На диске %1.</translation>
        </message>
        <message>
            <source>The dry run goes on</source>
            <translation>Идёт пробный прогон</translation>
        </message>
        <message>
            <source>Which model learns</source>
            <translation>Какую модель учить</translation>
        </message>
    </context>
    <context>
        <name>TuneCommand</name>
        <message>
            <source>See what it has learned and what it has forgotten: %1</source>
            <translation>Что она усвоила и что забыла, покажет: %1</translation>
        </message>
    </context>
    <context>
        <name>UnreadColumn</name>
        <message>
            <source>Not read: %1</source>
            <translation>Не прочитаны: %1</translation>
        </message>
        <message>
            <source>Retry all</source>
            <translation>Повторить все</translation>
        </message>
        <message numerus="yes">
            <source>and %n more, in the table</source>
            <translation>
                <numerusform>и ещё %n, в таблице</numerusform>
                <numerusform>и ещё %n, в таблице</numerusform>
                <numerusform>и ещё %n, в таблице</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>UnreadItem</name>
        <message>
            <source>Enter the password</source>
            <translation>Ввести пароль</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Прочитать ещё раз</translation>
        </message>
        <message>
            <source>Replace the file</source>
            <translation>Заменить файл</translation>
        </message>
        <message>
            <source>Show in the folder</source>
            <translation>Показать в папке</translation>
        </message>
    </context>
    <context>
        <name>VerdictCard</name>
        <message>
            <source>Answer so in the chat</source>
            <translation>Отвечать так в чате</translation>
        </message>
        <message>
            <source>Why so</source>
            <translation>Почему так</translation>
        </message>
    </context>
    <context>
        <name>VersionCard</name>
        <message numerus="yes">
            <source>%n answer(s) became right</source>
            <translation>
                <numerusform>%n ответ стал верным</numerusform>
                <numerusform>%n ответа стали верными</numerusform>
                <numerusform>%n ответов стали верными</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n became wrong</source>
            <translation>
                <numerusform>%n стал неверным</numerusform>
                <numerusform>%n стали неверными</numerusform>
                <numerusform>%n стали неверными</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) of good answers</source>
            <translation>
                <numerusform>%n пример хорошего ответа</numerusform>
                <numerusform>%n примера хороших ответов</numerusform>
                <numerusform>%n примеров хороших ответов</numerusform>
            </translation>
        </message>
        <message>
            <source>Became right</source>
            <translation>Стали верными</translation>
        </message>
        <message>
            <source>Became wrong</source>
            <translation>Стали неверными</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Keep and use</source>
            <translation>Оставить и включить</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Отклонить</translation>
        </message>
        <message>
            <source>Switch off</source>
            <translation>Выключить</translation>
        </message>
        <message>
            <source>The documents do not say.</source>
            <translation>В документах нет ответа.</translation>
        </message>
        <message>
            <source>Try on ten questions</source>
            <translation>Проверить на десяти вопросах</translation>
        </message>
        <message>
            <source>What changed: %1, %2</source>
            <translation>Что изменилось: %1, %2</translation>
        </message>
        <message>
            <source>What the model is told</source>
            <translation>Что сказано модели</translation>
        </message>
        <message>
            <source>answers in the chat</source>
            <translation>отвечает в чате</translation>
        </message>
    </context>
    <context>
        <name>Viewer</name>
        <message>
            <source>Its folder cannot be reached now. This is the text that was read.</source>
            <translation>Папка сейчас недоступна. Показан прочитанный текст.</translation>
        </message>
        <message>
            <source>The document was sent to the printer</source>
            <translation>Документ отправлен на печать</translation>
        </message>
        <message>
            <source>The file has changed since. This is the text that was read.</source>
            <translation>Файл с тех пор изменился. Это текст, который был прочитан.</translation>
        </message>
        <message>
            <source>The file is no longer there. This is the text that was read.</source>
            <translation>Файла больше нет на месте. Это текст, который был прочитан.</translation>
        </message>
    </context>
    <context>
        <name>ViewerPage</name>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Документ</translation>
        </message>
    </context>
    <context>
        <name>Waiting</name>
        <message>
            <source>A command is using this folder now: %1. It can be continued later.</source>
            <translation>Сейчас эту папку занимает команда: %1. Её можно продолжить позже.</translation>
        </message>
        <message>
            <source>Bukvar</source>
            <translation>Букварь</translation>
        </message>
        <message>
            <source>Do not open</source>
            <translation>Не открывать</translation>
        </message>
        <message>
            <source>Stop and open</source>
            <translation>Остановить и открыть</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Останавливаю…</translation>
        </message>
    </context>
    <context>
        <name>WatchedFolders</name>
        <message>
            <source>Stop watching “%1”</source>
            <translation>Больше не следить за «%1»</translation>
        </message>
        <message>
            <source>The folder “%1” cannot be reached now. Its documents go on answering; it is watched again when it is back.</source>
            <translation>Папка «%1» сейчас недоступна. Её документы продолжают отвечать; когда она вернётся, за ней снова будут следить.</translation>
        </message>
        <message>
            <source>The system does not tell of changes in “%1”: it is looked through instead.</source>
            <translation>Система не сообщает об изменениях в «%1»: папка просматривается раз в несколько секунд.</translation>
        </message>
        <message>
            <source>The system lets no more folders be watched: “%1” is looked through every few seconds instead.</source>
            <translation>Система не даёт следить за большим числом папок: «%1» просматривается раз в несколько секунд.</translation>
        </message>
        <message>
            <source>Watch “%1” again</source>
            <translation>Снова следить за «%1»</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
            </translation>
        </message>
        <message>
            <source>is looked through…</source>
            <translation>просматривается…</translation>
        </message>
        <message>
            <source>not reachable</source>
            <translation>недоступна</translation>
        </message>
        <message>
            <source>not watched</source>
            <translation>не отслеживается</translation>
        </message>
        <message>
            <source>watched</source>
            <translation>отслеживается</translation>
        </message>
        <message>
            <source>“%1” lies on a network drive: it is looked through every few seconds.</source>
            <translation>«%1» лежит на сетевом диске: она просматривается раз в несколько секунд.</translation>
        </message>
    </context>
    <context>
        <name>Ways</name>
        <message>
            <source>No trained model is switched on</source>
            <translation>Ни одна обученная модель не включена</translation>
        </message>
        <message>
            <source>Nothing is trained in this base yet</source>
            <translation>В этой базе ещё ничего не обучено</translation>
        </message>
        <message>
            <source>The model that was trained is not on this computer any more</source>
            <translation>Модели, которую обучали, на этом компьютере больше нет</translation>
        </message>
        <message>
            <source>There are no ready documents yet</source>
            <translation>Готовых документов пока нет</translation>
        </message>
    </context>
    <context>
        <name>WebPage</name>
        <message>
            <source>%1

Bukvar itself stays off the network. Your browser is another program: it would connect to the internet.</source>
            <translation>%1

Сам Букварь в сеть не выходит. Браузер — другая программа: он подключится к интернету.</translation>
        </message>
        <message>
            <source>Open in the browser</source>
            <translation>Открыть в браузере</translation>
        </message>
        <message>
            <source>Open this page in the browser?</source>
            <translation>Открыть эту страницу в браузере?</translation>
        </message>
        <message>
            <source>Stay here</source>
            <translation>Остаться здесь</translation>
        </message>
    </context>
    <context>
        <name>WhenCard</name>
        <message>
            <source>At night</source>
            <translation>Ночью</translation>
        </message>
        <message>
            <source>Hour of the start</source>
            <translation>Час начала</translation>
        </message>
        <message>
            <source>It runs on its battery now: plug it in.</source>
            <translation>Сейчас он работает от батареи: подключите к сети.</translation>
        </message>
        <message>
            <source>Start at %1</source>
            <translation>Начать в %1</translation>
        </message>
        <message>
            <source>The computer must stay on and awake; Bukvar may be minimised.</source>
            <translation>Компьютер не выключайте и не давайте ему заснуть; Букварь можно свернуть.</translation>
        </message>
    </context>
    <context>
        <name>WholeActions</name>
        <message numerus="yes">
            <source>%n chosen</source>
            <translation>
                <numerusform>выбран %n</numerusform>
                <numerusform>выбрано %n</numerusform>
                <numerusform>выбрано %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose one document that is ready</source>
            <translation>Выберите один готовый документ</translation>
        </message>
        <message>
            <source>Choose two documents that are ready</source>
            <translation>Выберите два готовых документа</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Сравнить</translation>
        </message>
        <message>
            <source>Earlier ones</source>
            <translation>Сделанные раньше</translation>
        </message>
        <message>
            <source>Of the chosen documents, or of all</source>
            <translation>По выбранным документам или по всем</translation>
        </message>
        <message>
            <source>Summary</source>
            <translation>Пересказ</translation>
        </message>
        <message>
            <source>Table of facts</source>
            <translation>Таблица фактов</translation>
        </message>
    </context>
    <context>
        <name>Why</name>
        <message>
            <source>%1, page %2</source>
            <translation>%1, стр. %2</translation>
        </message>
        <message>
            <source>A document that the question names is not in the base: the model was not asked.</source>
            <translation>Документа, который назван в вопросе, в базе нет: модель не спрашивали.</translation>
        </message>
        <message>
            <source>By its meaning it is number %1; others share more of the words.</source>
            <translation>По смыслу оно на %1-м месте; в других местах больше слов из вопроса.</translation>
        </message>
        <message>
            <source>By its words it is number %1, by its meaning number %2.</source>
            <translation>По словам оно на %1-м месте, по смыслу на %2-м.</translation>
        </message>
        <message>
            <source>Even the nearest place is too far from the question: the model was not asked.</source>
            <translation>Даже ближайшее место слишком далеко от вопроса: модель не спрашивали.</translation>
        </message>
        <message>
            <source>It shares no word with the question; by its meaning it is number %1.</source>
            <translation>В нём нет ни одного слова из вопроса; по смыслу оно на %1-м месте.</translation>
        </message>
        <message>
            <source>Nearness by meaning %1, needed %2; share of the question's words %3; places compared: %4</source>
            <translation>Близость по смыслу %1, нужно %2; доля слов вопроса %3; сравнено мест: %4</translation>
        </message>
        <message>
            <source>Neither its words nor its meaning are near: ask in the document's own words.</source>
            <translation>Оно далеко от вопроса и по словам, и по смыслу: спросите словами документа.</translation>
        </message>
        <message>
            <source>No text was read there: the page may be a picture, or empty.</source>
            <translation>Текста там не прочитано: страница может быть картинкой или пустой.</translation>
        </message>
        <message>
            <source>Searched: “%1”.</source>
            <translation>Искал: «%1».</translation>
        </message>
        <message>
            <source>The chat is restricted to other documents, folders or dates. Take the filter away.</source>
            <translation>Чат ограничен другими документами, папками или датами. Снимите фильтр.</translation>
        </message>
        <message>
            <source>The documents speak of this, so the model was asked.</source>
            <translation>В документах об этом говорится, поэтому вопрос задан модели.</translation>
        </message>
        <message>
            <source>The file of this document is no longer there, so its text answers nothing.</source>
            <translation>Файла этого документа больше нет, поэтому по его тексту не отвечаю.</translation>
        </message>
        <message>
            <source>The question before was taken into account.</source>
            <translation>Предыдущий вопрос учтён.</translation>
        </message>
        <message>
            <source>The question names another document, so only that one was looked through.</source>
            <translation>В вопросе назван другой документ, поэтому искал только в нём.</translation>
        </message>
        <message>
            <source>The question was mended before it was searched.</source>
            <translation>Опечатки и раскладка исправлены перед поиском.</translation>
        </message>
        <message>
            <source>These words do not stand there. Copy them from the document, ten to twenty of them.</source>
            <translation>Таких слов там нет. Скопируйте из документа десять–двадцать слов подряд.</translation>
        </message>
        <message>
            <source>These words stand in no document: %1. They were searched by meaning.</source>
            <translation>Этих слов нет ни в одном документе: %1. Их искал по смыслу.</translation>
        </message>
        <message>
            <source>This document is not in the base, or has no text.</source>
            <translation>Этого документа нет в базе, или в нём нет текста.</translation>
        </message>
        <message>
            <source>This place is not among the %1 nearest ones.</source>
            <translation>Это место не вошло в %1 ближайших.</translation>
        </message>
        <message>
            <source>This place was found and given to the model.</source>
            <translation>Это место найдено и дано модели.</translation>
        </message>
        <message>
            <source>This place was found as number %1, and the model reads the first %2.</source>
            <translation>Это место найдено %1-м по счёту, а модель читает первые %2.</translation>
        </message>
        <message>
            <source>This place was found, but the documents were taken not to speak of this.</source>
            <translation>Это место найдено, но решено, что документы об этом не говорят.</translation>
        </message>
        <message>
            <source>This place was found, but there was no room for it in what the model reads.</source>
            <translation>Это место найдено, но не поместилось в то, что читает модель.</translation>
        </message>
        <message>
            <source>found, no room for it</source>
            <translation>найдено, не поместилось</translation>
        </message>
        <message>
            <source>found, not read</source>
            <translation>найдено, не читалось</translation>
        </message>
        <message>
            <source>meaning %1 (number %2), words %3 (number %4), together %5</source>
            <translation>смысл %1 (место %2), слова %3 (место %4), вместе %5</translation>
        </message>
        <message>
            <source>read by the model</source>
            <translation>прочитано моделью</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>«%1»</translation>
        </message>
    </context>
    <context>
        <name>WhyDialog</name>
        <message>
            <source>%1. %2: %3</source>
            <translation>%1. %2: %3</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Document in which it stands</source>
            <translation>Документ, в котором это стоит</translation>
        </message>
        <message>
            <source>Hide the figures</source>
            <translation>Скрыть цифры</translation>
        </message>
        <message>
            <source>In any document</source>
            <translation>В любом документе</translation>
        </message>
        <message>
            <source>Looking through the documents…</source>
            <translation>Просматриваю документы…</translation>
        </message>
        <message>
            <source>Places that were found</source>
            <translation>Найденные места</translation>
        </message>
        <message>
            <source>Should it have been found somewhere else?</source>
            <translation>Ответ должен был найтись в другом месте?</translation>
        </message>
        <message>
            <source>Show the figures</source>
            <translation>Показать цифры</translation>
        </message>
        <message>
            <source>Why not this place?</source>
            <translation>Почему не отсюда?</translation>
        </message>
        <message>
            <source>Why this answer?</source>
            <translation>Почему такой ответ?</translation>
        </message>
        <message>
            <source>Words that stand there</source>
            <translation>Слова, которые там стоят</translation>
        </message>
    </context>
    <context>
        <name>WhyPopup</name>
        <message>
            <source>Why so</source>
            <translation>Почему так</translation>
        </message>
    </context>
    <context>
        <name>WindowModel</name>
        <message>
            <source>%1 (base “%2”)</source>
            <translation>%1 (база «%2»)</translation>
        </message>
        <message>
            <source>A model is being received. What is here is kept; the next start continues from there.</source>
            <translation>Модель ещё загружается. Полученное сохранится, при следующем запуске продолжу с того же места.</translation>
        </message>
        <message>
            <source>A quick look at a new base is going on. The next start continues it.</source>
            <translation>Идёт быстрый осмотр новой базы. Следующий запуск его продолжит.</translation>
        </message>
        <message>
            <source>An exam is going on. Its answers are kept; the next start asks only what is left.</source>
            <translation>Идёт экзамен. Ответы сохранены; при следующем запуске спрошу только оставшееся.</translation>
        </message>
        <message>
            <source>Documents are being read. What is done is kept; the next start continues where it stopped.</source>
            <translation>Читаются документы. Сделанное сохранится, при следующем запуске продолжу с того же места.</translation>
        </message>
        <message>
            <source>The model “%1” is added</source>
            <translation>Модель «%1» добавлена</translation>
        </message>
        <message>
            <source>Training is running. A point is saved; the next start continues from there.</source>
            <translation>Идёт обучение. Точка сохранится, и следующий запуск продолжит с неё.</translation>
        </message>
        <message>
            <source>Work is running. The next start continues where it stopped.</source>
            <translation>Идёт работа. При следующем запуске продолжу с того же места.</translation>
        </message>
    </context>
    <context>
        <name>WindowSearch</name>
        <message>
            <source>Add documents</source>
            <translation>Добавить документы</translation>
        </message>
        <message>
            <source>Dark theme</source>
            <translation>Тёмная тема</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Справка</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Клавиши</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Крупнее текст</translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>Светлая тема</translation>
        </message>
        <message>
            <source>New chat</source>
            <translation>Новый чат</translation>
        </message>
        <message>
            <source>Quit Bukvar</source>
            <translation>Выйти из Букваря</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Мельче текст</translation>
        </message>
        <message>
            <source>Theme of the system</source>
            <translation>Тема системы</translation>
        </message>
    </context>
    <context>
        <name>WorkerWords</name>
        <message>
            <source>Getting models</source>
            <translation>Получение моделей</translation>
        </message>
        <message>
            <source>Language model</source>
            <translation>Языковая модель</translation>
        </message>
        <message>
            <source>Looking at the computer</source>
            <translation>Осмотр компьютера</translation>
        </message>
        <message>
            <source>Making examples and questions</source>
            <translation>Составление примеров и вопросов</translation>
        </message>
        <message>
            <source>Reading and search</source>
            <translation>Чтение и поиск</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Обучение</translation>
        </message>
        <message>
            <source>Watching folders</source>
            <translation>Наблюдение за папками</translation>
        </message>
    </context>
    <context>
        <name>WriteCard</name>
        <message>
            <source>A question needs words</source>
            <translation>Напишите вопрос</translation>
        </message>
        <message>
            <source>Add the question</source>
            <translation>Добавить вопрос</translation>
        </message>
        <message>
            <source>Expected answer; empty when the documents do not say</source>
            <translation>Ожидаемый ответ; пусто, если в документах этого нет</translation>
        </message>
        <message>
            <source>Has to appear in the answer: one a line, other wordings after “|”</source>
            <translation>Что должно быть в ответе: по одному в строке, другие слова после «|»</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Вид</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Не сейчас</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>Вопрос</translation>
        </message>
    </context>
    <context>
        <name>WrongDialog</name>
        <message>
            <source>Answer so from now on</source>
            <translation>Отвечать так</translation>
        </message>
        <message>
            <source>Ask this in exams as well</source>
            <translation>Задавать и на экзаменах</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>In none of these places</source>
            <translation>Ни в одном из этих мест</translation>
        </message>
        <message>
            <source>Propose it as a training example</source>
            <translation>Предложить как пример для обучения</translation>
        </message>
        <message>
            <source>Question: %1</source>
            <translation>Вопрос: %1</translation>
        </message>
        <message>
            <source>Questions of an exam name who approved them</source>
            <translation>У вопроса экзамена указано, кто его одобрил</translation>
        </message>
        <message>
            <source>The right answer</source>
            <translation>Верный ответ</translation>
        </message>
        <message>
            <source>Type the right answer first</source>
            <translation>Сначала введите верный ответ</translation>
        </message>
        <message>
            <source>What is the right answer?</source>
            <translation>Какой ответ верный?</translation>
        </message>
        <message>
            <source>Where does it stand?</source>
            <translation>Где это написано?</translation>
        </message>
        <message>
            <source>Wrong answer</source>
            <translation>Неверный ответ</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Ваше имя</translation>
        </message>
    </context>
    <context>
        <name>_Column</name>
        <message>
            <source>%1 of %2 in use</source>
            <translation>занято %1 из %2</translation>
        </message>
        <message>
            <source>Graphics card %1</source>
            <translation>Видеокарта %1</translation>
        </message>
        <message>
            <source>Memory of this computer</source>
            <translation>Память компьютера</translation>
        </message>
    </context>
    <context>
        <name>_Pages</name>
        <message>
            <source>Page %1</source>
            <translation>Страница %1</translation>
        </message>
    </context>
</TS>
