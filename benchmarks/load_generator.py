"""An open-loop load generator: requests leave on schedule, whether or not earlier ones have been answered.

Latency counts from the moment at which a request was due, so a server that falls behind cannot hide it. It is a
process of its own and speaks plain HTTP/1.1 over kept connections, so that it takes little of the processors it shares
with the server. Reads its task as JSON from standard input, writes its outcome as JSON.
"""

import asyncio
import itertools
import json
import sys
import time
import uuid
from dataclasses import dataclass
from typing import Any

MOST_CONNECTIONS = 64


@dataclass
class Task:
    """What to send, where, how often, for how long."""

    host: str
    port: int
    path: str
    token: str
    body: dict[str, Any]
    institutes: list[str]
    rate: float
    seconds: float
    warm_up: float


class Connections:
    """Kept connections; one is opened when none is free."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self.limit = asyncio.Semaphore(MOST_CONNECTIONS)

    async def post(self, body: bytes, key: str) -> int:
        """Send one request; the status of its answer. A kept connection that was closed meanwhile is replaced once."""
        async with self.limit:
            while self.free:
                streams = self.free.pop()
                try:
                    return await self._exchange(streams, body, key)
                except (ConnectionError, asyncio.IncompleteReadError):
                    streams[1].close()
            return await self._exchange(await asyncio.open_connection(self.task.host, self.task.port), body, key)

    async def _exchange(self, streams: tuple[asyncio.StreamReader, asyncio.StreamWriter], body: bytes, key: str) -> int:
        reader, writer = streams
        head = (
            f"POST {self.task.path} HTTP/1.1\r\nHost: {self.task.host}\r\nAuthorization: Bearer {self.task.token}\r\n"
            f"Content-Type: application/json\r\nIdempotency-Key: {key}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        lines = answer.decode("latin-1").lower().split("\r\n")
        length = next((int(line[15:]) for line in lines if line.startswith("content-length:")), 0)
        await reader.readexactly(length)
        if "connection: close" in lines:
            writer.close()
        else:
            self.free.append(streams)
        return int(lines[0].split()[1])


async def run(task: Task) -> dict[str, Any]:
    """Send on schedule; what came back, and after how long."""
    connections = Connections(task)
    institutes = itertools.cycle(task.institutes)
    latencies: list[float] = []
    statuses: dict[str, int] = {}
    begun = time.perf_counter()

    async def one(due: float, number: int) -> None:
        body = {**task.body, "number": str(number), "institute": next(institutes)}
        try:
            status = str(await connections.post(json.dumps(body).encode(), str(uuid.uuid4())))
        except Exception as error:  # an outcome like any other
            status = type(error).__name__
        if due >= begun + task.warm_up:
            latencies.append(time.perf_counter() - due)
            statuses[status] = statuses.get(status, 0) + 1

    waiting = []
    for number in range(int(task.rate * (task.seconds + task.warm_up))):
        due = begun + number / task.rate
        if (pause := due - time.perf_counter()) > 0:
            await asyncio.sleep(pause)
        waiting.append(asyncio.create_task(one(due, number)))
    await asyncio.gather(*waiting)
    return {"latencies": latencies, "statuses": statuses, "seconds": time.perf_counter() - begun - task.warm_up}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(run(Task(**json.load(sys.stdin))))))
