"""A learner without a browser: one kept-alive connection, one session, forms found by regular expression."""

import http.client
import re
from urllib.parse import urlencode, urlsplit

FORM_FIELD = re.compile(r'name="(csrfmiddlewaretoken|step)"[^>]*value="([^"]*)"')
CHOICE = re.compile(r'name="choice"[^>]*value="([^"]*)"')


class Learner:
    """Speaks for one signed-in person; every answer is (status, path it came from, text)."""

    def __init__(self, address: str, session: str):
        parts = urlsplit(address)
        self.origin = address
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        self.cookies = {"sessionid": session}
        self.requests = 0

    def get(self, path: str):
        return self._send("GET", path, None)

    def post(self, path: str, fields: dict):
        return self._send("POST", path, urlencode(fields))

    def _send(self, method, path, body):
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept-Encoding": "identity",
            "Referer": self.origin,
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        self.requests += 1
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self.cookies[name] = value
        if response.status in (301, 302):
            return self._send("GET", response.headers["Location"], None)
        return response.status, path, text


def fields_of(text: str) -> dict:
    return dict(FORM_FIELD.findall(text))
