"""What documents are worth, in words."""

from desktop.features.advice.services.documents_value_service import DocumentsValue
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words.names import counted
from workers.contract.exam import Remark, RemarkCode

# Reviewing a row takes a person so long.
_MINUTES_A_ROW = 0.5


def lines(value: DocumentsValue) -> list[str]:
    """The estimate, a sentence a matter; what there is nothing of is left out."""
    texts, expected = value.texts, value.texts.expected
    asked = translate(
        "DocumentsValue",
        "About %n question(s) can be asked about them; a person reviews these in %1.",
        "",
        expected,
    )
    hours = formats.duration(60 * max(1, expected * _MINUTES_A_ROW))
    found = [fill(counted(asked, expected), hours)]
    if texts.sampled:
        share = texts.askable / texts.sampled
        words = translate("DocumentsValue", "Something can be asked about %1 of the passages.")
        found.append(fill(words, formats.percent(share)))
    counts = (
        (value.recognised, translate(
            "DocumentsValue", "%n page(s) are pictures whose words were recognised.", "", value.recognised)),
        (value.unread, translate(
            "DocumentsValue", "%n page(s) are pictures without words: nobody finds them.", "", value.unread)),
        (value.failed, translate(
            "DocumentsValue", "%n document(s) could not be read.", "", value.failed)),
        (value.copies, translate(
            "DocumentsValue", "%n document(s) are copies of others.", "", value.copies)),
    )  # fmt: skip
    found += [counted(words, count) for count, words in counts if count]
    if texts.repeated:
        words = translate("DocumentsValue", "%1 of the sentences stand in other documents as well.")
        found.append(fill(words, formats.percent(texts.repeated / texts.sentences)))
    differing = texts.counts.get(RemarkCode.OTHER_NUMBER, 0)
    if differing:
        words = translate(
            "DocumentsValue",
            "%n place(s) say the same with another number than another document.",
            "",
            differing,
        )
        found.append(counted(words, differing))
    if value.outdated:
        words = translate("DocumentsValue", "%n document(s) seem to be out of force.", "", value.outdated)
        found.append(counted(words, value.outdated))
    return found


def remark(one: Remark) -> str:
    """What is the matter with a document, with the words that it rests on."""
    said = {
        RemarkCode.OTHER_NUMBER: translate("DocumentsValue", "%1: “%2”; %3: “%4”"),
        RemarkCode.OUT_OF_FORCE: translate("DocumentsValue", "%1 says that it is out of force: “%2”"),
        RemarkCode.EXPIRED: translate("DocumentsValue", "%1 was in force until a day that is past: “%2”"),
        RemarkCode.NEWER_EDITION: translate("DocumentsValue", "%1 is older than %3"),
    }[one.code]
    return fill(said, one.name, one.text, one.other, one.other_text)
