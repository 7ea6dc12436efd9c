"""The frozen `bukvar-worker KIND`; `bukvar-worker pip …` is the pip that gets models and the training
component, since a frozen program has no Python to hand it to."""

import runpy
import sys

if sys.argv[1:2] == ["pip"]:
    from pip._internal.cli.main import main

    sys.exit(main(sys.argv[2:]))
runpy.run_module("workers.__main__", run_name="__main__", alter_sys=True)
