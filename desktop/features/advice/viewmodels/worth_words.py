"""What documents are worth, in words."""

from PySide6.QtCore import QCoreApplication

from desktop.features.advice.services.worth_service import Worth
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.words.names import counted
from workers.contract.exam import Remark, RemarkCode

# Reviewing a row takes a person so long.
_MINUTES_A_ROW = 0.5


def lines(worth: Worth) -> list[str]:
    """The estimate, a sentence a matter; what there is nothing of is left out."""
    texts, expected = worth.texts, worth.texts.expected
    asked = QCoreApplication.translate(
        "Worth", "About %n question(s) can be asked about them; a person reviews these in %1.", "", expected
    )
    hours = formats.duration(60 * max(1, expected * _MINUTES_A_ROW))
    found = [fill(counted(asked, expected), hours)]
    if texts.sampled:
        share = texts.askable / texts.sampled
        words = QCoreApplication.translate("Worth", "Something can be asked about %1 of the passages.")
        found.append(fill(words, formats.percent(share)))
    counts = (
        (worth.recognised, QCoreApplication.translate(
            "Worth", "%n page(s) are pictures whose words were recognised.", "", worth.recognised)),
        (worth.unread, QCoreApplication.translate(
            "Worth", "%n page(s) are pictures without words: nobody finds them.", "", worth.unread)),
        (worth.failed, QCoreApplication.translate(
            "Worth", "%n document(s) could not be read.", "", worth.failed)),
        (worth.copies, QCoreApplication.translate(
            "Worth", "%n document(s) are copies of others.", "", worth.copies)),
    )  # fmt: skip
    found += [counted(words, count) for count, words in counts if count]
    if texts.repeated:
        words = QCoreApplication.translate("Worth", "%1 of the sentences stand in other documents as well.")
        found.append(fill(words, formats.percent(texts.repeated / texts.sentences)))
    differing = texts.counts.get(RemarkCode.OTHER_NUMBER, 0)
    if differing:
        words = QCoreApplication.translate(
            "Worth", "%n place(s) say the same with another number than another document.", "", differing
        )
        found.append(counted(words, differing))
    if worth.outdated:
        words = QCoreApplication.translate(
            "Worth", "%n document(s) seem to be out of force.", "", worth.outdated
        )
        found.append(counted(words, worth.outdated))
    return found


def remark(one: Remark) -> str:
    """What is the matter with a document, with the words that it rests on."""
    said = {
        RemarkCode.OTHER_NUMBER: QCoreApplication.translate("Worth", "%1: “%2”; %3: “%4”"),
        RemarkCode.OUT_OF_FORCE: QCoreApplication.translate("Worth", "%1 says that it is out of force: “%2”"),
        RemarkCode.EXPIRED: QCoreApplication.translate(
            "Worth", "%1 was in force until a day that is past: “%2”"
        ),
        RemarkCode.NEWER_EDITION: QCoreApplication.translate("Worth", "%1 is older than %3"),
    }[one.code]
    return fill(said, one.name, one.text, one.other, one.other_text)
