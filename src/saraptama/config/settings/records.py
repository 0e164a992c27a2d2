"""The tamper-evident log and the store of files."""

import os

from .core import HOME

LOG_ORIGIN = os.environ.get("SARAPTAMA_LOG_ORIGIN", "saraptama.local/log")
"""The log's name in checkpoints (C2SP: schema-less URL). Training runs carry an origin of their own."""

LOG_KEY_FILE = HOME / "keys" / "log.ed25519"
FILES_FOLDER = HOME / "files"
KEY_STORE_FOLDER = HOME / "keystore"
MASTER_KEY_FILE = HOME / "keys" / "master.key"
