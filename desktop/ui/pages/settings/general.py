"""General: appearance, answers, background work."""

from desktop.ui.i18n.formats import own_name
from desktop.ui.i18n.translatable import translate
from desktop.ui.section import Section
from desktop.ui.tray import can_stay
from desktop.ui.widgets import IconLabel, Segmented, Select, Switch
from workers.text.language import LANGUAGES

TEXT_SIZES = (100, 115, 130, 150, 175, 200)


class GeneralSection(Section):
    """Everything here acts at once."""

    ICON = "sliders-horizontal"

    @staticmethod
    def title() -> str:
        return translate("SettingsSection", "General")

    def build(self) -> None:
        self._appearance()
        self._answers_and_work()

    def _answers_and_work(self) -> None:
        answers = self.add_card(self.tr("Answers"))
        answers.add(
            self.tr("Mark sentences without a source"),
            self.tr("A dotted line shows what the documents do not support."),
            self._switch("mark_unsupported"),
        )
        answers.add(
            self.tr("Quote the documents first"),
            self.tr("A small model answers with the place itself, and adds what that supports."),
            self._switch("quote_documents"),
        )
        answers.add(
            self.tr("Read thoroughly"),
            self.tr(
                "Up to four times as much is read for an answer: the first word takes up to half a minute."
            ),
            self._switch("read_thoroughly"),
        )
        answers.add(
            self.tr("Watch the folders"),
            self.tr("What is added, changed, moved or deleted in them reaches the answers within seconds."),
            self._switch("watch_folders"),
            self.fixed("watch_folders"),
        )
        answers.add(
            self.tr("Look at a new base by myself"),
            self.tr("After the first reading: 20 questions, and what to mend."),
            self._switch("self_exam"),
        )
        work = self.add_card(self.tr("Background work"))
        work.add(
            self.tr("Tell me when a long task ends"),
            self.tr("Only for tasks longer than one minute."),
            self._switch("notify_long"),
        )
        no_tray = "" if can_stay() else self.tr("This desktop has no tray.")
        work.add(
            self.tr("Stay in the tray"),
            self.tr("Closing the window leaves Bukvar at work; its icon opens it again and quits."),
            self._switch("tray_icon"),
            self.fixed("tray_icon") or no_tray,
        )
        work.add(
            self.tr("Start in the background"),
            self.tr("The window opens from the tray. Works together with the line above."),
            self._switch("start_in_background"),
            self.fixed("start_in_background") or no_tray,
        )
        sealed = self.settings.value("sealed")
        words = (
            self.tr("Sealed mode is on: nothing uses the network.")
            if sealed
            else self.tr("Only getting a model uses the network, and only when you ask for it.")
        )
        self.add_plain(IconLabel("shield-check" if sealed else "shield", words, "tertiary", wrap=True))

    def _appearance(self) -> None:
        settings = self.settings
        card = self.add_card(self.tr("Appearance"))
        language = Select()
        language.set_choices(
            [("system", self.tr("As in the system")), *((code, own_name(code)) for code in LANGUAGES)]
        )
        language.set_value(settings.value("language"))
        language.setMinimumWidth(200)
        language.chosen.connect(lambda value: settings.set("language", value))
        words = self.tr("The window changes at once.")
        card.add(self.tr("Language"), words, language, self.fixed("language"))
        look = Segmented()
        look.set_choices(
            [
                ("system", self.tr("System")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("contrast", self.tr("High contrast")),
            ]
        )
        look.set_value(settings.value("theme"))
        look.chosen.connect(lambda value: settings.set("theme", value))
        card.add(self.tr("Theme"), self.tr("System follows light and dark of your computer."), look)
        size = Select()
        chosen = settings.value("text_size")  # by the policy or a command another than those
        size.set_choices([(str(value), f"{value}\u00a0%") for value in sorted({*TEXT_SIZES, chosen})])
        size.set_value(str(chosen))
        size.chosen.connect(lambda value: settings.set("text_size", value))
        card.add(self.tr("Text size"), self.tr("Affects every page."), size)
        card.add(
            self.tr("Less motion"),
            self.tr("Panels and messages appear without sliding."),
            self._switch("reduced_motion"),
        )

    def _switch(self, name: str) -> Switch:
        switch = Switch()
        switch.setChecked(self.settings.value(name))
        switch.toggled.connect(lambda on: self.settings.set(name, on))
        return switch
