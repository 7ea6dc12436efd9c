"""What the exam page expects of its parts."""

from desktop.ui.page_part import PagePart


class ExamPart(PagePart):
    """One part of the exam page, made when it is first shown. `open_view`
    tells one of "results", "answers", "questions", "review", "start", "instructions"."""

    def search(self, text: str) -> None:
        """The words of the header's search field changed."""
