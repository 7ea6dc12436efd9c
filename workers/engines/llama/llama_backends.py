"""Loads the back ends of llama.cpp that have proved themselves on this computer (`engine_choice`), and no
others: one for the processor, then those for graphics cards. Builds with everything in one library prove
themselves as well; there nothing is left to load.

Nothing of llama.cpp may be called before `load`: a driver that crashes would take this process with it.
"""

import os
from functools import cache
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.contract.engine import PROCESSOR, EngineReport
from workers.contract.engine_memory import EngineMemory
from workers.engines.llama import ggml_library
from workers.engines.selftest import engine_check, engine_choice


@cache
def report() -> EngineReport:
    """What computes here, and what was tried before it; proves it when nobody has yet (a second or two)."""
    return engine_choice.choose(_engines(), EngineMemory.of_process())


@cache
def load() -> None:
    """Once a process, before anything else of llama.cpp. Raises `ProblemError` ENGINE_UNUSABLE (tried) when
    no engine computes rightly here."""
    chosen, engines = report(), _engines()
    if not chosen.usable:
        tried = ", ".join(dict.fromkeys(one.name for one in chosen.tried)) or "—"
        raise ProblemError(Code.ENGINE_UNUSABLE, _told(chosen), tried=tried)
    if engines.built_in:
        if engines.cards and chosen.device == PROCESSOR:
            os.environ.update(engine_choice.WITHOUT_CARDS)
        return
    files = [engines.file_of(chosen.chosen)]
    if chosen.device != PROCESSOR:
        proved = {one.name for one in chosen.tried if one.device in chosen.device.split(",")}
        files += [file for file, name in engines.cards.items() if name in proved]
    for file in files:
        try:
            engine_check.load_backend(file)
        except engine_check.NotLoaded as error:  # it could be loaded a moment ago
            raise ProblemError(Code.ENGINE_UNUSABLE, str(error), tried=chosen.chosen) from error


def processor() -> str:
    """The back end that was taken for this processor ("haswell"); "" for a build with only one, or none."""
    chosen = report().chosen
    return "" if chosen == engine_choice.BUILT_IN else chosen


def devices() -> tuple[str, ...]:
    """The cards that have proved themselves, as llama.cpp calls them."""
    device = report().device
    return () if device in ("", PROCESSOR) else tuple(device.split(","))


def restrict(parameters: Any) -> Any:
    """Keep a model with these `llama_model_params` off all devices that have not proved themselves; what is
    returned has to live until the model is loaded."""
    chosen = engine_check.device_list(*(engine_check.device(name) for name in devices()))
    parameters.devices = engine_check.pointer(chosen)
    return chosen


@cache
def _engines() -> engine_choice.Engines:
    return engine_choice.Engines(ggml_library.folder())


def _told(chosen: EngineReport) -> str:
    return "; ".join(f"{one.name} on {one.device}: {one.result} ({one.detail})" for one in chosen.tried)
