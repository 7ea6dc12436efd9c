"""The prover: a child process of any worker in which an engine proves itself, because one that is broken
crashes, hangs, or computes something else. One task comes in as a line of JSON, what was found goes out as
lines; before each step that may end this process a line says which step it is.

    {"task": "processor", "files": [FILE, …], "scores": {FILE: 9}}
        opens those without a score, then lets the best compute; "" is the engine of a build in one library
        → {"opening": FILE} {"score": 9, "file": FILE} {"unloadable": "why", "file": FILE} … then
          {"computing": FILE} {"worst": 0.03, "right": true, "file": FILE}
    {"task": "cards", "processor": FILE, "library": FILE}   → {"cards": ["Vulkan0", …]}
    {"task": "card", "processor": FILE, "library": FILE, "card": "Vulkan0"}   → {"worst": 0.03, "right": true}
    {"task": "search", "model": FILE, "mode": "exact"}   → {"worst": 0.999, "right": true}
    {"task": "template", "source": JINJA, "seconds": 2, "memory": BYTES}
        → {"sound": true} or {"refused": "why"};
        goes on with conversations, each within these limits: {"roles": ["user"], "bos": "<s>", "eos": "</s>"}
        → {"parts": ["<s>[INST]", 0, "[/INST]"], "groups": [[0]]} or {"refused": "why"}
"""

import json
import os
from pathlib import Path
from typing import IO, Any

from workers.runtime import dying
from workers.runtime.confinement import confine

_MAX_REQUEST = 1 << 20


def main(stdin_fd: int, stdout_fd: int) -> int:
    """Do one task; returns the exit code."""
    dying.quietly()
    with os.fdopen(stdin_fd, "rb") as requests, os.fdopen(stdout_fd, "w", encoding="ascii") as replies:
        task = json.loads(requests.readline(_MAX_REQUEST))

        def say(**line: Any) -> None:
            replies.write(json.dumps(line) + "\n")
            replies.flush()  # the next step may be the last

        if task["task"] == "template":
            _template(task, requests, say)
            return 0
        {"processor": _processor, "cards": _cards, "card": _card, "search": _search}[task["task"]](task, say)
    return 0


def _template(task: dict[str, Any], requests: IO[bytes], say: Any) -> None:
    from workers.engines.llama.template_rendering import TemplateError, TemplateRenderer

    dying.beyond(task["memory"])
    confine()
    dying.unless_done_in(task["seconds"])
    try:
        renderer = TemplateRenderer(task["source"])
    except TemplateError as error:
        say(refused=str(error))
        return
    say(sound=True)
    while line := requests.readline(_MAX_REQUEST):
        asked = json.loads(line)
        dying.unless_done_in(task["seconds"])
        try:
            rendered = renderer.render(asked["roles"], asked["bos"], asked["eos"])
            say(parts=rendered.parts, groups=rendered.groups)
        except TemplateError as error:
            say(refused=str(error))
        dying.unless_done_in(0)


def _processor(task: dict[str, Any], say: Any) -> None:
    from workers.engines.llama import ggml_library
    from workers.engines.selftest import engine_check

    dying.after(task["seconds"])  # of what is tried here; imports may take longer on an old computer
    ggml_library.errors_only()
    scores = {str(file): int(score) for file, score in task["scores"].items()}
    for file in task["files"]:
        if file in scores:
            continue
        say(opening=file)
        try:
            scores[file] = engine_check.score(file) if file else 1
        except engine_check.NotLoaded as error:
            say(file=file, unloadable=str(error))
            continue
        say(file=file, score=scores[file])
    fit = [file for file in task["files"] if scores.get(file, 0) > 0]
    if not fit:
        return
    best = max(fit, key=lambda file: scores[file])
    say(computing=best)
    try:
        if best:
            engine_check.load_backend(best)
        found = engine_check.compute()
    except engine_check.NotLoaded as error:
        say(file=best, unloadable=str(error))
        return
    say(file=best, worst=round(found.worst, 5), right=found.right)


def _cards(task: dict[str, Any], say: Any) -> None:
    from workers.engines.llama import llama_devices

    say(opening=task["library"])
    if _loaded(task, say):
        say(cards=[one.backend for one in llama_devices.present()])


def _card(task: dict[str, Any], say: Any) -> None:
    from workers.engines.selftest import engine_check

    if not _loaded(task, say):
        return
    say(computing=task["card"])
    try:
        found = engine_check.compute(task["card"])
    except engine_check.NotLoaded as error:
        say(unloadable=str(error))
        return
    say(worst=round(found.worst, 5), right=found.right)


def _loaded(task: dict[str, Any], say: Any) -> bool:
    from workers.engines.llama import ggml_library
    from workers.engines.selftest import engine_check

    dying.after(task["seconds"])  # of what is tried here; imports may take longer on an old computer
    ggml_library.errors_only()
    try:
        for file in (task["processor"], task["library"]):
            if file:
                engine_check.load_backend(file)
    except engine_check.NotLoaded as error:
        say(unloadable=str(error))
        return False
    return True


def _search(task: dict[str, Any], say: Any) -> None:
    from workers.engines.selftest import search_check

    dying.after(task["seconds"])
    say(computing=task["mode"])
    try:
        worst, right = search_check.compare(Path(task["model"]), task["mode"])
    except Exception as error:  # the libraries raise bare exceptions of their own
        say(unloadable=repr(error)[:2000])
        return
    say(worst=round(worst, 5), right=right)
