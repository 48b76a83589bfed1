"""A payment service played on this machine: it answers what it was given, in order, and keeps what it was asked."""

import contextlib
import json
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden" / "gateways"


def talks(name: str) -> dict:
    return json.loads((GOLDEN / f"{name}.json").read_text())


@dataclass(frozen=True)
class Question:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def insist_on(self, request: dict, **body):
        """Raises AssertionError unless the shop sent this; `body` adds parts that the file cannot know."""
        sent = json.loads(self.body) if self.body else None
        wanted = request["body"] if request["body"] is None else request["body"] | body
        headers = {name: self.headers.get(name) for name in request["headers"]}
        assert (self.method, self.path, headers, sent) == (
            request["method"],
            request["path"],
            request["headers"],
            wanted,
        )


class Service:
    """`answers` and `questions` are lists; `address` is where it listens."""

    def __init__(self):
        self.answers, self.questions = [], []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def handle_one(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                service.questions.append(Question(self.command, self.path, headers, body))
                with contextlib.suppress(ConnectionError):
                    service.answers.pop(0)(self)

            do_GET = do_POST = handle_one

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *args):
        self._server.shutdown()
        self._server.server_close()

    def will_answer(self, *responses: dict):
        """Each with `status` and `body`, as in the files."""
        for response in responses:
            self.will_send(response["status"], json.dumps(response["body"]).encode())

    def will_send(self, status: int, body: bytes, **headers):
        def answer(handler):
            handler.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answers.append(answer)

    def will_be_silent(self, seconds: float):
        self.answers.append(lambda handler: time.sleep(seconds))

    def will_drip(self, seconds: float):
        """A byte now and then: no single wait is long, all of them are."""

        def answer(handler):
            handler.send_response(200)
            handler.end_headers()
            for _ in range(int(seconds / 0.05)):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)

        self.answers.append(answer)


def changed(exchange: dict, **body) -> dict:
    """The response of an exchange with other values in its body; None takes a value away."""
    response = exchange["response"]
    new = {name: value for name, value in (response["body"] | body).items() if value is not None}
    return response | {"body": new}
