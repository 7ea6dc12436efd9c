"""Problems of models, their sources and packs: what happened, and what to do about it."""

from desktop.ui.i18n.translatable import translatable
from workers.contract.codes import Code

TEXTS: dict[Code, tuple[str, str]] = {
    Code.NO_MODEL: (
        "No model is chosen to write answers",
        "Choose or get one on the Models page, or ask your administrator where he shares the models.",
    ),
    Code.MODEL_MISSING: (
        "The file of the model “%model%” is not in its place",
        "Get the model again.",
    ),
    Code.MODEL_DAMAGED: (
        "The file of the model “%model%” is damaged",
        "Get it again on the Models page.",
    ),
    Code.MODEL_TEMPLATE: (
        "The chat template in %file% does not come to an end",
        "The file is damaged or was made to do harm: get the model from its publisher.",
    ),
    Code.NOT_A_MODEL: (
        "%file% is not a model",
        "A file in the GGUF format is needed.",
    ),
    Code.MODEL_INCOMPLETE: (
        "The model folder “%model%” lacks a file: %file%",
        "Copy the whole folder again from where it came.",
    ),
    Code.MODEL_UNSUPPORTED: (
        "Models of the type “%architecture%” are not supported",
        "Choose a model from the list.",
    ),
    Code.MODEL_NOT_USED: (
        "“%model%” is no chat model, or this version does not work with it yet",
        "Choose another model.",
    ),
    Code.ENGINE_UNUSABLE: (
        "No engine for answers works on this computer (tried: %tried%)",
        (
            "Settings → Health says why and can try again (in a terminal: bukvar doctor). If it stays "
            "so, reinstall Bukvar; search works all the same."
        ),
    ),
    Code.NO_MEMORY: (
        "There is not enough memory: %need% needed, %free% free",
        "Close other programs or choose a smaller model.",
    ),
    Code.QUESTION_TOO_LONG: (
        "The question is too long for this model",
        "Ask in fewer words or attach the text as a document.",
    ),
    Code.SOURCE_UNREACHABLE: (
        "The source cannot be reached: %source%",
        "Check the connection, or take the model from a disk or a company mirror.",
    ),
    Code.MODEL_UNAVAILABLE: (
        "“%model%” could not be had from: %sources%",
        "Check the connection, or take the model from a disk, a model pack or a company mirror.",
    ),
    Code.MIRROR_LACKS: (
        "The company's mirror %mirror% does not give “%model%”",
        "Ask who looks after the mirror to put the model there, or allow the public sources this once.",
    ),
    Code.FOLDER_LACKS: (
        "“%model%” does not lie in %folder%: looked for the file %file%",
        "Choose the folder or the disk that holds this file.",
    ),
    Code.NO_SUCH_FILE: (
        "There is no such file: %file%",
        "Check the name and the folder.",
    ),
    Code.HASH_MISMATCH: (
        "What came is not the file that was asked for: %file%",
        "Try again or take it from another source.",
    ),
    Code.NO_SOURCE: (
        "Nothing is known of where to get “%model%”",
        "Add the model from a file.",
    ),
    Code.DISK_FULL: (
        "There is not enough room on the disk: %need% needed, %free% free",
        "Free some room and continue.",
    ),
    Code.DISK_ERROR: (
        "The disk reports an error at %folder%",
        "Check that the disk is connected and sound, then continue: what was done is kept.",
    ),
    Code.NOT_A_PACK: (
        "%file% is not a model pack",
        "A file made for Bukvar is needed; its name ends with .bukvarpack.",
    ),
    Code.PACK_DAMAGED: (
        "The model pack %file% is damaged or was not copied to its end",
        "Copy it once more from where it came; nothing wrong was installed.",
    ),
    Code.PACK_NEWER: (
        "The model pack %file% was made for a newer Bukvar",
        "Update Bukvar, or ask for a pack for your version.",
    ),
    Code.PACK_SIGNATURE: (
        "The signature of the model pack %file% is wrong",
        "Do not use it: somebody has changed it. Get it again from its maker.",
    ),
    Code.PACK_UNTRUSTED: (
        "The model pack %file% is not signed by anyone this computer trusts",
        "Ask your administrator for a signed pack, or to trust its maker.",
    ),
    Code.NO_SEARCH_MODEL: (
        "A pack with a chat model takes the search model along, and it is not here",
        "Get it (bukvar models prepare), or leave it out with --without-search-model.",
    ),
    Code.CATALOGUE_SKIPPED: (
        "In the catalogue %file% an entry does not count: %entry% (%reason%)",
        "Whoever wrote the file can put it right; all other entries count.",
    ),
    Code.PACK_TOO_LARGE: (
        "There are too many models for one pack",
        "Make two packs.",
    ),
}
translatable("Problem", TEXTS)
