"""`python -m installer COMMAND …`: what makes Bukvar ready to be handed out.

Run from the project's environment, in the project's folder. Work lies in `build/`, results in `dist/`.
"""

import importlib
import sys

# Command → (module with `main(arguments) -> exit code`, what it does).
COMMANDS = {
    "engine": ("installer.engine.build", "build llama.cpp for every processor, with Vulkan"),
    "locks": ("installer.locks.make", "make the locks anew from what the project asks for"),
    "audit": ("installer.audit", "look for known weaknesses in the sources and the locked packages"),
    "newcomer": ("installer.newcomer.run", "type the README's commands on a bare system, with empty caches"),
    "embedder-graph": ("installer.embedder.graph", "write the search model's graph, without its weights"),
    "linux": ("installer.linux.build", "build the application, the .deb and the .run"),
    "windows": ("installer.windows.build", "make setup.exe of a staged payload"),
    "tuning-folder": ("installer.tuning.folder", "gather the training component for offline computers"),
    "notices": ("installer.notices.build", "list what is bundled: SBOM, licences, what is forbidden"),
    "parts": ("installer.notices.window_list", "list what the window says Bukvar is built of"),
    "test": ("installer.proof", "build what is missing and prove the installers"),
}


def main(arguments: list[str]) -> int:
    """Run the command named first; returns its exit code, 2 on wrong usage."""
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        for name, (_, what) in COMMANDS.items():
            print(f"    {name:14} {what}", file=sys.stderr)
        return 2
    module = importlib.import_module(COMMANDS[arguments[0]][0])
    return int(module.main(arguments[1:]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
