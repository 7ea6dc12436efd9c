"""A question put to the tables of a base: the ones that share its words, a plan, its rows, the answer."""

import logging
from pathlib import PurePath

from workers.answering.table_answer import table_answer
from workers.contract.messages import Search
from workers.contract.specs import TableAnswer
from workers.engines.stores.table_rows import StoredTable
from workers.retrieval import followup, lexical
from workers.services.knowledge.base import OpenBase
from workers.tables.choosing import choose
from workers.tables.mentions import View
from workers.text.language import language_of

_log = logging.getLogger(__name__)
_CANDIDATES = 60
_MOST_ROWS = 500_000  # of all candidates together that are read while a person waits


def reckon(base: OpenBase, message: Search) -> TableAnswer | None:
    """The answer of the tables; None when they have none that is certain. What leans on the question before
    is not asked of tables."""
    if message.previous and followup.leans(message.question):
        return None
    wanted = base.text.contents_for(message.filters)
    terms = [lexical.term_id(term) for term in lexical.terms(message.question)]
    tables = [table for table, _ in base.text.tables_with(terms, wanted, _CANDIDATES)]
    owners = base.text.owners(sorted({table.content for table in tables}), message.filters)
    views: dict[int, tuple[View, StoredTable]] = {}
    rows = 0
    for table in tables:
        rows += table.rows
        if table.content in owners and rows <= _MOST_ROWS:
            name = PurePath(owners[table.content].path).name
            views[table.id] = (_view(base, table, name), table)
    try:
        chosen = choose(message.question, [view for view, _ in views.values()])
    except Exception:  # a mistake of these rules must not cost the answer that the model can give
        _log.exception("Tables were not asked")
        return None
    if chosen is None:
        return None
    table = views[chosen.found.view.id][1]
    document = owners[table.content]
    content = base.text.content(table.content)
    if content is None:  # removed meanwhile
        return None
    language = message.language or language_of(message.question)
    name = PurePath(document.path).name
    return table_answer(chosen, document.id, name, table.page, content.text, content.notes, language)


def _view(base: OpenBase, table: StoredTable, name: str) -> View:
    return View(
        table.id,
        table.columns,
        name,
        table.label,
        table.caption,
        lambda: base.text.rows_of(table.id),
        table.rows,
    )
