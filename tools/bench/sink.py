"""The fastest mail server that can be had: it says yes to everything and counts. A process of its own.

Prints its port; prints how many mails came when its standard input ends.
"""

import asyncio
import sys
from contextlib import suppress

END = b"\r\n.\r\n"
EXTENSIONS = b"250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n"


class Talk(asyncio.Protocol):
    """One connection: lines, or the content of a mail up to its end."""

    mails = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.waiting = b""
        self.in_content = False
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while True:
            found, end, rest = self.waiting.partition(END if self.in_content else b"\r\n")
            if not end:
                return
            self.waiting = rest
            self.transport.write(self.answer(found))

    def answer(self, line: bytes) -> bytes:
        if self.in_content:
            self.in_content = False
            Talk.mails += 1
            return b"250 kept\r\n"
        word = line[:4].upper()
        if word == b"EHLO":
            return EXTENSIONS
        self.in_content = word == b"DATA"
        return b"354 go on\r\n" if self.in_content else b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n"


async def main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    with suppress(BrokenPipeError):  # nobody who wants to know
        print(Talk.mails, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
