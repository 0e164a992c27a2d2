"""What each process of the web server does before its first request. gunicorn reads this module as its settings.

Addresses, pages and their words are loaded beforehand, and what was loaded is taken out of the rounds of the garbage
collector: a round over all of it took a quarter of a second, in the middle of somebody's request.
"""

import gc
from pathlib import Path
from typing import Any

YOUNG = 10_000
"""So many new objects are looked over at once: one page makes some thousands, of which nearly none stay."""


def post_worker_init(worker: Any) -> None:
    """gunicorn's hook: the process has loaded the application and takes requests next."""
    make_ready()


def make_ready() -> None:
    """Load what pages need, and keep it for as long as the process lives."""
    from django.conf import settings
    from django.template import engines
    from django.urls import get_resolver
    from django.utils.translation import override

    for code, _name in settings.LANGUAGES:
        with override(code):
            assert get_resolver().reverse_dict is not None
    for engine in engines.all():
        for folder in map(Path, engine.dirs):
            for page in sorted(folder.rglob("*.html")):
                engine.get_template(str(page.relative_to(folder)))
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
