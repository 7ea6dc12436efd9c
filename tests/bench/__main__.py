"""`python -m tests.bench NAME …`: a subcommand a module of this package with `add_arguments` and `run`."""

import argparse
import importlib
import pkgutil
import sys

from tests import bench


def main() -> int:
    """Run the bench named on the command line; its exit code is 0 when its figures are reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    commands = parser.add_subparsers(dest="name", required=True)
    modules = {}
    for found in pkgutil.iter_modules(bench.__path__):
        # Heavy libraries are imported by the bench that is run alone; the others only say their options.
        if len(sys.argv) > 1 and sys.argv[1] not in (found.name, "-h", "--help"):
            continue
        module = (
            importlib.import_module(f"{bench.__name__}.{found.name}") if found.name != "__main__" else None
        )
        if hasattr(module, "add_arguments") and hasattr(module, "run"):
            modules[found.name] = module
            summary = (module.__doc__ or "").splitlines()[0]
            module.add_arguments(commands.add_parser(found.name, help=summary, description=module.__doc__))
    arguments = parser.parse_args()
    return int(modules[arguments.name].run(arguments))


if __name__ == "__main__":
    raise SystemExit(main())
