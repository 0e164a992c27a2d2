"""One process of parallel writers for the log's benchmark: threads that commit acts until the time is over.

Reads its task as JSON from the command line, writes how many acts were committed.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from uuid import UUID

import django


def main(task: str) -> None:
    """Commit acts as some users, each in a thread with a connection of its own."""
    django.setup()
    given = json.loads(task)
    act = {"row": change_a_row, "bare": only_record}[given["kind"]]
    done = [0] * len(given["users"])
    stop = time.perf_counter() + given["seconds"]
    threads = [
        threading.Thread(target=_write, args=(act, UUID(user), place, done, stop))
        for place, user in enumerate(given["users"])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write(str(sum(done)))


def _write(act: Callable[[UUID, int], None], user: UUID, place: int, done: list[int], stop: float) -> None:
    from django.db import connection

    try:
        while time.perf_counter() < stop:
            act(user, done[place])
            done[place] += 1
    finally:
        connection.close()


def change_a_row(user: UUID, number: int) -> None:
    """A real act: a person chooses a language; one row, its commitment, the entry."""
    from saraptama.foundation.accounts.enums import Language
    from saraptama.foundation.accounts.services import choose_language
    from saraptama.kernel.actor import ActorKind, ActorRef

    language = Language.RU if number % 2 else Language.KK
    choose_language(ActorRef(id=user, kind=ActorKind.PERSON), user_id=user, language=language)


def only_record(user: UUID, number: int) -> None:
    """The record alone: an entry with its promise, committed."""
    from django.db import transaction

    from saraptama.foundation.audit.services import record
    from saraptama.kernel.actor import ActorKind, ActorRef

    with transaction.atomic():
        record(ActorRef(id=user, kind=ActorKind.PERSON), act="benchmark.noted", details={"number": number})


if __name__ == "__main__":
    main(sys.argv[1])
