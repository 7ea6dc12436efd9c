"""What an answer is read from: passages of the base, of the files of the question, what a person answered."""

from collections.abc import Callable
from dataclasses import replace

from desktop.core.answers import AnswerInProgress, AnswerRequest
from desktop.core.entities import USER, Correction
from desktop.core.feature_ports import Documents, DocumentSearch
from desktop.core.future import Future
from desktop.features.chat.services.attached_files import AttachedFiles
from desktop.features.chat.services.kept_words import Corrections
from desktop.settings.store import SettingsStore
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Passages
from workers.contract.specs.search import Place
from workers.text.language import language_of

_PASSAGES = 10
_MOST_CORRECTIONS = 500
# Of the files of a question so many passages lead, those of the base follow.
_OWN_FIRST = 6


class PassageFinding:
    """Used by `AnswerPipeline`."""

    def __init__(
        self,
        search: DocumentSearch,
        documents: Documents,
        settings: SettingsStore,
        language: Callable[[], str],
        corrections: Corrections | None = None,
        attached: AttachedFiles | None = None,
    ) -> None:
        self._search, self._documents, self._settings = search, documents, settings
        self._language, self._corrections, self._attached = language, corrections, attached
        self._searching: dict[AnswerInProgress, Future[Passages]] = {}
        self._known: dict[AnswerInProgress, list[Correction]] = {}  # those that its search was told of

    def cancel(self, running: AnswerInProgress) -> None:
        """Its passages are not wanted any more."""
        self._known.pop(running, None)
        searching = self._searching.get(running)
        if searching is not None:
            searching.cancel()

    def language_of(self, request: AnswerRequest) -> str:
        """The language of a question, decided here for the whole way; a bare name is asked in the language of
        the questions before it, else in that of the window."""
        asked = [turn.text for turn in request.history if turn.role == USER]
        language = self._language()
        for text in (*asked, request.text):
            language = language_of(text, language)
        return language

    def explain(self, request: AnswerRequest, place: Place) -> Future[Passages]:
        """The search of a question once more, with how it came about and what became of a place."""
        return self._search.search(
            request.base,
            request.text,
            self._wanted,
            request.previous,
            request.filters,
            self.language_of(request),
            gather=True,
            literal=request.literal,
            shown=request.shown,
            explain=place,
        )

    @property
    def _wanted(self) -> int:
        return self._settings.values.passages or _PASSAGES

    async def find(self, running: AnswerInProgress, request: AnswerRequest) -> Passages | None:
        """The passages of an answer in progress; None where nothing is searched. Rejects with BASE_EMPTY,
        what hinders the search, and why an attached file could not be read."""
        if request.attached and self._attached is not None:
            own = await self._attached.search(request, self._wanted, self.language_of(request))
            if not (request.way.searches and self._documents.answering(request.base)):
                running.passages = replace(own, relevant=True)
            else:
                running.passages = _united(own, await self._searched(running, request))
            return running.passages
        if not request.way.searches:
            return None
        if not self._documents.answering(request.base):
            raise ProblemError(Code.BASE_EMPTY, name=request.base_name)
        running.passages = await self._searched(running, request)
        running.change(understood=running.passages.understood)
        return running.passages

    async def _searched(self, running: AnswerInProgress, request: AnswerRequest) -> Passages:
        # What a person has answered of the documents says nothing of a file that is asked about.
        told = self._corrections if request.corrected and not request.attached else None
        known = told.list(request.base) if told is not None else []
        self._known[running] = known = known[:_MOST_CORRECTIONS]
        searching = self._search.search(
            request.base,
            request.text,
            self._wanted,
            request.previous,
            request.filters,
            self.language_of(request),
            reckon=not request.attached,
            gather=True,
            literal=request.literal,
            shown=request.shown,
            corrected=tuple(one.question for one in known),
        )
        self._searching[running] = searching
        try:
            return await searching
        finally:
            del self._searching[running]

    def correction(self, running: AnswerInProgress) -> Correction | None:
        """What a person has answered to the same question; of one that comes near the place is told alone."""
        known, found = self._known.pop(running, []), running.passages
        if found is None:
            return None
        if 0 <= found.similar < len(known):
            running.change(resembles=known[found.similar].id)
        return known[found.same] if 0 <= found.same < len(known) else None


def _united(own: Passages, base: Passages) -> Passages:
    """What the files of a question say, then what the base says. A table of the files answers for both."""
    first, rest = own.passages[:_OWN_FIRST], own.passages[_OWN_FIRST:]
    room = max(len(own.passages), len(base.passages))
    return replace(base, passages=(*first, *base.passages, *rest)[:room], relevant=True, table=own.table)
