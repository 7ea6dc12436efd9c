"""Problems of worker processes, data, settings and policy: what happened, and what to do about it."""

from desktop.ui.i18n.translatable import translatable
from workers.contract.codes import Code

TEXTS: dict[Code, tuple[str, str]] = {
    Code.WORKER_DID_NOT_START: (
        "A part of the program did not start (%kind%)",
        "Start Bukvar again; if it happens again, reinstall it.",
    ),
    Code.WORKER_CRASHED: (
        "A part of the program stopped (%kind%)",
        "Nothing is lost: try again.",
    ),
    Code.WORKER_SILENT: (
        "A part of the program did not respond and was stopped (%kind%)",
        "Nothing is lost: try again.",
    ),
    Code.WORKER_STARVED: (
        "The computer is too busy for a part of the program (%kind%)",
        "Nothing is lost. Close programs that keep the computer busy, then try again.",
    ),
    Code.WORKER_MEMORY: (
        "The computer had no memory left for a part of the program (%kind%)",
        "Nothing is lost. Close other programs, then try again.",
    ),
    Code.WORKER_VERSION: (
        "The parts of the program are of different versions (%kind%)",
        "Reinstall Bukvar.",
    ),
    Code.WORKER_CRASHED_AGAIN: (
        "A part of the program stopped again in the same way (%kind%)",
        "Nothing is lost. Check it in Settings → Health (in a terminal: bukvar doctor) before you go on.",
    ),
    Code.WORKER_KEEPS_CRASHING: (
        "A part of the program (%kind%) stopped %times% times in the same way",
        "Do not try it again. Save a report for support: Settings → Health, or bukvar report support.",
    ),
    Code.MODEL_CRASHES_ENGINE: (
        "The model “%model%” crashed %times% times with the engine “%engine%”",
        "Let Bukvar look for an engine that works: Settings → Health, or bukvar doctor --fix.",
    ),
    Code.MODEL_CRASHES_CARD: (
        "The model “%model%” crashed %times% times with the engine “%engine%”",
        "Answer without the graphics card: Settings → Health, or bukvar doctor --fix.",
    ),
    Code.MODEL_CRASHES_SMALLER: (
        "The model “%model%” crashed %times% times with the engine “%engine%”",
        "Answer with the smaller model “%smaller%”: Settings → Health, or bukvar doctor --fix.",
    ),
    Code.MODEL_CRASHES: (
        "The model “%model%” crashed %times% times with the engine “%engine%”",
        "Get a smaller model, or save a report for support: Settings → Health, or bukvar report support.",
    ),
    Code.ENGINE_WRONG: (
        "What this computer computes here is wrong",
        "Let Bukvar try its engines again: Settings → Health, or bukvar doctor --fix.",
    ),
    Code.CHECK_TIMEOUT: (
        "This did not end within %seconds% s",
        "Close other programs and check again; if it stays so, restart the computer.",
    ),
    Code.NETWORK_REFUSED: (
        "A connection to the network was refused",
        "Bukvar works offline; nothing has to be done.",
    ),
    Code.BASE_EXISTS: (
        "There is already a base “%name%”",
        "Choose another name.",
    ),
    Code.BASE_UNKNOWN: (
        "There is no base “%name%”",
        "Check the name in the list of bases.",
    ),
    Code.NOT_TEXT: (
        "What was typed holds bytes that are no letters",
        "Type it again, in a terminal that speaks UTF-8.",
    ),
    Code.OUTPUT_REFUSED: (
        "What the command prints cannot be written where it goes",
        "Free some room there, or let it print elsewhere.",
    ),
    Code.JOB_UNKNOWN: (
        "There is no unfinished work “%job%”",
        "Take its name from the list: bukvar jobs list.",
    ),
    Code.BASE_EMPTY: (
        "The base “%name%” has no document that was read",
        "Add documents, or mend what could not be read.",
    ),
    Code.MODEL_UNKNOWN: (
        "There is no model “%model%”",
        "Check the name in the list of models.",
    ),
    Code.DATA_NEWER: (
        "The data were written by a newer Bukvar",
        "Update Bukvar; the data were left as they are.",
    ),
    Code.DATA_CHANGED: (
        "The data file is not as Bukvar left it",
        (
            "If you did not put another one in its place, its disk may be failing: look through your "
            "chats and examples, and make a backup elsewhere. Copies of earlier days: bukvar backups "
            "list."
        ),
    ),
    Code.SETTINGS_DAMAGED: (
        "The file of settings was damaged, and the settings begin anew",
        "Look through the settings. The damaged file is kept: %file%.",
    ),
    Code.DATA_DAMAGED: (
        "The data file is damaged",
        (
            "The window offers the newest copy at its next start, or to begin with nothing; in a "
            "terminal: bukvar backups restore, or bukvar backups begin-anew --anyway. The file was left "
            "as it is."
        ),
    ),
    Code.DATA_MISSING: (
        "The data file is missing or empty, and was not",
        (
            "If you have moved it, put it back. The window offers the newest copy when it starts, or to "
            "begin with nothing; in a terminal: bukvar backups restore, or bukvar backups begin-anew."
        ),
    ),
    Code.DATA_SOUND: (
        "The data file is sound",
        "Nothing was changed: an empty one takes the place of a lost one alone.",
    ),
    Code.NOT_A_BACKUP: (
        "%file% is no backup of Bukvar",
        "Choose a file that was made by a backup; its name ends with .bukvarbackup.",
    ),
    Code.BACKUP_DAMAGED: (
        "The backup %file% is damaged",
        "Take another copy of it, or an earlier backup. Nothing was changed here.",
    ),
    Code.BACKUP_NEWER: (
        "A newer version of Bukvar made the backup %file%",
        "Install that version and restore it there.",
    ),
    Code.BACKUP_PASSWORD: (
        "The backup %file% opens with another password",
        "Enter the one that it was made with. Nobody can open it without.",
    ),
    Code.NO_BACKUP: (
        "There is no sound copy of the data file in %folder%",
        (
            "If you have a copy of the folder of data elsewhere, put it back. Otherwise begin with an "
            "empty one: bukvar backups begin-anew. What was there is kept, your documents are not "
            "touched."
        ),
    ),
    Code.DATA_IN_USE: (
        "Another Bukvar works in this folder",
        "Close it and try again.",
    ),
    Code.DATA_AWAY: (
        "The folder of data is not there: %folder%",
        (
            "The data were moved to it. Connect the disk that it lies on, and open Bukvar again. If it "
            "is lost for good, delete the file %file%: Bukvar then begins in its usual folder."
        ),
    ),
    Code.MOVE_INSIDE: (
        "The data cannot be moved into themselves: %folder%",
        "Choose a folder beside the present one, or on another disk.",
    ),
    Code.MOVE_NETWORK: (
        "The folder lies on another computer: %folder%",
        (
            "Databases are damaged there when the connection breaks. Choose a disk of this computer; for "
            "a copy on the network make a backup."
        ),
    ),
    Code.MOVE_FAT: (
        "The disk of the folder is formatted as FAT: %folder%",
        (
            "Everybody may read what lies there, and on most such disks a large model does not fit into "
            "one file. Choose another disk, or have this one formatted anew."
        ),
    ),
    Code.MOVE_NOT_EMPTY: (
        "There are other files in the folder %folder%",
        "Choose an empty folder, or make a new one in it.",
    ),
    Code.MOVE_FORMER: (
        "The old copy of an earlier move is still there: %folder%",
        (
            "Remove it first, in Settings, Storage, or by: bukvar data remove-former. To keep it, rename "
            "its folder."
        ),
    ),
    Code.FOLDER_NOT_WRITABLE: (
        "The folder cannot be written to: %folder%",
        "Choose another folder or ask for access.",
    ),
    Code.FOLDER_TOO_LONG: (
        "The path of the folder of data is too long: %length% of %most% bytes",
        "Choose a folder with a shorter path; a letter may take several bytes.",
    ),
    Code.FOLDER_NO_TEXT: (
        "The name of the folder %folder% holds bytes that are no letters",
        "Rename the folder, or choose another one.",
    ),
    Code.FILE_UNREADABLE: (
        "The file cannot be read: %file%",
        "Check the name and the access.",
    ),
    Code.FILE_EXISTS: (
        "There is a file %file% already",
        "Choose another name: a file is never written over.",
    ),
    Code.NOTHING_TO_IMPORT: (
        "There are no documents in what was chosen",
        "Choose files or a folder with documents.",
    ),
    Code.BUSY: (
        "This is already being done",
        "Wait until it ends, or cancel it.",
    ),
    Code.SETTING_UNKNOWN: (
        "There is no setting “%setting%”",
        "bukvar settings list shows them all.",
    ),
    Code.SETTING_VALUE: (
        "The setting “%setting%” cannot have this value",
        "It can be: %expected%.",
    ),
    Code.MIRROR_VALUE: (
        "What was typed is neither an address nor a folder",
        "A mirror's address begins with https:// or http://, and of a folder the whole path is needed.",
    ),
    Code.SET_BY_ADMINISTRATOR: (
        "“%setting%” is set by your administrator",
        "Ask your administrator if it has to be otherwise.",
    ),
    Code.TRAINING_OFF: (
        "Training is switched off by your administrator",
        "Ask your administrator if you need it; search answers without it.",
    ),
    Code.MODEL_NOT_ALLOWED: (
        "The model “%model%” is not among those that your administrator allows",
        "Choose a model from the list, or ask your administrator to allow this one.",
    ),
    Code.MODEL_SHARED: (
        "The model “%model%” lies in the shared folder of your administrator",
        "It takes no room of yours and cannot be removed here; choose another one to answer.",
    ),
    Code.MODEL_FOLDER_MISSING: (
        "The shared folder of models cannot be opened: %folder%",
        "Tell your administrator: it is gone, its server does not answer, or you may not enter it.",
    ),
    Code.POLICY_REFUSED: (
        "The policy file %file% is not honoured: others than administrators may change it",
        "Make administrators the only ones who may write it and its folder. Until then Bukvar is sealed.",
    ),
    Code.POLICY_DAMAGED: (
        "The policy file %file% cannot be read",
        "Mend it: bukvar policy check FILE says where it is wrong. Until then Bukvar is sealed.",
    ),
    Code.POLICY_KEY: (
        "The policy has a key that this version does not know: “%key%”",
        "Check how it is written; the rest of the policy holds.",
    ),
    Code.POLICY_VALUE: (
        "The policy’s key “%key%” has a value that does not fit",
        "Give it %expected%; the rest of the policy holds.",
    ),
    Code.BUG: (
        "A defect of Bukvar stopped this",
        "Try again; if it repeats, send the log folder to your support.",
    ),
}
translatable("Problem", TEXTS)
