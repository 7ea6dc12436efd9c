"""Problems of examples, training, exams and analyses: what happened, and what to do about it."""

from desktop.ui.i18n.translatable import translatable
from workers.contract.codes import Code

TEXTS: dict[Code, tuple[str, str]] = {
    Code.ROWS_UNREADABLE: (
        "%file% cannot be read as a list of examples",
        "Save it as CSV, XLSX or JSONL and try again.",
    ),
    Code.COLUMNS_UNKNOWN: (
        "It is not clear which columns of %file% hold question and answer",
        "Choose the columns: %columns%.",
    ),
    Code.NO_EXAMPLES: (
        "There are no examples yet",
        "Make them from the documents or bring in a file.",
    ),
    Code.NOTHING_MADE: (
        "No example could be made from the documents",
        "Choose a larger model for making them, or bring in a file.",
    ),
    Code.EXAMPLE_UNKNOWN: (
        "There is no example “%example%”",
        "Check its number in the list of examples.",
    ),
    Code.TUNING_MISSING: (
        "The tuning component is not installed",
        "Install it on the Training page.",
    ),
    Code.TUNING_DAMAGED: (
        "The tuning component is damaged",
        "Install it again: what is whole stays.",
    ),
    Code.NOT_CONFIRMED: (
        "Nobody allowed this in the window of Bukvar or on a terminal",
        (
            "Answer the question there, with the passphrase if you set one; a script cannot. You can "
            "also change it in the window, in Settings."
        ),
    ),
    Code.SEALED: (
        "Sealed mode is on: nothing is got from the network",
        "Take the files from a folder, a USB disk or a model pack, or switch the mode off in Settings.",
    ),
    Code.PYTHON_MISSING: (
        "The tuning component needs Python %oldest% to %newest%, and none was found",
        (
            "Install it with its module venv: on Windows from python.org (not from Microsoft Store), on "
            "Debian the package python3-venv. Then start again."
        ),
    ),
    Code.BACKEND_MISSING: (
        "Nothing on this computer can train",
        "Install the tuning component again, or update the driver of the graphics card.",
    ),
    Code.EXAM_TOO_SMALL: (
        "No exam has shown what is enough for this task",
        (
            "Bring in ten or more questions of this kind, and hold an exam in which several ways or "
            "models take part."
        ),
    ),
    Code.OPINION_DISAGREES: (
        "“%model%” agrees with people too little to be heard: %kappa% of 1 beyond chance, %least% is needed",
        (
            "It was tried on %answers% answers that people have marked, and marked %same% of them alike. "
            "A larger model may do better; the marks of the rules stand in any case."
        ),
    ),
    Code.TASK_NOT_CHOSEN: (
        "Nothing was chosen for this task in the base",
        "Choose it by an exam: on its page, or with bukvar exam tasks --use TASK.",
    ),
    Code.SAMPLE_FIRST: (
        "Examples wait: %rows%, and nobody has looked at a sample of them",
        (
            "Approve or reject those that are shown first: then it is known how many of the rest are "
            "wrong. With --unseen all are approved without a look."
        ),
    ),
    Code.TOO_FEW_EXAMPLES: (
        "Too few approved examples: %approved%, at least %least% are needed",
        "Approve more examples; until then search answers better.",
    ),
    Code.MODEL_NOT_TRAINABLE: (
        "Models of the type “%architecture%” cannot be trained here",
        "Models without experts can be: Qwen 2.5 to 3.5, Llama, Mistral, Gemma 2 to 4, Granite, SmolLM.",
    ),
    Code.TOKENIZER_NOT_TRAINABLE: (
        "This model cuts texts in a way that the trainer does not know: %tokenizer%",
        "Models without experts can be: Qwen 2.5 to 3.5, Llama, Mistral, Gemma 2 to 4, Granite, SmolLM.",
    ),
    Code.TRAINING_MEMORY: (
        "There is not enough memory for training: %need% needed, %free% free",
        "Close other programs, choose a smaller model or shorter examples.",
    ),
    Code.TRAINING_DIVERGED: (
        "Training went astray and was stopped",
        "Start again with a lower learning rate, or check the examples.",
    ),
    Code.TEXT_NEEDS_SMALL_MODEL: (
        "Reading plain text is for models of up to %most% weights",
        "Choose a smaller model, or train this one on checked examples: facts are better searched.",
    ),
    Code.RUN_UNKNOWN: (
        "There is no training “%run%”",
        "Check it in the list of trainings.",
    ),
    Code.ADAPTER_UNKNOWN: (
        "There is no trained model “%adapter%”",
        "Check it in the list of trained models.",
    ),
    Code.ADAPTER_MISSING: (
        "The file of the trained model “%adapter%” is not in its place",
        "Bring it in from its file or train again.",
    ),
    Code.ADAPTER_DAMAGED: (
        "The file of a trained model is damaged: %file%",
        "Give it out again on the other computer, or train again.",
    ),
    Code.ADAPTER_FOREIGN: (
        "%file% belongs to another model than “%model%”",
        "Choose the model it was trained on, or get that model first.",
    ),
    Code.ADAPTER_DIFFERS: (
        "The chat answers otherwise than the trainer: %same% of %asked% answers agree",
        "The trained model was not taken; train again.",
    ),
    Code.NO_ADAPTER: (
        "The base “%name%” has no trained model that is switched on",
        "Train one, or switch one on, on the Training page.",
    ),
    Code.TUNING_FOLDER: (
        "The folder “%folder%” was made for another computer or version of Bukvar",
        "Make the folder with the training component anew with this version of Bukvar.",
    ),
    Code.PACKAGE_UNREACHABLE: (
        "A part of the tuning component cannot be got: %package%",
        "Check the connection, or install from a folder of files.",
    ),
    Code.NO_QUESTIONS: (
        "“%name%” has no exam questions yet",
        "Make them from the documents, or import a list.",
    ),
    Code.TOO_FEW_QUESTIONS: (
        "“%name%” has too few exam questions to look for instructions",
        "Make or import more: one half is tried on, the other judges, and each needs at least %needed%.",
    ),
    Code.QUESTION_UNKNOWN: (
        "There is no exam question %question%",
        "Look at the list of questions: it may have been removed.",
    ),
    Code.EXAM_UNKNOWN: (
        "There is no exam %exam%",
        "Look at the list of exams: it may have been removed.",
    ),
    Code.ANALYSIS_UNKNOWN: (
        "This analysis is not there any more",
        "Make it again from the page Documents.",
    ),
    Code.DOCUMENTS_WITHOUT_TEXT: (
        "Nothing with text was chosen in “%name%”",
        "Choose documents that are ready on the page Documents.",
    ),
    Code.NOTHING_ASKED: (
        "A table of facts needs a question",
        "Write at least one: each becomes a column.",
    ),
    Code.EXAM_NEEDED: (
        "“%name%” has not sat an exam yet",
        "Hold an exam with it first: then its figures decide.",
    ),
    Code.EXAM_WORSE: (
        "“%name%” did worse at the exam than what answers now: %what%, %difference% points less",
        (
            "Keep what answers now, try a trained model at a lower strength, or give the name of who "
            "answers for the change."
        ),
    ),
    Code.INSTRUCTIONS_UNKNOWN: (
        "There are no instructions %instructions%",
        "Look at the list of instructions: they may have been removed.",
    ),
}
translatable("Problem", TEXTS)
