"""Problems of worker processes, data, settings and policy: what happened, and what to do about it."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from workers.contract.codes import Code

# PySide6 types the marker for the translator as an object.
TEXTS: dict[Code, tuple[object, object]] = {
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
    Code.WORKER_STARVED: (
        QT_TRANSLATE_NOOP("Problem", "The computer is too busy for a part of the program (%kind%)"),
        QT_TRANSLATE_NOOP(
            "Problem", "Nothing is lost. Close programs that keep the computer busy, then try again."
        ),
    ),
    Code.WORKER_MEMORY: (
        QT_TRANSLATE_NOOP("Problem", "The computer had no memory left for a part of the program (%kind%)"),
        QT_TRANSLATE_NOOP("Problem", "Nothing is lost. Close other programs, then try again."),
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
            "The window offers the newest copy at its next start, or to begin with nothing; in a terminal:"
            " bukvar backups restore, or bukvar backups begin-anew --anyway. The file was left as it is.",
        ),
    ),
    Code.DATA_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "The data file is missing or empty, and was not"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "If you have moved it, put it back. The window offers the newest copy when it starts, or to begin"
            " with nothing; in a terminal: bukvar backups restore, or bukvar backups begin-anew.",
        ),
    ),
    Code.DATA_SOUND: (
        QT_TRANSLATE_NOOP("Problem", "The data file is sound"),
        QT_TRANSLATE_NOOP(
            "Problem", "Nothing was changed: an empty one takes the place of a lost one alone."
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
            "If you have a copy of the folder of data elsewhere, put it back. Otherwise begin with an empty"
            " one: bukvar backups begin-anew. What was there is kept, your documents are not touched.",
        ),
    ),
    Code.DATA_IN_USE: (
        QT_TRANSLATE_NOOP("Problem", "Another Bukvar works in this folder"),
        QT_TRANSLATE_NOOP("Problem", "Close it and try again."),
    ),
    Code.DATA_AWAY: (
        QT_TRANSLATE_NOOP("Problem", "The folder of data is not there: %folder%"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "The data were moved to it. Connect the disk that it lies on, and open Bukvar again. If it is"
            " lost for good, delete the file %file%: Bukvar then begins in its usual folder.",
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
            "Everybody may read what lies there, and on most such disks a large model does not fit into one"
            " file. Choose another disk, or have this one formatted anew.",
        ),
    ),
    Code.MOVE_NOT_EMPTY: (
        QT_TRANSLATE_NOOP("Problem", "There are other files in the folder %folder%"),
        QT_TRANSLATE_NOOP("Problem", "Choose an empty folder, or make a new one in it."),
    ),
    Code.MOVE_FORMER: (
        QT_TRANSLATE_NOOP("Problem", "The old copy of an earlier move is still there: %folder%"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Remove it first, in Settings, Storage, or by: bukvar data remove-former. To keep it, rename its"
            " folder.",
        ),
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
