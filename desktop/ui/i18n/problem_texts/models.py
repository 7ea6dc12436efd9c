"""Problems of models, their sources and packs: what happened, and what to do about it."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from workers.contract.codes import Code

# PySide6 types the marker for the translator as an object.
TEXTS: dict[Code, tuple[object, object]] = {
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
    Code.FOLDER_LACKS: (
        QT_TRANSLATE_NOOP("Problem", "“%model%” does not lie in %folder%: looked for the file %file%"),
        QT_TRANSLATE_NOOP("Problem", "Choose the folder or the disk that holds this file."),
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
}
