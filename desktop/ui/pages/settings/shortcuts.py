"""Shortcuts: every key of the window in one list."""

from desktop.ui.i18n.translatable import translate
from desktop.ui.section import Section
from desktop.ui.widgets import Badge


class ShortcutsSection(Section):
    """Only tells; keys are the same on every keyboard layout."""

    ICON = "keyboard"

    @staticmethod
    def title() -> str:
        return translate("SettingsSection", "Shortcuts")

    def build(self) -> None:
        window = self.add_card(self.tr("Everywhere"))
        for keys, what in (
            ("Ctrl+K", self.tr("Search everywhere")),
            ("Ctrl+F", self.tr("Find on this page")),
            ("Ctrl+1 … 7", self.tr("Chat, documents, training, exam, models, tasks, settings")),
            ("Ctrl+,", self.tr("Settings")),
            ("Ctrl+J", self.tr("Tasks")),
            ("F6", self.tr("Next part of the window")),
            ("Esc", self.tr("Close what is on top")),
            ("F1", self.tr("Help for this page; on the help, this list")),
        ):
            window.add(what, "", Badge(keys))
        chat = self.add_card(self.tr("Chat"))
        for keys, what in (
            ("Enter", self.tr("Send the question")),
            ("Shift+Enter", self.tr("New line")),
            ("Esc", self.tr("Stop the answer")),
            ("Ctrl+N", self.tr("New chat")),
            ("Ctrl+Shift+C", self.tr("Copy the answer")),
            ("↑", self.tr("Edit the last question (in an empty field)")),
            ("Alt+1 … 9", self.tr("Show a source")),
        ):
            chat.add(what, "", Badge(keys))
        documents = self.add_card(self.tr("Documents"))
        for keys, what in (
            ("Ctrl+O", self.tr("Add files")),
            (self.tr("Space"), self.tr("Preview")),
            ("Enter", self.tr("Open")),
            ("Del", self.tr("Remove from the base")),
            ("F5", self.tr("Read again")),
        ):
            documents.add(what, "", Badge(keys))
        exam = self.add_card(self.tr("Exam"))
        for keys, what in (
            ("Enter", self.tr("Open the answers of a line; approve a question")),
            ("← →", self.tr("Previous and next answer")),
            ("F2", self.tr("Mend a question")),
            ("Del", self.tr("Reject or remove a question")),
            ("Ctrl+Z", self.tr("Take back a decision")),
            ("Ctrl+P", self.tr("Save the certificate")),
        ):
            exam.add(what, "", Badge(keys))
