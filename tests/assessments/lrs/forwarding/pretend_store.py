"""A record store of the tests' own, in a thread: it keeps what it is sent and answers what a test tells it to."""

import json
import threading
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from assessments.xapi.comparing import are_same


class PretendStore:
    """`rule(statements)` returns None (take them) or (status, headers, text); `requests` says what came."""

    def __init__(self):
        self.kept, self.requests, self.contents, self.headers = {}, [], {}, []
        self.rule = lambda statements: None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}/xapi"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exception):
        self._server.shutdown()
        self._server.server_close()

    def take(self, statements):
        """Keep all or none; return (status, headers, text)."""
        if told := self.rule(statements):
            return told
        for one in statements:
            known = self.kept.get(one["id"])
            if known is not None and not are_same(one, known):
                return 409, {}, f"another statement has the id {one['id']}"
        self.kept |= {one["id"]: one for one in statements}
        return 200, {"Content-Type": "application/json"}, json.dumps([one["id"] for one in statements])

    def read(self, content_type, body):
        if not content_type.startswith("multipart/mixed"):
            return json.loads(body)
        head = f"Content-Type: {content_type}\r\nMIME-Version: 1.0\r\n\r\n".encode()
        first, *others = BytesParser(policy=HTTP).parsebytes(head + body).iter_parts()
        for part in others:
            self.contents[part["X-Experience-API-Hash"]] = part.get_payload(decode=True)
        return json.loads(first.get_payload(decode=True))

    def _handler(self):
        store = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                statements = store.read(self.headers["Content-Type"], body)
                store.requests.append([one["id"] for one in statements])
                store.headers.append(dict(self.headers))
                self.answer(*store.take(statements))

            def do_GET(self):
                asked = parse_qs(urlsplit(self.path).query).get("statementId", [""])[0]
                if asked in store.kept:
                    self.answer(200, {"Content-Type": "application/json"}, json.dumps(store.kept[asked]))
                else:
                    self.answer(404, {}, "")

            def answer(self, status, headers, text):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *arguments):
                pass

        return Handler
