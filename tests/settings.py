"""The settings under test: a home of their own, and the demo's doors open. Set before the real settings are read."""

import os
import tempfile

os.environ["SARAPTAMA_HOME"] = tempfile.mkdtemp(prefix="saraptama-test-")
os.environ["SARAPTAMA_DEMO"] = "1"
os.environ["SARAPTAMA_LIST_COUNT_LIMIT_MS"] = "5000"  # what a total says does not hang on how busy the machine is
os.environ.setdefault("SARAPTAMA_SECRET_KEY", "only for tests")

from saraptama.config.settings import *  # noqa: F403 - the environment comes first
