"""One step of the played journey in a process of its own: the story so far comes from a file and goes back to it.

Run by the test with the environment of its service: `python -m tests.resilience.play_one_step STORY.json`. It says
“done” and stays, waiting to be killed.
"""

import json
import sys
import time
from pathlib import Path
from uuid import UUID

from saraptama.cli.environment import set_up_django

LONGEST_SECONDS = 150.0


def wait_for_the_others() -> None:
    """Until the worker and the integrator of the service have done what waits."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    from saraptama.foundation.audit.selectors import pending_count

    end = time.monotonic() + LONGEST_SECONDS
    waiting = ProcrastinateJob.objects.filter(status__in=("todo", "doing")).exclude(queue_name="upkeep")
    while pending_count() or waiting.exists():
        if time.monotonic() > end:
            raise TimeoutError(f"still waiting: {list(waiting.values_list('task_name', 'status', 'attempts'))}")
        time.sleep(0.1)


def main(path: Path) -> None:
    set_up_django()
    from saraptama.demo.played_journey import STEPS, Story

    so_far = json.loads(path.read_text()) if path.exists() else {}
    ids = {name: UUID(value) for name, value in so_far.get("ids", {}).items()}
    story = Story(drain=wait_for_the_others, **ids)
    name, step = STEPS[so_far.get("steps", 0)]
    step(story)
    ids = {key: str(value) for key, value in vars(story).items() if isinstance(value, UUID)}
    path.write_text(json.dumps({"steps": so_far.get("steps", 0) + 1, "ids": ids}))
    sys.stdout.write(f"done {name}\n")
    sys.stdout.flush()
    time.sleep(600)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
