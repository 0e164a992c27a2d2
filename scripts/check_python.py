"""Says in one sentence what is wrong with this Python. Written so that any Python 3 can read it."""

# ruff: noqa: UP031 - f-strings are newer than the Pythons that must be able to say that they are too old

import importlib.util
import sys

NEEDED = (3, 11)

if sys.version_info < NEEDED:
    sys.exit(
        "Saraptama needs Python %d.%d or newer; %s is %d.%d. Install a newer one, or name it: make PYTHON=python3.12"
        % (NEEDED[0], NEEDED[1], sys.executable, sys.version_info[0], sys.version_info[1])
    )
for module in ("venv", "ensurepip"):
    if importlib.util.find_spec(module) is None:
        sys.exit(
            "%s has no module %r, so it cannot make a virtual environment. On Debian: apt-get install python3-venv"
            % (sys.executable, module)
        )
