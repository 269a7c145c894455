"""A mail server of others in a process of its own, which writes down what it got, and kills its client at a stage.

    python killing.py RECORD [WHEN STAGE COUNT]

Prints its port; reads the client's process id from standard input. `before recipient 3`: when the third recipient was
named, before that is answered.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from contextlib import suppress
from email import message_from_bytes
from pathlib import Path
from time import sleep

from aiosmtpd.smtp import SMTP

_OF = {"EHLO": "hello", "MAIL": "sender", "RCPT": "recipient", "DATA": "data"}
RECORD = Path(sys.argv[1])
AIM, AT = sys.argv[2:4], int((sys.argv[4:] or ["0"])[0])
reached: Counter[tuple[str, str]] = Counter()


def stage(when: str, name: str) -> None:
    reached[when, name] += 1
    if [when, name] == AIM and reached[when, name] == AT:
        if when == "after":
            sleep(0.002)  # the client reads the answer, and is at its next step
        pid = int(sys.stdin.readline())
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            for _ in range(1000):
                os.kill(pid, 0)  # until its parent has seen it end
                sleep(0.005)


class Inbox:
    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802  aiosmtpd's own
        server.doing = "dot"
        record([envelope.rcpt_tos, message_from_bytes(envelope.content)["Message-ID"]])
        return "250 OK"


def record(got: list[object]) -> None:
    with RECORD.open("a") as file:
        file.write(json.dumps(got) + "\n")


class Killing(SMTP):
    doing = "greeting"

    async def push(self, status):
        name, self.doing = self.doing, ""
        if name:
            stage("before", name)
        await super().push(status)
        if name:
            stage("after", name)


def _named(verb):
    async def command(self, arg):
        self.doing = _OF[verb]
        await getattr(SMTP, f"smtp_{verb}")(self, arg)

    return command


for verb in _OF:
    setattr(Killing, f"smtp_{verb}", _named(verb))


async def main() -> None:
    server = await asyncio.get_running_loop().create_server(lambda: Killing(Inbox()), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
