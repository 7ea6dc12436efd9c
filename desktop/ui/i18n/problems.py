"""Every known problem as a sentence and an advice, in the language of the window.

The texts are English sources for the translator; Russian lies in `resources/i18n`. `%name%` stands for a
parameter of the code (see `workers.contract.codes`); sizes and times are written as the language does.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.settings.policy import Expected
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.worker_words import worker_words
from workers.contract.codes import Code, Problem
from workers.contract.specs.jobs import Kind

# Parameters that are sizes in bytes; all others are shown as they are.
_BYTES = {"size", "limit", "need", "free"}

# PySide6 types the marker for the translator as an object.
_TEXTS: dict[Code, tuple[object, object]] = {
    Code.PASSWORD: (
        QT_TRANSLATE_NOOP("Problem", "Locked"),
        QT_TRANSLATE_NOOP("Problem", "Enter the password, it is not kept."),
    ),
    Code.WRONG_PASSWORD: (
        QT_TRANSLATE_NOOP("Problem", "Locked, and the password does not fit"),
        QT_TRANSLATE_NOOP("Problem", "Enter the password of this file, it is not kept."),
    ),
    Code.LOCK_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "Locked in a way that Bukvar cannot open"),
        QT_TRANSLATE_NOOP("Problem", "Open it in its program and save it without protection."),
    ),
    Code.BROKEN_FILE: (
        QT_TRANSLATE_NOOP("Problem", "The file is damaged"),
        QT_TRANSLATE_NOOP("Problem", "Open it in its program and save it again."),
    ),
    Code.SCAN_WITHOUT_TEXT: (
        QT_TRANSLATE_NOOP("Problem", "A picture in which no text was recognised"),
        QT_TRANSLATE_NOOP("Problem", "A sharper scan or the original file with text is needed."),
    ),
    Code.RECOGNITION_MISSING: (
        QT_TRANSLATE_NOOP(
            "Problem", "A picture of text, and nothing on this computer recognises its letters"
        ),
        QT_TRANSLATE_NOOP("Problem", "Have %install% installed, then add the file again."),
    ),
    Code.LETTERS_UNREADABLE: (
        QT_TRANSLATE_NOOP("Problem", "The file does not say which letters it shows"),
        QT_TRANSLATE_NOOP(
            "Problem", "Save it as PDF anew in the program that it was written in, then add it."
        ),
    ),
    Code.UNKNOWN_TYPE: (
        QT_TRANSLATE_NOOP("Problem", "I do not read such files"),
        QT_TRANSLATE_NOOP("Problem", "Save it as PDF or DOCX in its own program, then add it."),
    ),
    Code.ARCHIVE_PROGRAM: (
        QT_TRANSLATE_NOOP("Problem", "No program on this computer unpacks such an archive"),
        QT_TRANSLATE_NOOP(
            "Problem", "Install 7-Zip and read the file again, or unpack it and add what was in it."
        ),
    ),
    Code.TOO_LARGE: (
        QT_TRANSLATE_NOOP("Problem", "The file is too large: %size%, the limit is %limit%"),
        QT_TRANSLATE_NOOP("Problem", "Split it into parts and add them."),
    ),
    Code.NO_PERMISSION: (
        QT_TRANSLATE_NOOP("Problem", "The file may not be read"),
        QT_TRANSLATE_NOOP("Problem", "Ask its owner for access, then try again."),
    ),
    Code.FILE_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "The file is no longer there"),
        QT_TRANSLATE_NOOP("Problem", "Put it back, or remove it from the base."),
    ),
    Code.EMPTY_FILE: (
        QT_TRANSLATE_NOOP("Problem", "The file is empty"),
        QT_TRANSLATE_NOOP("Problem", "Check whether this is the right file."),
    ),
    Code.READER_TIMEOUT: (
        QT_TRANSLATE_NOOP("Problem", "The file could not be read within %seconds% s"),
        QT_TRANSLATE_NOOP("Problem", "Save it again in its program or split it into parts."),
    ),
    Code.READER_MEMORY: (
        QT_TRANSLATE_NOOP("Problem", "The file needs more memory than the %limit% allowed"),
        QT_TRANSLATE_NOOP("Problem", "Split it into parts and add them."),
    ),
    Code.READER_CRASHED: (
        QT_TRANSLATE_NOOP("Problem", "The file could not be read: its contents confuse the reader"),
        QT_TRANSLATE_NOOP("Problem", "Open it in its program and save it again."),
    ),
    Code.TEXT_LOST: (
        QT_TRANSLATE_NOOP("Problem", "The stored text was damaged, and nothing could be read of it"),
        QT_TRANSLATE_NOOP("Problem", "It is read again as soon as its file is there."),
    ),
    Code.STORE_LOCKED: (
        QT_TRANSLATE_NOOP("Problem", "Another program holds the index of this base"),
        QT_TRANSLATE_NOOP("Problem", "Close the other Bukvar and try again."),
    ),
    Code.STORE_DAMAGED: (
        QT_TRANSLATE_NOOP("Problem", "The index of this base is damaged"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Have it mended in Settings › Backups or with bukvar check --repair: what can be read of it is "
            "kept, the rest is read from your files again.",
        ),
    ),
    Code.SERVER_UNREACHABLE: (
        QT_TRANSLATE_NOOP("Problem", "The search server %address% does not answer"),
        QT_TRANSLATE_NOOP("Problem", "Check the address and that the server runs."),
    ),
    Code.EMBEDDER_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "The search model is not here yet"),
        QT_TRANSLATE_NOOP(
            "Problem", "Get it on the Models page, or ask your administrator where he shares the models."
        ),
    ),
    Code.EMBEDDER_UNSUPPORTED: (
        QT_TRANSLATE_NOOP("Problem", "This search model cannot be used"),
        QT_TRANSLATE_NOOP("Problem", "Choose another one on the Models page."),
    ),
    Code.SEARCH_UNUSABLE: (
        QT_TRANSLATE_NOOP("Problem", "The search model computes wrongly on this computer (tried: %tried%)"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Settings → Health says why and can try again (in a terminal: bukvar doctor). If it stays so, "
            "get the search model anew on the Models page.",
        ),
    ),
    Code.NO_MODEL: (
        QT_TRANSLATE_NOOP("Problem", "No model is chosen to write answers"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Choose or get one on the Models page, or ask your administrator where he shares the models.",
        ),
    ),
    Code.MODEL_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "The file of the model “%model%” is not in its place"),
        QT_TRANSLATE_NOOP("Problem", "Get the model again."),
    ),
    Code.MODEL_DAMAGED: (
        QT_TRANSLATE_NOOP("Problem", "The file of the model “%model%” is damaged"),
        QT_TRANSLATE_NOOP("Problem", "Get it again on the Models page."),
    ),
    Code.MODEL_TEMPLATE: (
        QT_TRANSLATE_NOOP("Problem", "The chat template in %file% does not come to an end"),
        QT_TRANSLATE_NOOP(
            "Problem", "The file is damaged or was made to do harm: get the model from its publisher."
        ),
    ),
    Code.NOT_A_MODEL: (
        QT_TRANSLATE_NOOP("Problem", "%file% is not a model"),
        QT_TRANSLATE_NOOP("Problem", "A file in the GGUF format is needed."),
    ),
    Code.MODEL_INCOMPLETE: (
        QT_TRANSLATE_NOOP("Problem", "The model folder “%model%” lacks a file: %file%"),
        QT_TRANSLATE_NOOP("Problem", "Copy the whole folder again from where it came."),
    ),
    Code.MODEL_UNSUPPORTED: (
        QT_TRANSLATE_NOOP("Problem", "Models of the type “%architecture%” are not supported"),
        QT_TRANSLATE_NOOP("Problem", "Choose a model from the list."),
    ),
    Code.MODEL_NOT_USED: (
        QT_TRANSLATE_NOOP("Problem", "“%model%” is no chat model, or this version does not work with it yet"),
        QT_TRANSLATE_NOOP("Problem", "Choose another model."),
    ),
    Code.ENGINE_UNUSABLE: (
        QT_TRANSLATE_NOOP("Problem", "No engine for answers works on this computer (tried: %tried%)"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Settings → Health says why and can try again (in a terminal: bukvar doctor). If it stays so, "
            "reinstall Bukvar; search works all the same.",
        ),
    ),
    Code.NO_MEMORY: (
        QT_TRANSLATE_NOOP("Problem", "There is not enough memory: %need% needed, %free% free"),
        QT_TRANSLATE_NOOP("Problem", "Close other programs or choose a smaller model."),
    ),
    Code.QUESTION_TOO_LONG: (
        QT_TRANSLATE_NOOP("Problem", "The question is too long for this model"),
        QT_TRANSLATE_NOOP("Problem", "Ask in fewer words or attach the text as a document."),
    ),
    Code.SOURCE_UNREACHABLE: (
        QT_TRANSLATE_NOOP("Problem", "The source cannot be reached: %source%"),
        QT_TRANSLATE_NOOP(
            "Problem", "Check the connection, or take the model from a disk or a company mirror."
        ),
    ),
    Code.MODEL_UNAVAILABLE: (
        QT_TRANSLATE_NOOP("Problem", "“%model%” could not be had from: %sources%"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Check the connection, or take the model from a disk, a model pack or a company mirror.",
        ),
    ),
    Code.MIRROR_LACKS: (
        QT_TRANSLATE_NOOP("Problem", "The company's mirror %mirror% does not give “%model%”"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Ask who looks after the mirror to put the model there, or allow the public sources this once.",
        ),
    ),
    Code.NO_SUCH_FILE: (
        QT_TRANSLATE_NOOP("Problem", "There is no such file: %file%"),
        QT_TRANSLATE_NOOP("Problem", "Check the name and the folder."),
    ),
    Code.HASH_MISMATCH: (
        QT_TRANSLATE_NOOP("Problem", "What came is not the file that was asked for: %file%"),
        QT_TRANSLATE_NOOP("Problem", "Try again or take it from another source."),
    ),
    Code.NO_SOURCE: (
        QT_TRANSLATE_NOOP("Problem", "Nothing is known of where to get “%model%”"),
        QT_TRANSLATE_NOOP("Problem", "Add the model from a file."),
    ),
    Code.DISK_FULL: (
        QT_TRANSLATE_NOOP("Problem", "There is not enough room on the disk: %need% needed, %free% free"),
        QT_TRANSLATE_NOOP("Problem", "Free some room and continue."),
    ),
    Code.DISK_ERROR: (
        QT_TRANSLATE_NOOP("Problem", "The disk reports an error at %folder%"),
        QT_TRANSLATE_NOOP(
            "Problem", "Check that the disk is connected and sound, then continue: what was done is kept."
        ),
    ),
    Code.NOT_A_PACK: (
        QT_TRANSLATE_NOOP("Problem", "%file% is not a model pack"),
        QT_TRANSLATE_NOOP("Problem", "A file made for Bukvar is needed; its name ends with .bukvarpack."),
    ),
    Code.PACK_DAMAGED: (
        QT_TRANSLATE_NOOP("Problem", "The model pack %file% is damaged or was not copied to its end"),
        QT_TRANSLATE_NOOP("Problem", "Copy it once more from where it came; nothing wrong was installed."),
    ),
    Code.PACK_NEWER: (
        QT_TRANSLATE_NOOP("Problem", "The model pack %file% was made for a newer Bukvar"),
        QT_TRANSLATE_NOOP("Problem", "Update Bukvar, or ask for a pack for your version."),
    ),
    Code.PACK_SIGNATURE: (
        QT_TRANSLATE_NOOP("Problem", "The signature of the model pack %file% is wrong"),
        QT_TRANSLATE_NOOP("Problem", "Do not use it: somebody has changed it. Get it again from its maker."),
    ),
    Code.PACK_UNTRUSTED: (
        QT_TRANSLATE_NOOP("Problem", "The model pack %file% is not signed by anyone this computer trusts"),
        QT_TRANSLATE_NOOP("Problem", "Ask your administrator for a signed pack, or to trust its maker."),
    ),
    Code.NO_SEARCH_MODEL: (
        QT_TRANSLATE_NOOP(
            "Problem", "A pack with a chat model takes the search model along, and it is not here"
        ),
        QT_TRANSLATE_NOOP(
            "Problem", "Get it (bukvar models prepare), or leave it out with --without-search-model."
        ),
    ),
    Code.CATALOGUE_SKIPPED: (
        QT_TRANSLATE_NOOP("Problem", "In the catalogue %file% an entry does not count: %entry% (%reason%)"),
        QT_TRANSLATE_NOOP("Problem", "Whoever wrote the file can put it right; all other entries count."),
    ),
    Code.PACK_TOO_LARGE: (
        QT_TRANSLATE_NOOP("Problem", "There are too many models for one pack"),
        QT_TRANSLATE_NOOP("Problem", "Make two packs."),
    ),
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
        QT_TRANSLATE_NOOP("Problem", "“%name%” did worse at the exam than what answers now"),
        QT_TRANSLATE_NOOP(
            "Problem", "Keep what answers now, or give the name of who answers for the change."
        ),
    ),
    Code.INSTRUCTIONS_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "There are no instructions %instructions%"),
        QT_TRANSLATE_NOOP("Problem", "Look at the list of instructions: they may have been removed."),
    ),
    Code.WORKER_DID_NOT_START: (
        QT_TRANSLATE_NOOP("Problem", "A part of the program did not start (%kind%)"),
        QT_TRANSLATE_NOOP("Problem", "Start Bukvar again; if it happens again, reinstall it."),
    ),
    Code.WORKER_CRASHED: (
        QT_TRANSLATE_NOOP("Problem", "A part of the program stopped (%kind%)"),
        QT_TRANSLATE_NOOP("Problem", "Nothing is lost: try again."),
    ),
    Code.WORKER_SILENT: (
        QT_TRANSLATE_NOOP("Problem", "A part of the program did not respond and was stopped (%kind%)"),
        QT_TRANSLATE_NOOP("Problem", "Nothing is lost: try again."),
    ),
    Code.WORKER_VERSION: (
        QT_TRANSLATE_NOOP("Problem", "The parts of the program are of different versions (%kind%)"),
        QT_TRANSLATE_NOOP("Problem", "Reinstall Bukvar."),
    ),
    Code.WORKER_CRASHED_AGAIN: (
        QT_TRANSLATE_NOOP("Problem", "A part of the program stopped again in the same way (%kind%)"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Nothing is lost. Check it in Settings → Health (in a terminal: bukvar doctor) before you go on.",
        ),
    ),
    Code.WORKER_KEEPS_CRASHING: (
        QT_TRANSLATE_NOOP("Problem", "A part of the program (%kind%) stopped %times% times in the same way"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Do not try it again. Save a report for support: Settings → Health, or bukvar report support.",
        ),
    ),
    Code.MODEL_CRASHES_ENGINE: (
        QT_TRANSLATE_NOOP("Problem", "The model “%model%” crashed %times% times with the engine “%engine%”"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Let Bukvar look for an engine that works: Settings → Health, or bukvar doctor --fix.",
        ),
    ),
    Code.MODEL_CRASHES_CARD: (
        QT_TRANSLATE_NOOP("Problem", "The model “%model%” crashed %times% times with the engine “%engine%”"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Answer without the graphics card: Settings → Health, or bukvar doctor --fix.",
        ),
    ),
    Code.MODEL_CRASHES_SMALLER: (
        QT_TRANSLATE_NOOP("Problem", "The model “%model%” crashed %times% times with the engine “%engine%”"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Answer with the smaller model “%smaller%”: Settings → Health, or bukvar doctor --fix.",
        ),
    ),
    Code.MODEL_CRASHES: (
        QT_TRANSLATE_NOOP("Problem", "The model “%model%” crashed %times% times with the engine “%engine%”"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Get a smaller model, or save a report for support: Settings → Health, or bukvar report support.",
        ),
    ),
    Code.ENGINE_WRONG: (
        QT_TRANSLATE_NOOP("Problem", "What this computer computes here is wrong"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Let Bukvar try its engines again: Settings → Health, or bukvar doctor --fix.",
        ),
    ),
    Code.CHECK_TIMEOUT: (
        QT_TRANSLATE_NOOP("Problem", "This did not end within %seconds% s"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Close other programs and check again; if it stays so, restart the computer.",
        ),
    ),
    Code.NETWORK_REFUSED: (
        QT_TRANSLATE_NOOP("Problem", "A connection to the network was refused"),
        QT_TRANSLATE_NOOP("Problem", "Bukvar works offline; nothing has to be done."),
    ),
    Code.BASE_EXISTS: (
        QT_TRANSLATE_NOOP("Problem", "There is already a base “%name%”"),
        QT_TRANSLATE_NOOP("Problem", "Choose another name."),
    ),
    Code.BASE_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "There is no base “%name%”"),
        QT_TRANSLATE_NOOP("Problem", "Check the name in the list of bases."),
    ),
    Code.NOT_TEXT: (
        QT_TRANSLATE_NOOP("Problem", "What was typed holds bytes that are no letters"),
        QT_TRANSLATE_NOOP("Problem", "Type it again, in a terminal that speaks UTF-8."),
    ),
    Code.OUTPUT_REFUSED: (
        QT_TRANSLATE_NOOP("Problem", "What the command prints cannot be written where it goes"),
        QT_TRANSLATE_NOOP("Problem", "Free some room there, or let it print elsewhere."),
    ),
    Code.JOB_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "There is no unfinished work “%job%”"),
        QT_TRANSLATE_NOOP("Problem", "Take its name from the list: bukvar jobs list."),
    ),
    Code.BASE_EMPTY: (
        QT_TRANSLATE_NOOP("Problem", "The base “%name%” has no documents yet"),
        QT_TRANSLATE_NOOP("Problem", "Add documents first."),
    ),
    Code.MODEL_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "There is no model “%model%”"),
        QT_TRANSLATE_NOOP("Problem", "Check the name in the list of models."),
    ),
    Code.DATA_NEWER: (
        QT_TRANSLATE_NOOP("Problem", "The data were written by a newer Bukvar"),
        QT_TRANSLATE_NOOP("Problem", "Update Bukvar; the data were left as they are."),
    ),
    Code.DATA_CHANGED: (
        QT_TRANSLATE_NOOP("Problem", "The data file is not as Bukvar left it"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "If you did not put another one in its place, its disk may be failing: look through your chats"
            " and examples, and make a backup elsewhere. Copies of earlier days: bukvar backups list.",
        ),
    ),
    Code.SETTINGS_DAMAGED: (
        QT_TRANSLATE_NOOP("Problem", "The file of settings was damaged, and the settings begin anew"),
        QT_TRANSLATE_NOOP("Problem", "Look through the settings. The damaged file is kept: %file%."),
    ),
    Code.DATA_DAMAGED: (
        QT_TRANSLATE_NOOP("Problem", "The data file is damaged"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "The window offers the newest copy when it starts; in a terminal: bukvar backups restore."
            " The file was left as it is.",
        ),
    ),
    Code.NOT_A_BACKUP: (
        QT_TRANSLATE_NOOP("Problem", "%file% is no backup of Bukvar"),
        QT_TRANSLATE_NOOP(
            "Problem", "Choose a file that was made by a backup; its name ends with .bukvarbackup."
        ),
    ),
    Code.BACKUP_DAMAGED: (
        QT_TRANSLATE_NOOP("Problem", "The backup %file% is damaged"),
        QT_TRANSLATE_NOOP(
            "Problem", "Take another copy of it, or an earlier backup. Nothing was changed here."
        ),
    ),
    Code.BACKUP_NEWER: (
        QT_TRANSLATE_NOOP("Problem", "A newer version of Bukvar made the backup %file%"),
        QT_TRANSLATE_NOOP("Problem", "Install that version and restore it there."),
    ),
    Code.BACKUP_PASSWORD: (
        QT_TRANSLATE_NOOP("Problem", "The backup %file% opens with another password"),
        QT_TRANSLATE_NOOP("Problem", "Enter the one that it was made with. Nobody can open it without."),
    ),
    Code.NO_BACKUP: (
        QT_TRANSLATE_NOOP("Problem", "There is no sound copy of the data file in %folder%"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "If you have a copy of the folder of data elsewhere, put it back. Otherwise move the damaged"
            " file away: Bukvar begins anew then. Your documents are not touched.",
        ),
    ),
    Code.DATA_IN_USE: (
        QT_TRANSLATE_NOOP("Problem", "Another Bukvar works in this folder"),
        QT_TRANSLATE_NOOP("Problem", "Close it and try again."),
    ),
    Code.DATA_AWAY: (
        QT_TRANSLATE_NOOP("Problem", "The folder of data is not there: %folder%"),
        QT_TRANSLATE_NOOP(
            "Problem", "The data were moved to it. Connect the disk that it lies on, and open Bukvar again."
        ),
    ),
    Code.MOVE_INSIDE: (
        QT_TRANSLATE_NOOP("Problem", "The data cannot be moved into themselves: %folder%"),
        QT_TRANSLATE_NOOP("Problem", "Choose a folder beside the present one, or on another disk."),
    ),
    Code.MOVE_NETWORK: (
        QT_TRANSLATE_NOOP("Problem", "The folder lies on another computer: %folder%"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Databases are damaged there when the connection breaks. Choose a disk of this computer; for a"
            " copy on the network make a backup.",
        ),
    ),
    Code.MOVE_FAT: (
        QT_TRANSLATE_NOOP("Problem", "The disk of the folder is formatted as FAT: %folder%"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Large models do not fit into one file there, and everybody may read it. Choose another disk, or"
            " have this one formatted anew.",
        ),
    ),
    Code.MOVE_NOT_EMPTY: (
        QT_TRANSLATE_NOOP("Problem", "There are other files in the folder %folder%"),
        QT_TRANSLATE_NOOP("Problem", "Choose an empty folder, or make a new one in it."),
    ),
    Code.FOLDER_NOT_WRITABLE: (
        QT_TRANSLATE_NOOP("Problem", "The folder cannot be written to: %folder%"),
        QT_TRANSLATE_NOOP("Problem", "Choose another folder or ask for access."),
    ),
    Code.FOLDER_TOO_LONG: (
        QT_TRANSLATE_NOOP("Problem", "The path of the folder of data is too long: %length% of %most% bytes"),
        QT_TRANSLATE_NOOP("Problem", "Choose a folder with a shorter path; a letter may take several bytes."),
    ),
    Code.FOLDER_NO_TEXT: (
        QT_TRANSLATE_NOOP("Problem", "The name of the folder %folder% holds bytes that are no letters"),
        QT_TRANSLATE_NOOP("Problem", "Rename the folder, or choose another one."),
    ),
    Code.FILE_UNREADABLE: (
        QT_TRANSLATE_NOOP("Problem", "The file cannot be read: %file%"),
        QT_TRANSLATE_NOOP("Problem", "Check the name and the access."),
    ),
    Code.FILE_EXISTS: (
        QT_TRANSLATE_NOOP("Problem", "There is a file %file% already"),
        QT_TRANSLATE_NOOP("Problem", "Choose another name: a file is never written over."),
    ),
    Code.NOTHING_TO_IMPORT: (
        QT_TRANSLATE_NOOP("Problem", "There are no documents in what was chosen"),
        QT_TRANSLATE_NOOP("Problem", "Choose files or a folder with documents."),
    ),
    Code.BUSY: (
        QT_TRANSLATE_NOOP("Problem", "This is already being done"),
        QT_TRANSLATE_NOOP("Problem", "Wait until it ends, or cancel it."),
    ),
    Code.SETTING_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "There is no setting “%setting%”"),
        QT_TRANSLATE_NOOP("Problem", "bukvar settings list shows them all."),
    ),
    Code.SETTING_VALUE: (
        QT_TRANSLATE_NOOP("Problem", "The setting “%setting%” cannot have this value"),
        QT_TRANSLATE_NOOP("Problem", "It can be: %expected%."),
    ),
    Code.MIRROR_VALUE: (
        QT_TRANSLATE_NOOP("Problem", "What was typed is neither an address nor a folder"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "A mirror's address begins with https:// or http://, and of a folder the whole path is needed.",
        ),
    ),
    Code.SET_BY_ADMINISTRATOR: (
        QT_TRANSLATE_NOOP("Problem", "“%setting%” is set by your administrator"),
        QT_TRANSLATE_NOOP("Problem", "Ask your administrator if it has to be otherwise."),
    ),
    Code.TRAINING_OFF: (
        QT_TRANSLATE_NOOP("Problem", "Training is switched off by your administrator"),
        QT_TRANSLATE_NOOP("Problem", "Ask your administrator if you need it; search answers without it."),
    ),
    Code.MODEL_NOT_ALLOWED: (
        QT_TRANSLATE_NOOP("Problem", "The model “%model%” is not among those that your administrator allows"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Choose a model from the list, or ask your administrator to allow this one.",
        ),
    ),
    Code.MODEL_SHARED: (
        QT_TRANSLATE_NOOP("Problem", "The model “%model%” lies in the shared folder of your administrator"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "It takes no room of yours and cannot be removed here; choose another one to answer.",
        ),
    ),
    Code.MODEL_FOLDER_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "The shared folder of models cannot be opened: %folder%"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Tell your administrator: it is gone, its server does not answer, or you may not enter it.",
        ),
    ),
    Code.POLICY_REFUSED: (
        QT_TRANSLATE_NOOP(
            "Problem",
            "The policy file %file% is not honoured: others than administrators may change it",
        ),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Make administrators the only ones who may write it and its folder. Until then Bukvar is sealed.",
        ),
    ),
    Code.POLICY_DAMAGED: (
        QT_TRANSLATE_NOOP("Problem", "The policy file %file% cannot be read"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Mend it: bukvar policy check FILE says where it is wrong. Until then Bukvar is sealed.",
        ),
    ),
    Code.POLICY_KEY: (
        QT_TRANSLATE_NOOP("Problem", "The policy has a key that this version does not know: “%key%”"),
        QT_TRANSLATE_NOOP("Problem", "Check how it is written; the rest of the policy holds."),
    ),
    Code.POLICY_VALUE: (
        QT_TRANSLATE_NOOP("Problem", "The policy’s key “%key%” has a value that does not fit"),
        QT_TRANSLATE_NOOP("Problem", "Give it %expected%; the rest of the policy holds."),
    ),
    Code.BUG: (
        QT_TRANSLATE_NOOP("Problem", "A defect of Bukvar stopped this"),
        QT_TRANSLATE_NOOP("Problem", "Try again; if it repeats, send the log folder to your support."),
    ),
}


# What a key of the policy wants.
_POLICY_VALUES: dict[Expected, object] = {
    Expected.FOLDER: QT_TRANSLATE_NOOP("Problem", "an absolute folder (~ and $USER may stand in it)"),
    Expected.FOLDERS: QT_TRANSLATE_NOOP("Problem", "a list of absolute folders"),
    Expected.MIRROR: QT_TRANSLATE_NOOP(
        "Problem",
        "a folder or an address that begins with https:// or http:// (until then the network is closed)",
    ),
    Expected.FLAG: QT_TRANSLATE_NOOP("Problem", "true or false"),
    Expected.LANGUAGE: QT_TRANSLATE_NOOP("Problem", "ru, en or system"),
    Expected.MODELS: QT_TRANSLATE_NOOP("Problem", "a list of ids or SHA-256 sums of models"),
    Expected.KEYS: QT_TRANSLATE_NOOP("Problem", "a list of public keys of 64 hexadecimal digits"),
    Expected.ONCE: QT_TRANSLATE_NOOP("Problem", "one value (of several the strictest reading holds)"),
}


def sentence(problem: Problem) -> str:
    """What happened, without a full stop at the end."""
    return _filled(_TEXTS[problem.code][0], problem)


def advice(problem: Problem) -> str:
    """What to do about it."""
    return _filled(_TEXTS[problem.code][1], problem)


def describe(problem: Problem) -> tuple[str, str]:
    """The sentence and the advice."""
    return sentence(problem), advice(problem)


def _filled(source: object, problem: Problem) -> str:
    text = QCoreApplication.translate("Problem", str(source))
    values = {name: _written(name, value) for name, value in problem.params.items()}
    expected = problem.params.get("expected")
    if problem.code is Code.POLICY_VALUE and expected in _POLICY_VALUES:
        wanted = _POLICY_VALUES[Expected(expected)]
        values["expected"] = QCoreApplication.translate("Problem", str(wanted))
    return fill(text, **values)


def _written(name: str, value: str | int | float) -> str:
    if name in _BYTES and isinstance(value, int | float):
        return formats.memory(value)
    if isinstance(value, float):
        return formats.decimal(value)
    if name == "kind" and value in tuple(Kind):
        words = worker_words(str(value))
        return f"{words[:1].lower()}{words[1:]}"
    return str(value)
