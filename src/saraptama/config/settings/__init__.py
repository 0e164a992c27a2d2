"""Settings, one topic per file. Everything that differs between machines comes from the environment."""

from .accounts import *  # noqa: F403
from .core import *  # noqa: F403 - this index gathers the topics into the one module that Django reads
from .database import *  # noqa: F403
from .jobs import *  # noqa: F403
from .middleware import *  # noqa: F403
from .records import *  # noqa: F403
from .web import *  # noqa: F403
