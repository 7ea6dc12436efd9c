"""Problems of documents, their store and their search: what happened, and what to do about it."""

from desktop.ui.i18n.translatable import translatable
from workers.contract.codes import Code

TEXTS: dict[Code, tuple[str, str]] = {
    Code.PASSWORD: (
        "Locked",
        "Enter the password, it is not kept.",
    ),
    Code.WRONG_PASSWORD: (
        "Locked, and the password does not fit",
        "Enter the password of this file, it is not kept.",
    ),
    Code.LOCK_UNKNOWN: (
        "Locked in a way that Bukvar cannot open",
        "Open it in its program and save it without protection.",
    ),
    Code.BROKEN_FILE: (
        "The file is damaged",
        "Open it in its program and save it again.",
    ),
    Code.SCAN_WITHOUT_TEXT: (
        "A picture in which no text was recognised",
        "A sharper scan or the original file with text is needed.",
    ),
    Code.SCAN_INSIDE: (
        "A document of pictures alone, without text",
        "Save it as PDF and add that: letters of scans in PDF can be recognised.",
    ),
    Code.RECOGNITION_MISSING: (
        "A picture of text, and nothing on this computer recognises its letters",
        "Have %install% installed, then add the file again.",
    ),
    Code.LETTERS_UNREADABLE: (
        "The file does not say which letters it shows",
        "Save it as PDF anew in the program that it was written in, then add it.",
    ),
    Code.UNKNOWN_TYPE: (
        "I do not read such files",
        "Save it as PDF or DOCX in its own program, then add it.",
    ),
    Code.ARCHIVE_PROGRAM: (
        "No program on this computer unpacks such an archive",
        "Install 7-Zip and read the file again, or unpack it and add what was in it.",
    ),
    Code.TOO_LARGE: (
        "The file is too large: %size%, the limit is %limit%",
        "Split it into parts and add them.",
    ),
    Code.NO_PERMISSION: (
        "The file may not be read",
        "Ask its owner for access, then try again.",
    ),
    Code.FILE_MISSING: (
        "The file is no longer there",
        "Put it back, or remove it from the base.",
    ),
    Code.EMPTY_FILE: (
        "The file is empty",
        "Check whether this is the right file.",
    ),
    Code.READER_TIMEOUT: (
        "The file could not be read within %seconds% s",
        "Save it again in its program or split it into parts.",
    ),
    Code.READER_MEMORY: (
        "The file needs more memory than the %limit% allowed",
        "Split it into parts and add them.",
    ),
    Code.READER_CRASHED: (
        "The file could not be read: its contents confuse the reader",
        "Open it in its program and save it again.",
    ),
    Code.TEXT_LOST: (
        "The stored text was damaged, and nothing could be read of it",
        "It is read again as soon as its file is there.",
    ),
    Code.STORE_LOCKED: (
        "Another program holds the index of this base",
        "Close the other Bukvar and try again.",
    ),
    Code.STORE_DAMAGED: (
        "The index of this base is damaged",
        (
            "Have it mended in Settings › Backups or with bukvar check --repair: what can be read of it "
            "is kept, the rest is read from your files again."
        ),
    ),
    Code.STORE_GONE: (
        "The folder of this base is gone",
        (
            "Connect its disk or put the folder back. If it is lost, have the base mended in Settings › "
            "Backups or with bukvar check --repair: it is read again from your files and backups."
        ),
    ),
    Code.SERVER_UNREACHABLE: (
        "The search server %address% does not answer",
        "Check the address and that the server runs.",
    ),
    Code.EMBEDDER_MISSING: (
        "The search model is not here yet",
        "Get it on the Models page, or ask your administrator where he shares the models.",
    ),
    Code.EMBEDDER_UNSUPPORTED: (
        "This search model cannot be used",
        "Choose another one on the Models page.",
    ),
    Code.SEARCH_UNUSABLE: (
        "The search model computes wrongly on this computer (tried: %tried%)",
        (
            "Settings → Health says why and can try again (in a terminal: bukvar doctor). If it stays "
            "so, get the search model anew on the Models page."
        ),
    ),
}
translatable("Problem", TEXTS)
