"""One of the processes that load cases for the benchmarks; started by `loading`, told its task as JSON."""

import json
import sys
from dataclasses import asdict

import django


def main(task: str) -> None:
    """Load the cases of some institutes; write how many examinations are there, and at the end the outcome."""
    django.setup()
    from django.db import connection

    from saraptama.demo.bulk.generator import Generator, Request
    from saraptama.demo.bulk.world import institutes
    from saraptama.kernel.actor import SYSTEM

    given = json.loads(task)
    counts, place = given.pop("counts"), given.pop("place")
    with connection.cursor() as cursor:
        # A chunk that a power cut takes away is loaded again: nobody is told that it is safe.
        cursor.execute("SET synchronous_commit = off")

    def tell(_: str, done: int, __: int) -> None:
        sys.stdout.write(f"{done}\n")
        sys.stdout.flush()

    generator = Generator(SYSTEM, Request(**given), institutes(), counts, tell, salt=f"/{place}")
    sys.stdout.write(json.dumps(asdict(generator.run())) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
