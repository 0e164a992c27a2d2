"""Settings, one topic per file. Everything that differs between machines comes from the environment."""

# ruff: noqa: F403, I001 - this index gathers the topics into the one module that Django reads
from .core import *
from .database import *
from .jobs import *
from .records import *
from .logging import *
from .accounts import *
from .web import *
from .mail import *
from .webhooks import *
from .api import *
from .middleware import *
