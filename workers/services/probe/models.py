"""A model's file before it is added: what it is, and whether its template comes to an end."""

import logging
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.specs.models import ModelFacts
from workers.engines.gguf import gguf_file
from workers.engines.llama.template_child import TemplateChild, TemplateOverrun
from workers.engines.llama.template_rendering import TemplateError

_log = logging.getLogger(__name__)
# A first question, and one that goes on.
_CONVERSATIONS = (("system", "user"), ("system", "user", "assistant", "user", "assistant", "user"))


def inspect(path: Path) -> ModelFacts:
    """Raises as `gguf_file.inspect` does, and MODEL_TEMPLATE when the template takes too much time or memory
    (see `template_child`). One that is merely broken is no hindrance: the chat then uses another."""
    facts = gguf_file.inspect(path)
    if not facts.template:
        return facts
    template = TemplateChild(facts.template)
    try:
        for roles in _CONVERSATIONS:
            template.render(roles, "<s>", "</s>")
    except TemplateOverrun as error:
        raise ProblemError(Code.MODEL_TEMPLATE, str(error), file=path.name) from error
    except TemplateError as error:
        _log.warning("the chat template of %s is not used: %s", path.name, error)
    finally:
        template.close()
    return facts
