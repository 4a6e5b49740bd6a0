"""A proxy before the real servers that changes what they answer, for each run of a sample its own way."""

import http.server
import threading
import time
from dataclasses import dataclass, field

from processes import Answer


@dataclass
class Play:
    """What one run of a sample is answered, request by request, the last answer again and again, and when it asked."""

    answers: list
    times: list = field(default_factory=list)
    tokens: set = field(default_factory=set)
    paths: set = field(default_factory=set)

    def next(self):
        self.times.append(time.monotonic())
        return self.answers[min(len(self.times), len(self.answers)) - 1]


class Proxy:
    """A port where each sample has an address of its own, and so a play at a time."""

    def __init__(self):
        self.plays = {}
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                _, name, *rest = self.path.split("/")
                play = proxy.plays[name]
                play.paths.add("/" + "/".join(rest))
                play.tokens.add(self.headers["Authorization"])
                answer = play.next()
                self.send_response_only(answer.status)
                kept = {name: value for name, value in answer.headers.items() if name in ("content-type", "retry-after")}
                for name, value in (kept | {"content-length": str(len(answer.body))}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, *_):
                pass

        try:
            # The same each time, if it is free: then a sample that has not changed is not compiled again.
            self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 47831), Handler)
        except OSError:
            self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def address(self, sample):
        return f"http://127.0.0.1:{self.server.server_port}/{sample}"
