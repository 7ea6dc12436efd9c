<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AdapterDetails</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AdapterWords</name>
        <message numerus="yes">
            <source>%n example(s)</source>
            <translation>
                <numerusform>%n example</numerusform>
                <numerusform>%n examples</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Advice</name>
        <message numerus="yes">
            <source>%n document(s) changed after the training: search knows it</source>
            <translation>
                <numerusform>%n document changed after the training: search knows it</numerusform>
                <numerusform>%n documents changed after the training: search knows it</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) ready to be asked</source>
            <translation>
                <numerusform>%n document ready to be asked</numerusform>
                <numerusform>%n documents ready to be asked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) checked</source>
            <translation>
                <numerusform>%n example checked</numerusform>
                <numerusform>%n examples checked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n scan(s) without text: a file with text is needed</source>
            <translation>
                <numerusform>%n scan without text: a file with text is needed</numerusform>
                <numerusform>%n scans without text: files with text are needed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Analysis</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n document</numerusform>
                <numerusform>%n documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s)</source>
            <translation>
                <numerusform>%n question</numerusform>
                <numerusform>%n questions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sentence(s) of the model left out: the document does not say it.</source>
            <translation>
                <numerusform>%n sentence of the model left out: the document does not say it.</numerusform>
                <numerusform>%n sentences of the model left out: the document does not say it.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Answer</name>
        <message numerus="yes">
            <source>found %n place(s), reading</source>
            <translation>
                <numerusform>found %n place, reading</numerusform>
                <numerusform>found %n places, reading</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>found %n place(s), writing</source>
            <translation>
                <numerusform>found %n place, writing</numerusform>
                <numerusform>found %n places, writing</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AnswerAnnouncer</name>
        <message numerus="yes">
            <source>%n source(s)</source>
            <translation>
                <numerusform>%n source</numerusform>
                <numerusform>%n sources</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BackupModel</name>
        <message numerus="yes">
            <source>%n file(s) compared: all are what they were.</source>
            <translation>
                <numerusform>%n file compared: it is what it was.</numerusform>
                <numerusform>%n files compared: all are what they were.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n finding(s)</source>
            <translation>
                <numerusform>%n finding</numerusform>
                <numerusform>%n findings</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BaseSwitcher</name>
        <message numerus="yes">
            <source>%n chat(s) will be gone for good</source>
            <translation>
                <numerusform>%n chat will be gone for good</numerusform>
                <numerusform>%n chats will be gone for good</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) will have to be read again</source>
            <translation>
                <numerusform>%n document will have to be read again</numerusform>
                <numerusform>%n documents will have to be read again</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ChatGroups</name>
        <message numerus="yes">
            <source>%n answer(s)</source>
            <translation>
                <numerusform>%n answer</numerusform>
                <numerusform>%n answers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ChatMiddle</name>
        <message numerus="yes">
            <source>Answers come from your %n document(s), with the page beside every claim.</source>
            <translation>
                <numerusform>Answers come from your %n document, with the page beside every claim.</numerusform>
                <numerusform>Answers come from your %n documents, with the page beside every claim.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Choice</name>
        <message numerus="yes">
            <source>%n document(s) changed already: train again</source>
            <translation>
                <numerusform>%n document changed already: train again</numerusform>
                <numerusform>%n documents changed already: train again</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more checked example(s)</source>
            <translation>
                <numerusform>%n more checked example</numerusform>
                <numerusform>%n more checked examples</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) to try them on</source>
            <translation>
                <numerusform>%n question to try them on</numerusform>
                <numerusform>%n questions to try them on</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ChoiceView</name>
        <message numerus="yes">
            <source>%n document(s) ready</source>
            <translation>
                <numerusform>%n document ready</numerusform>
                <numerusform>%n documents ready</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n passage(s)</source>
            <translation>
                <numerusform>%n passage</numerusform>
                <numerusform>%n passages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message numerus="yes">
            <source>%n example(s) say nearly the same as one before: %1</source>
            <translation>
                <numerusform>%n example says nearly the same as one before: %1</numerusform>
                <numerusform>%n examples say nearly the same as ones before: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s) of the window: %1</source>
            <translation>
                <numerusform>%n picture of the window: %1</numerusform>
                <numerusform>%n pictures of the window: %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ComparisonView</name>
        <message numerus="yes">
            <source>%n line(s) differ</source>
            <translation>
                <numerusform>%n line differs</numerusform>
                <numerusform>%n lines differ</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DocumentsModel</name>
        <message numerus="yes">
            <source>%n document(s) opened</source>
            <translation>
                <numerusform>%n document opened</numerusform>
                <numerusform>%n documents opened</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n still locked</source>
            <translation>
                <numerusform>%n still locked</numerusform>
                <numerusform>%n still locked</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DocumentsPage</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n document</numerusform>
                <numerusform>%n documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) removed from the base</source>
            <translation>
                <numerusform>%n document removed from the base</numerusform>
                <numerusform>%n documents removed from the base</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n page</numerusform>
                <numerusform>%n pages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DocumentsValue</name>
        <message numerus="yes">
            <source>%n document(s) are copies of others.</source>
            <translation>
                <numerusform>%n document is a copy of another one.</numerusform>
                <numerusform>%n documents are copies of others.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) could not be read.</source>
            <translation>
                <numerusform>%n document could not be read.</numerusform>
                <numerusform>%n documents could not be read.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) seem to be out of force.</source>
            <translation>
                <numerusform>%n document seems to be out of force.</numerusform>
                <numerusform>%n documents seem to be out of force.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) are pictures whose words were recognised.</source>
            <translation>
                <numerusform>%n page is a picture whose words were recognised.</numerusform>
                <numerusform>%n pages are pictures whose words were recognised.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) are pictures without words: nobody finds them.</source>
            <translation>
                <numerusform>%n page is a picture without words: nobody finds it.</numerusform>
                <numerusform>%n pages are pictures without words: nobody finds them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) say the same with another number than another document.</source>
            <translation>
                <numerusform>%n place says the same with another number than another document.</numerusform>
                <numerusform>%n places say the same with another number than another document.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>About %n question(s) can be asked about them; a person reviews these in %1.</source>
            <translation>
                <numerusform>About %n question can be asked about them; a person reviews it in %1.</numerusform>
                <numerusform>About %n questions can be asked about them; a person reviews these in %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DropOverlay</name>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n file</numerusform>
                <numerusform>%n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n folder(s)</source>
            <translation>
                <numerusform>%n folder</numerusform>
                <numerusform>%n folders</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DryRunCard</name>
        <message numerus="yes">
            <source>%n long example(s) will be left out for want of memory.</source>
            <translation>
                <numerusform>%n long example will be left out for want of memory.</numerusform>
                <numerusform>%n long examples will be left out for want of memory.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s)</source>
            <translation>
                <numerusform>%n step</numerusform>
                <numerusform>%n steps</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EarlierExams</name>
        <message numerus="yes">
            <source>%n question(s)</source>
            <translation>
                <numerusform>%n question</numerusform>
                <numerusform>%n questions</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExamStartView</name>
        <message numerus="yes">
            <source>%n answer(s) to be written</source>
            <translation>
                <numerusform>%n answer to be written</numerusform>
                <numerusform>%n answers to be written</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not reviewed yet</source>
            <translation>
                <numerusform>%n not reviewed yet</numerusform>
                <numerusform>%n not reviewed yet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without an answer in the documents</source>
            <translation>
                <numerusform>%n without an answer in the documents</numerusform>
                <numerusform>%n without an answer in the documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>There are %n question(s). With fewer than %1 differences are hard to tell.</source>
            <translation>
                <numerusform>There is %n question. With fewer than %1 differences are hard to tell.</numerusform>
                <numerusform>There are %n questions. With fewer than %1 differences are hard to tell.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExamVerdict</name>
        <message numerus="yes">
            <source>%n checked by a person</source>
            <translation>
                <numerusform>%n checked by a person</numerusform>
                <numerusform>%n checked by a person</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) asked</source>
            <translation>
                <numerusform>%n question asked</numerusform>
                <numerusform>%n questions asked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n right answer(s) of %1</source>
            <translation>
                <numerusform>%n right answer of %1</numerusform>
                <numerusform>%n right answers of %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without an answer in the documents</source>
            <translation>
                <numerusform>%n without an answer in the documents</numerusform>
                <numerusform>%n without an answer in the documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>It is better than the model without documents by %n point(s) (from %1 to %2).</source>
            <translation>
                <numerusform>It is better than the model without documents by %n point (from %1 to %2).</numerusform>
                <numerusform>It is better than the model without documents by %n points (from %1 to %2).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>It is better than what answers in the chat now by %n point(s) (from %1 to %2).</source>
            <translation>
                <numerusform>It is better than what answers in the chat now by %n point (from %1 to %2).</numerusform>
                <numerusform>It is better than what answers in the chat now by %n points (from %1 to %2).</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Example</name>
        <message numerus="yes">
            <source>%n example(s) made</source>
            <translation>
                <numerusform>%n example made</numerusform>
                <numerusform>%n examples made</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExampleReview</name>
        <message numerus="yes">
            <source>%n approved example(s) are ready to train with.</source>
            <translation>
                <numerusform>%n approved example is ready to train with.</numerusform>
                <numerusform>%n approved examples are ready to train with.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) approved</source>
            <translation>
                <numerusform>%n example approved</numerusform>
                <numerusform>%n examples approved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) approved, at least %1 needed.</source>
            <translation>
                <numerusform>%n example approved, at least %1 needed.</numerusform>
                <numerusform>%n examples approved, at least %1 needed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Taken back: %n row(s)</source>
            <translation>
                <numerusform>Taken back: %n example</numerusform>
                <numerusform>Taken back: %n examples</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExamplesView</name>
        <message numerus="yes">
            <source>%n example(s) hold personal data: names, numbers, pay.</source>
            <translation>
                <numerusform>%n example holds personal data: names, numbers, pay.</numerusform>
                <numerusform>%n examples hold personal data: names, numbers, pay.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) rejected</source>
            <translation>
                <numerusform>%n example rejected</numerusform>
                <numerusform>%n examples rejected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) saved</source>
            <translation>
                <numerusform>%n example saved</numerusform>
                <numerusform>%n examples saved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) taken</source>
            <translation>
                <numerusform>%n example taken</numerusform>
                <numerusform>%n examples taken</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) taken, already checked</source>
            <translation>
                <numerusform>%n checked example taken</numerusform>
                <numerusform>%n checked examples taken</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n were here already</source>
            <translation>
                <numerusform>%n was here already</numerusform>
                <numerusform>%n were here already</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Personal data replaced in %n example(s)</source>
            <translation>
                <numerusform>Personal data replaced in %n example</numerusform>
                <numerusform>Personal data replaced in %n examples</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Findings</name>
        <message numerus="yes">
            <source>%n document(s): %1 (%2…)</source>
            <translation>
                <numerusform>%n document: %1 (%2…)</numerusform>
                <numerusform>%n documents: %1 (%2…)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n finding(s)</source>
            <translation>
                <numerusform>%n finding</numerusform>
                <numerusform>%n findings</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n passage(s) of it are found by no search</source>
            <translation>
                <numerusform>%n passage of it is found by no search</numerusform>
                <numerusform>%n passages of it are found by no search</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n vector(s) are left over without a text</source>
            <translation>
                <numerusform>%n vector is left over without a text</numerusform>
                <numerusform>%n vectors are left over without a text</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FirstStartPage</name>
        <message numerus="yes">
            <source>%n document(s) can be asked about.</source>
            <translation>
                <numerusform>%n document can be asked about.</numerusform>
                <numerusform>%n documents can be asked about.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GateText</name>
        <message numerus="yes">
            <source>%n checked example(s)</source>
            <translation>
                <numerusform>%n checked example</numerusform>
                <numerusform>%n checked examples</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n checked example(s): enough to try</source>
            <translation>
                <numerusform>%n checked example: enough to try</numerusform>
                <numerusform>%n checked examples: enough to try</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) checked, at least %1 needed</source>
            <translation>
                <numerusform>%n example checked, at least %1 needed</numerusform>
                <numerusform>%n examples checked, at least %1 needed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) contradict others</source>
            <translation>
                <numerusform>%n example contradicts others</numerusform>
                <numerusform>%n examples contradict others</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more differ(s) from one of them in hardly a word and teach(es) nothing new.</source>
            <translation>
                <numerusform>%n more differs from one of them in hardly a word and teaches nothing new.</numerusform>
                <numerusform>%n more differ from one of them in hardly a word and teach nothing new.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Personal data in %n example(s)</source>
            <translation>
                <numerusform>Personal data in %n example</numerusform>
                <numerusform>Personal data in %n examples</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GatesCard</name>
        <message numerus="yes">
            <source>%n thing(s) missing</source>
            <translation>
                <numerusform>%n thing missing</numerusform>
                <numerusform>%n things missing</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>can begin, %n remark(s)</source>
            <translation>
                <numerusform>can begin, %n remark</numerusform>
                <numerusform>can begin, %n remarks</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Health</name>
        <message numerus="yes">
            <source>%1, %n core(s).</source>
            <translation>
                <numerusform>%1, %n core.</numerusform>
                <numerusform>%1, %n cores.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s), as the index has them.</source>
            <translation>
                <numerusform>%n document, as the index has it.</numerusform>
                <numerusform>%n documents, as the index has them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) mended.</source>
            <translation>
                <numerusform>%n place mended.</numerusform>
                <numerusform>%n places mended.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>A file was written into %n folder(s).</source>
            <translation>
                <numerusform>A file was written into %n folder.</numerusform>
                <numerusform>A file was written into %n folders.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HealthSection</name>
        <message numerus="yes">
            <source>Checking… %n part(s) so far</source>
            <translation>
                <numerusform>Checking… %n part so far</numerusform>
                <numerusform>Checking… %n parts so far</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HelpPage</name>
        <message numerus="yes">
            <source>Found in the help: %n</source>
            <translation>
                <numerusform>Found in the help: %n</numerusform>
                <numerusform>Found in the help: %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Import</name>
        <message numerus="yes">
            <source>%n document(s) locked: use --password-file</source>
            <translation>
                <numerusform>%n document locked: use --password-file</numerusform>
                <numerusform>%n documents locked: use --password-file</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportCard</name>
        <message numerus="yes">
            <source>%n example(s) in %1</source>
            <translation>
                <numerusform>%n example in %1</numerusform>
                <numerusform>%n examples in %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) will be passed over:</source>
            <translation>
                <numerusform>%n row will be passed over:</numerusform>
                <numerusform>%n rows will be passed over:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Instructions</name>
        <message numerus="yes">
            <source>%n right answer(s) of %1 with them, %2 without</source>
            <translation>
                <numerusform>%n right answer of %1 with them, %2 without</numerusform>
                <numerusform>%n right answers of %1 with them, %2 without</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Best of %n tried on one half of the exam, in %1 rounds. These figures come from the other half, which the search never saw.</source>
            <translation>
                <numerusform>Best of %n tried on one half of the exam, in %1 rounds. These figures come from the other half, which the search never saw.</numerusform>
                <numerusform>Best of %n tried on one half of the exam, in %1 rounds. These figures come from the other half, which the search never saw.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Tried on %n question(s): %1 right with them, %2 without.</source>
            <translation>
                <numerusform>Tried on %n question: %1 right with them, %2 without.</numerusform>
                <numerusform>Tried on %n questions: %1 right with them, %2 without.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>InstructionsView</name>
        <message numerus="yes">
            <source>%n instruction(s) were tried. None of them did better: nothing changes.</source>
            <translation>
                <numerusform>%n version was tried. It did no better: nothing changes.</numerusform>
                <numerusform>%n versions were tried. None of them did better: nothing changes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>JobText</name>
        <message numerus="yes">
            <source>%n document(s) read</source>
            <translation>
                <numerusform>%n document read</numerusform>
                <numerusform>%n documents read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Reading %n document(s) again</source>
            <translation>
                <numerusform>Reading %n document again</numerusform>
                <numerusform>Reading %n documents again</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LeftOut</name>
        <message numerus="yes">
            <source>%n left out: %1</source>
            <translation>
                <numerusform>%n left out: %1</numerusform>
                <numerusform>%n left out: %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Legend</name>
        <message numerus="yes">
            <source>%n in the documents, but not what was asked</source>
            <translation>
                <numerusform>%n in the documents, but not what was asked</numerusform>
                <numerusform>%n in the documents, but not what was asked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n partly in the documents</source>
            <translation>
                <numerusform>%n partly in the documents</numerusform>
                <numerusform>%n partly in the documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sentence(s) with a source</source>
            <translation>
                <numerusform>%n sentence with a source</numerusform>
                <numerusform>%n sentences with a source</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without a source — please check</source>
            <translation>
                <numerusform>%n without a source — please check</numerusform>
                <numerusform>%n without a source — please check</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MakeExamplesCard</name>
        <message numerus="yes">
            <source>%n passage(s) are left to ask about</source>
            <translation>
                <numerusform>%n passage is left to ask about</numerusform>
                <numerusform>%n passages are left to ask about</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ModelWords</name>
        <message numerus="yes">
            <source>%n word(s)/s</source>
            <translation>
                <numerusform>%n word/s</numerusform>
                <numerusform>%n words/s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>With this model the computer would write about %n word(s) a minute, so an answer takes minutes. Choose a smaller one, or one that reads only a part of itself for each word.</source>
            <translation>
                <numerusform>With this model the computer would write about %n word a minute, so an answer takes minutes. Choose a smaller one, or one that reads only a part of itself for each word.</numerusform>
                <numerusform>With this model the computer would write about %n words a minute, so an answer takes minutes. Choose a smaller one, or one that reads only a part of itself for each word.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n word(s) a minute</source>
            <translation>
                <numerusform>about %n word a minute</numerusform>
                <numerusform>about %n words a minute</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n word(s)/s</source>
            <translation>
                <numerusform>about %n word/s</numerusform>
                <numerusform>about %n words/s</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ModelsModel</name>
        <message numerus="yes">
            <source>%n adapter(s)</source>
            <translation>
                <numerusform>%n adapter</numerusform>
                <numerusform>%n adapters</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Notes</name>
        <message numerus="yes">
            <source>%n attachment(s) not read</source>
            <translation>
                <numerusform>%n attachment not read</numerusform>
                <numerusform>%n attachments not read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n attachment(s) were not read</source>
            <translation>
                <numerusform>%n attachment was not read</numerusform>
                <numerusform>%n attachments were not read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) inside need a password</source>
            <translation>
                <numerusform>%n file inside needs a password</numerusform>
                <numerusform>%n files inside need a password</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) locked</source>
            <translation>
                <numerusform>%n file locked</numerusform>
                <numerusform>%n files locked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) of other programs inside were not read</source>
            <translation>
                <numerusform>%n file of another program inside was not read</numerusform>
                <numerusform>%n files of other programs inside were not read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n formula(s) were never calculated, the formula itself was read</source>
            <translation>
                <numerusform>%n formula was never calculated, the formula itself was read</numerusform>
                <numerusform>%n formulas were never calculated, the formulas themselves were read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n formula(s) without values</source>
            <translation>
                <numerusform>%n formula without a value</numerusform>
                <numerusform>%n formulas without values</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hidden sheet(s) were read as well</source>
            <translation>
                <numerusform>%n hidden sheet was read as well</numerusform>
                <numerusform>%n hidden sheets were read as well</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hidden slide(s) were read as well</source>
            <translation>
                <numerusform>%n hidden slide was read as well</numerusform>
                <numerusform>%n hidden slides were read as well</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n instruction(s) to the program</source>
            <translation>
                <numerusform>%n instruction to the program</numerusform>
                <numerusform>%n instructions to the program</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n instruction(s) to the program that answers, left out when it reads</source>
            <translation>
                <numerusform>%n instruction to the program that answers, left out when it reads</numerusform>
                <numerusform>%n instructions to the program that answers, left out when it reads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) are damaged</source>
            <translation>
                <numerusform>%n page is damaged</numerusform>
                <numerusform>%n pages are damaged</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) are pictures, their text was not read</source>
            <translation>
                <numerusform>%n page is a picture, its text was not read</numerusform>
                <numerusform>%n pages are pictures, their text was not read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) are pictures, their text was recognised</source>
            <translation>
                <numerusform>%n page is a picture, its text was recognised</numerusform>
                <numerusform>%n pages are pictures, their text was recognised</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) do not say which letters they show</source>
            <translation>
                <numerusform>%n page does not say which letters it shows</numerusform>
                <numerusform>%n pages do not say which letters they show</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) not read</source>
            <translation>
                <numerusform>%n page not read</numerusform>
                <numerusform>%n pages not read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s) of pages inside, their text was not read</source>
            <translation>
                <numerusform>%n picture of a page inside, its text was not read</numerusform>
                <numerusform>%n pictures of pages inside, their text was not read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n piece(s) of text that nobody sees were left out</source>
            <translation>
                <numerusform>%n piece of text that nobody sees was left out</numerusform>
                <numerusform>%n pieces of text that nobody sees were left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n scan(s) inside not read</source>
            <translation>
                <numerusform>%n scan inside not read</numerusform>
                <numerusform>%n scans inside not read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n struck-out piece(s) of text were left out</source>
            <translation>
                <numerusform>%n struck-out piece of text was left out</numerusform>
                <numerusform>%n struck-out pieces of text were left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unclear word(s) left out</source>
            <translation>
                <numerusform>%n unclear word left out</numerusform>
                <numerusform>%n unclear words left out</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PackBanner</name>
        <message numerus="yes">
            <source>A model pack is at hand: “%1”, %n model(s), %2</source>
            <translation>
                <numerusform>A model pack is at hand: “%1”, %n model, %2</numerusform>
                <numerusform>A model pack is at hand: “%1”, %n models, %2</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PasswordPopup</name>
        <message numerus="yes">
            <source>Password, tried on %n locked document(s). It is not kept</source>
            <translation>
                <numerusform>Password, tried on %n locked document. It is not kept</numerusform>
                <numerusform>Password, tried on %n locked documents. It is not kept</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProgressCard</name>
        <message numerus="yes">
            <source>%n example(s) approved</source>
            <translation>
                <numerusform>%n example approved</numerusform>
                <numerusform>%n examples approved</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QuestionReview</name>
        <message numerus="yes">
            <source>%n approved question(s) are ready for an exam.</source>
            <translation>
                <numerusform>%n approved question is ready for an exam.</numerusform>
                <numerusform>%n approved questions are ready for an exam.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Taken back: %n question(s)</source>
            <translation>
                <numerusform>Taken back: %n question</numerusform>
                <numerusform>Taken back: %n questions</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QuestionsForm</name>
        <message numerus="yes">
            <source>Ask: %n answer(s)</source>
            <translation>
                <numerusform>Ask: %n answer</numerusform>
                <numerusform>Ask: %n answers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QuestionsView</name>
        <message numerus="yes">
            <source>%n question(s) removed</source>
            <translation>
                <numerusform>%n question removed</numerusform>
                <numerusform>%n questions removed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) saved</source>
            <translation>
                <numerusform>%n question saved</numerusform>
                <numerusform>%n questions saved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) taken</source>
            <translation>
                <numerusform>%n question taken</numerusform>
                <numerusform>%n questions taken</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) are no questions</source>
            <translation>
                <numerusform>%n row is no question</numerusform>
                <numerusform>%n rows are no questions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n were there before</source>
            <translation>
                <numerusform>%n was there before</numerusform>
                <numerusform>%n were there before</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message numerus="yes">
            <source>%n task(s) failed</source>
            <translation>
                <numerusform>%n task failed</numerusform>
                <numerusform>%n tasks failed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n task(s) running</source>
            <translation>
                <numerusform>%n task running</numerusform>
                <numerusform>%n tasks running</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Readiness</name>
        <message numerus="yes">
            <source>%n thing(s) to look at</source>
            <translation>
                <numerusform>%n thing to look at</numerusform>
                <numerusform>%n things to look at</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Report</name>
        <message numerus="yes">
            <source>%n document(s) in the base now</source>
            <translation>
                <numerusform>%n document in the base now</numerusform>
                <numerusform>%n documents in the base now</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s)</source>
            <translation>
                <numerusform>%n example</numerusform>
                <numerusform>%n examples</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n good example(s)</source>
            <translation>
                <numerusform>%n good example</numerusform>
                <numerusform>%n good examples</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n mark(s) changed: %names%</source>
            <translation>
                <numerusform>%n mark changed: %names%</numerusform>
                <numerusform>%n marks changed: %names%</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them without an answer there</source>
            <translation>
                <numerusform>%n of them without an answer there</numerusform>
                <numerusform>%n of them without an answer there</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) about the documents</source>
            <translation>
                <numerusform>%n question about the documents</numerusform>
                <numerusform>%n questions about the documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) were made by the program and not reviewed by a person.</source>
            <translation>
                <numerusform>%n question was made by the program and not reviewed by a person.</numerusform>
                <numerusform>%n questions were made by the program and not reviewed by a person.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>, and %n general question(s)</source>
            <translation>
                <numerusform>, and %n general question</numerusform>
                <numerusform>, and %n general questions</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ResultsView</name>
        <message numerus="yes">
            <source>%n of them without an answer in the documents</source>
            <translation>
                <numerusform>%n of them without an answer in the documents</numerusform>
                <numerusform>%n of them without an answer in the documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) about your documents</source>
            <translation>
                <numerusform>%n question about your documents</numerusform>
                <numerusform>%n questions about your documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) are ready. All ways of learning get the same ones.</source>
            <translation>
                <numerusform>%n question is ready. All ways of learning get the same one.</numerusform>
                <numerusform>%n questions are ready. All ways of learning get the same ones.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RunLine</name>
        <message numerus="yes">
            <source>%n example(s)</source>
            <translation>
                <numerusform>%n example</numerusform>
                <numerusform>%n examples</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RunView</name>
        <message numerus="yes">
            <source>%n checked example(s)</source>
            <translation>
                <numerusform>%n checked example</numerusform>
                <numerusform>%n checked examples</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SampleBox</name>
        <message numerus="yes">
            <source>%n more in the sample.</source>
            <translation>
                <numerusform>%n more in the sample.</numerusform>
                <numerusform>%n more in the sample.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Estimated from %n random example(s).</source>
            <translation>
                <numerusform>Estimated from %n random example.</numerusform>
                <numerusform>Estimated from %n random examples.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The other %n can be approved at once.</source>
            <translation>
                <numerusform>The other %n can be approved at once.</numerusform>
                <numerusform>The other %n can be approved at once.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Shield</name>
        <message numerus="yes">
            <source>%n attempt(s) to reach the network refused</source>
            <translation>
                <numerusform>%n attempt to reach the network refused</numerusform>
                <numerusform>%n attempts to reach the network refused</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SimilarPopup</name>
        <message numerus="yes">
            <source>%n more row(s) ask nearly the same; one of them is enough.</source>
            <translation>
                <numerusform>%n more example asks nearly the same; one of them is enough.</numerusform>
                <numerusform>%n more examples ask nearly the same; one of them is enough.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SkippedRows</name>
        <message numerus="yes">
            <source>%n damaged row(s), no JSON: %1</source>
            <translation>
                <numerusform>%n damaged row, no JSON: %1</numerusform>
                <numerusform>%n damaged rows, no JSON: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more row(s) left out</source>
            <translation>
                <numerusform>%n more row left out</numerusform>
                <numerusform>%n more rows left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) that cannot be read: %1</source>
            <translation>
                <numerusform>%n row that cannot be read: %1</numerusform>
                <numerusform>%n rows that cannot be read: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) that only repeat the names or the numbers of the columns: %1</source>
            <translation>
                <numerusform>%n row that only repeats the names or the numbers of the columns: %1</numerusform>
                <numerusform>%n rows that only repeat the names or the numbers of the columns: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) too long for the model: %1</source>
            <translation>
                <numerusform>%n row is too long for the model: %1</numerusform>
                <numerusform>%n rows are too long for the model: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) were here already</source>
            <translation>
                <numerusform>%n row was here already</numerusform>
                <numerusform>%n rows were here already</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) with more cells than columns (a text with a delimiter needs quotation marks): %1</source>
            <translation>
                <numerusform>%n row with more cells than columns (a text with a delimiter needs quotation marks): %1</numerusform>
                <numerusform>%n rows with more cells than columns (a text with a delimiter needs quotation marks): %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) without a question and its answer: %1</source>
            <translation>
                <numerusform>%n row without a question and its answer: %1</numerusform>
                <numerusform>%n rows without a question and its answer: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) without a question: %1</source>
            <translation>
                <numerusform>%n row without a question: %1</numerusform>
                <numerusform>%n rows without a question: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) without an answer: %1</source>
            <translation>
                <numerusform>%n row without an answer: %1</numerusform>
                <numerusform>%n rows without an answer: %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StorageSection</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n document</numerusform>
                <numerusform>%n documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n model(s)</source>
            <translation>
                <numerusform>%n model</numerusform>
                <numerusform>%n models</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n page</numerusform>
                <numerusform>%n pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>After %n minute(s)</source>
            <translation>
                <numerusform>After %n minute</numerusform>
                <numerusform>After %n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TrainingStartView</name>
        <message numerus="yes">
            <source>%n example(s) to learn from</source>
            <translation>
                <numerusform>%n example to learn from</numerusform>
                <numerusform>%n examples to learn from</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n stretch(es) of text to learn</source>
            <translation>
                <numerusform>%n stretch of text to learn</numerusform>
                <numerusform>%n stretches of text to learn</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unfamiliar one(s) to be asked</source>
            <translation>
                <numerusform>%n unfamiliar one to be asked</numerusform>
                <numerusform>%n unfamiliar ones to be asked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unfamiliar one(s) to judge by</source>
            <translation>
                <numerusform>%n unfamiliar one to judge by</numerusform>
                <numerusform>%n unfamiliar ones to judge by</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>UnreadColumn</name>
        <message numerus="yes">
            <source>and %n more, in the table</source>
            <translation>
                <numerusform>and %n more, in the table</numerusform>
                <numerusform>and %n more, in the table</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>VersionCard</name>
        <message numerus="yes">
            <source>%n answer(s) became right</source>
            <translation>
                <numerusform>%n answer became right</numerusform>
                <numerusform>%n answers became right</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n became wrong</source>
            <translation>
                <numerusform>%n became wrong</numerusform>
                <numerusform>%n became wrong</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n example(s) of good answers</source>
            <translation>
                <numerusform>%n example of a good answer</numerusform>
                <numerusform>%n examples of good answers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WatchedFolders</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WholeActions</name>
        <message numerus="yes">
            <source>%n chosen</source>
            <translation>
                <numerusform>%n chosen</numerusform>
                <numerusform>%n chosen</numerusform>
            </translation>
        </message>
    </context>
</TS>
