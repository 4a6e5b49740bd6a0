"""A proxy that breaks the contract: in front of a real server, it changes what that answers."""

import contextlib
import http.server
import threading

from processes import ask


@contextlib.contextmanager
def changing(server, change):
    """A port where GET answers what a server does, after `change` has been at the answer."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            answer = ask(server, "GET", self.path)
            change(answer)
            self.send_response_only(answer.status)
            for name, value in (answer.headers | {"content-length": str(len(answer.body))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        try:
            yield proxy.server_port
        finally:
            proxy.shutdown()
