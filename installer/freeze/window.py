"""The frozen `bukvar`: the window, and the commands."""

import sys

from desktop.__main__ import main

sys.exit(main())
