"""What makes a base smaller, once its documents answer: at the end of the jobs that change one."""

import logging

from workers.contract.codes import ProblemError
from workers.runtime.context import Context
from workers.services.knowledge.base import OpenBase

_log = logging.getLogger(__name__)


def compact(base: OpenBase, context: Context) -> None:
    """Keep the texts once that an earlier version kept twice. In small steps, each of which may be the last:
    what is not done now is done by the next job. A disk that has no room for it changes nothing."""
    try:
        _keep_texts_once(base, context)
    except ProblemError as error:
        _log.warning("a base stays as large as it is: %s", error)


def _keep_texts_once(base: OpenBase, context: Context) -> None:
    changed = False
    while not context.cancelled and base.text.keep_once():
        changed = True
    while changed and not context.cancelled and base.text.give_back():
        pass
