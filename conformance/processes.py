"""The servers that are asked, each on a port of its own while it is needed."""

import contextlib
import http.client
import os
import pathlib
import socket
import subprocess
import time
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes


def ask(port, method, path, headers=None, body=None):
    """What a server answers. The names of headers are in lower case."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, body, headers or {})
    response = connection.getresponse()
    answer = Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    connection.close()
    return answer


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def process(port, *command, **environment):
    """A process that listens on a port, until the end of the block."""
    with subprocess.Popen(
        list(map(str, command)), env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        try:
            for _ in range(300):
                assert running.poll() is None, f"{command} ended"
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.05)
            else:
                raise AssertionError(f"{command} does not listen")
            yield port
        finally:
            running.terminate()


def server(api):
    """The real server of an API: an example of the crate `generated`."""
    port = free_port()
    return process(port, TARGET / f"debug/examples/{api}", PORT=str(port))
