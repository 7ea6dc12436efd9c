"""Problems of documents, their store and their search: what happened, and what to do about it."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from workers.contract.codes import Code

# PySide6 types the marker for the translator as an object.
TEXTS: dict[Code, tuple[object, object]] = {
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
    Code.SCAN_INSIDE: (
        QT_TRANSLATE_NOOP("Problem", "A document of pictures alone, without text"),
        QT_TRANSLATE_NOOP(
            "Problem", "Save it as PDF and add that: letters of scans in PDF can be recognised."
        ),
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
    Code.STORE_GONE: (
        QT_TRANSLATE_NOOP("Problem", "The folder of this base is gone"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Connect its disk or put the folder back. If it is lost, have the base mended in Settings › "
            "Backups or with bukvar check --repair: it is read again from your files and backups.",
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
}
