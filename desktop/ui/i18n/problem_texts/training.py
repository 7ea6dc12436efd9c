"""Problems of examples, training, exams and analyses: what happened, and what to do about it."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from workers.contract.codes import Code

# PySide6 types the marker for the translator as an object.
TEXTS: dict[Code, tuple[object, object]] = {
    Code.ROWS_UNREADABLE: (
        QT_TRANSLATE_NOOP("Problem", "%file% cannot be read as a list of examples"),
        QT_TRANSLATE_NOOP("Problem", "Save it as CSV, XLSX or JSONL and try again."),
    ),
    Code.COLUMNS_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "It is not clear which columns of %file% hold question and answer"),
        QT_TRANSLATE_NOOP("Problem", "Choose the columns: %columns%."),
    ),
    Code.NO_EXAMPLES: (
        QT_TRANSLATE_NOOP("Problem", "There are no examples yet"),
        QT_TRANSLATE_NOOP("Problem", "Make them from the documents or bring in a file."),
    ),
    Code.NOTHING_MADE: (
        QT_TRANSLATE_NOOP("Problem", "No example could be made from the documents"),
        QT_TRANSLATE_NOOP("Problem", "Choose a larger model for making them, or bring in a file."),
    ),
    Code.EXAMPLE_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "There is no example “%example%”"),
        QT_TRANSLATE_NOOP("Problem", "Check its number in the list of examples."),
    ),
    Code.TUNING_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "The tuning component is not installed"),
        QT_TRANSLATE_NOOP("Problem", "Install it on the Training page."),
    ),
    Code.TUNING_DAMAGED: (
        QT_TRANSLATE_NOOP("Problem", "The tuning component is damaged"),
        QT_TRANSLATE_NOOP("Problem", "Install it again: what is whole stays."),
    ),
    Code.NOT_CONFIRMED: (
        QT_TRANSLATE_NOOP("Problem", "Nobody allowed this in the window of Bukvar or on a terminal"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Answer the question there, with the passphrase if you set one; a script cannot. You can also"
            " change it in the window, in Settings.",
        ),
    ),
    Code.SEALED: (
        QT_TRANSLATE_NOOP("Problem", "Sealed mode is on: nothing is got from the network"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Take the files from a folder, a USB disk or a model pack, or switch the mode off in Settings.",
        ),
    ),
    Code.PYTHON_MISSING: (
        QT_TRANSLATE_NOOP(
            "Problem", "The tuning component needs Python %oldest% to %newest%, and none was found"
        ),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Install it with its module venv: on Windows from python.org (not from Microsoft Store),"
            " on Debian the package python3-venv. Then start again.",
        ),
    ),
    Code.BACKEND_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "Nothing on this computer can train"),
        QT_TRANSLATE_NOOP(
            "Problem", "Install the tuning component again, or update the driver of the graphics card."
        ),
    ),
    Code.EXAM_TOO_SMALL: (
        QT_TRANSLATE_NOOP("Problem", "No exam has shown what is enough for this task"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Bring in ten or more questions of this kind, and hold an exam in which several ways or models "
            "take part.",
        ),
    ),
    Code.OPINION_DISAGREES: (
        QT_TRANSLATE_NOOP(
            "Problem",
            "“%model%” agrees with people too little to be heard: kappa %kappa%, %least% is needed",
        ),
        QT_TRANSLATE_NOOP(
            "Problem",
            "It was tried on %answers% answers that people have marked, and marked %same% of them alike. A"
            " larger model may do better; the marks of the rules stand in any case.",
        ),
    ),
    Code.TASK_NOT_CHOSEN: (
        QT_TRANSLATE_NOOP("Problem", "Nothing was chosen for this task in the base"),
        QT_TRANSLATE_NOOP(
            "Problem", "Choose it by an exam: on its page, or with bukvar exam tasks --use TASK."
        ),
    ),
    Code.SAMPLE_FIRST: (
        QT_TRANSLATE_NOOP("Problem", "Examples wait: %rows%, and nobody has looked at a sample of them"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Approve or reject those that are shown first: then it is known how many of the rest are wrong. "
            "With --unseen all are approved without a look.",
        ),
    ),
    Code.TOO_FEW_EXAMPLES: (
        QT_TRANSLATE_NOOP("Problem", "Too few approved examples: %approved%, at least %least% are needed"),
        QT_TRANSLATE_NOOP("Problem", "Approve more examples; until then search answers better."),
    ),
    Code.MODEL_NOT_TRAINABLE: (
        QT_TRANSLATE_NOOP("Problem", "Models of the type “%architecture%” cannot be trained here"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Models without experts can be: Qwen 2.5 to 3.5, Llama, Mistral, Gemma 2 to 4, Granite, SmolLM.",
        ),
    ),
    Code.TOKENIZER_NOT_TRAINABLE: (
        QT_TRANSLATE_NOOP(
            "Problem", "This model cuts texts in a way that the trainer does not know: %tokenizer%"
        ),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Models without experts can be: Qwen 2.5 to 3.5, Llama, Mistral, Gemma 2 to 4, Granite, SmolLM.",
        ),
    ),
    Code.TRAINING_MEMORY: (
        QT_TRANSLATE_NOOP("Problem", "There is not enough memory for training: %need% needed, %free% free"),
        QT_TRANSLATE_NOOP("Problem", "Close other programs, choose a smaller model or shorter examples."),
    ),
    Code.TRAINING_DIVERGED: (
        QT_TRANSLATE_NOOP("Problem", "Training went astray and was stopped"),
        QT_TRANSLATE_NOOP("Problem", "Start again with a lower learning rate, or check the examples."),
    ),
    Code.TEXT_NEEDS_SMALL_MODEL: (
        QT_TRANSLATE_NOOP("Problem", "Reading plain text is for models of up to %most% weights"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Choose a smaller model, or train this one on checked examples: facts are better searched.",
        ),
    ),
    Code.RUN_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "There is no training “%run%”"),
        QT_TRANSLATE_NOOP("Problem", "Check it in the list of trainings."),
    ),
    Code.ADAPTER_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "There is no trained model “%adapter%”"),
        QT_TRANSLATE_NOOP("Problem", "Check it in the list of trained models."),
    ),
    Code.ADAPTER_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "The file of the trained model “%adapter%” is not in its place"),
        QT_TRANSLATE_NOOP("Problem", "Bring it in from its file or train again."),
    ),
    Code.ADAPTER_DAMAGED: (
        QT_TRANSLATE_NOOP("Problem", "The file of a trained model is damaged: %file%"),
        QT_TRANSLATE_NOOP("Problem", "Give it out again on the other computer, or train again."),
    ),
    Code.ADAPTER_FOREIGN: (
        QT_TRANSLATE_NOOP("Problem", "%file% belongs to another model than “%model%”"),
        QT_TRANSLATE_NOOP("Problem", "Choose the model it was trained on, or get that model first."),
    ),
    Code.ADAPTER_DIFFERS: (
        QT_TRANSLATE_NOOP(
            "Problem", "The chat answers otherwise than the trainer: %same% of %asked% answers agree"
        ),
        QT_TRANSLATE_NOOP("Problem", "The trained model was not taken; train again."),
    ),
    Code.NO_ADAPTER: (
        QT_TRANSLATE_NOOP("Problem", "The base “%name%” has no trained model that is switched on"),
        QT_TRANSLATE_NOOP("Problem", "Train one, or switch one on, on the Training page."),
    ),
    Code.TUNING_FOLDER: (
        QT_TRANSLATE_NOOP(
            "Problem", "The folder “%folder%” was made for another computer or version of Bukvar"
        ),
        QT_TRANSLATE_NOOP(
            "Problem", "Make the folder with the training component anew with this version of Bukvar."
        ),
    ),
    Code.PACKAGE_UNREACHABLE: (
        QT_TRANSLATE_NOOP("Problem", "A part of the tuning component cannot be got: %package%"),
        QT_TRANSLATE_NOOP("Problem", "Check the connection, or install from a folder of files."),
    ),
    Code.NO_QUESTIONS: (
        QT_TRANSLATE_NOOP("Problem", "“%name%” has no exam questions yet"),
        QT_TRANSLATE_NOOP("Problem", "Make them from the documents, or import a list."),
    ),
    Code.TOO_FEW_QUESTIONS: (
        QT_TRANSLATE_NOOP("Problem", "“%name%” has too few exam questions to look for instructions"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Make or import more: one half is tried on, the other judges, and each needs at least %needed%.",
        ),
    ),
    Code.QUESTION_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "There is no exam question %question%"),
        QT_TRANSLATE_NOOP("Problem", "Look at the list of questions: it may have been removed."),
    ),
    Code.EXAM_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "There is no exam %exam%"),
        QT_TRANSLATE_NOOP("Problem", "Look at the list of exams: it may have been removed."),
    ),
    Code.ANALYSIS_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "This analysis is not there any more"),
        QT_TRANSLATE_NOOP("Problem", "Make it again from the page Documents."),
    ),
    Code.DOCUMENTS_WITHOUT_TEXT: (
        QT_TRANSLATE_NOOP("Problem", "Nothing with text was chosen in “%name%”"),
        QT_TRANSLATE_NOOP("Problem", "Choose documents that are ready on the page Documents."),
    ),
    Code.NOTHING_ASKED: (
        QT_TRANSLATE_NOOP("Problem", "A table of facts needs a question"),
        QT_TRANSLATE_NOOP("Problem", "Write at least one: each becomes a column."),
    ),
    Code.EXAM_NEEDED: (
        QT_TRANSLATE_NOOP("Problem", "“%name%” has not sat an exam yet"),
        QT_TRANSLATE_NOOP("Problem", "Hold an exam with it first: then its figures decide."),
    ),
    Code.EXAM_WORSE: (
        QT_TRANSLATE_NOOP(
            "Problem",
            "“%name%” did worse at the exam than what answers now: %what%, %difference% points less",
        ),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Keep what answers now, try a trained model at a lower strength, or give the name of who answers"
            " for the change.",
        ),
    ),
    Code.INSTRUCTIONS_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "There are no instructions %instructions%"),
        QT_TRANSLATE_NOOP("Problem", "Look at the list of instructions: they may have been removed."),
    ),
}
