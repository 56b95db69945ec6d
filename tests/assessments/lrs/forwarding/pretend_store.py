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
        # What an import reads: pages of statements; the first GETs that fail, a page that is refused.
        self.pages, self.asked_pages, self.failing_gets, self.refused_page = [], [], 0, None
        # Statements that are voided: listed in no page, found by their id.
        self.voided = {}
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

    def look_up(self, query):
        """Return what a GET with this query is answered: (status, headers, body)."""
        if self.pages and "voidedStatementId" not in query:
            return self.page(int(query.get("page", "0")))
        held = self.voided if "voidedStatementId" in query else self.kept
        found = held.get(query.get("voidedStatementId") or query.get("statementId"))
        return (
            (404, {}, "") if found is None else (200, {"Content-Type": "application/json"}, json.dumps(found))
        )

    def page(self, number):
        """Return (status, headers, body) of one page as multipart/mixed with every content."""
        self.asked_pages.append(number)
        if self.failing_gets:
            self.failing_gets -= 1
            return 503, {}, b"busy"
        if number == self.refused_page:
            return 401, {}, b"who are you?"
        more = f"/xapi/statements?page={number + 1}" if number + 1 < len(self.pages) else ""
        result = json.dumps({"statements": self.pages[number], "more": more}).encode()
        parts = [b"Content-Type: application/json\r\n\r\n" + result]
        for sha2, content in self.contents.items():
            head = f"Content-Type: audio/ogg\r\nX-Experience-API-Hash: {sha2}\r\n\r\n"
            parts.append(head.encode() + content)
        body = b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts) + b"--edge--\r\n"
        return 200, {"Content-Type": 'multipart/mixed; boundary="edge"'}, body

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
                query = parse_qs(urlsplit(self.path).query)
                self.answer(*store.look_up({name: values[0] for name, values in query.items()}))

            def answer(self, status, headers, text):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                body = text if isinstance(text, bytes) else text.encode()
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        return Handler
