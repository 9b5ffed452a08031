"""A person with a browser that knows forms and cookies only."""

import re
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

from core.demo import DEMO_PASSWORD

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Clerk:
    """Signed in as `username`."""

    def __init__(self, address: str, username: str) -> None:
        self._address = address
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
        self.post("/masuk", nama_pengguna=username, kata_sandi=DEMO_PASSWORD)
        assert "Menunggu Anda" in self.get("/")

    def get(self, path: str) -> str:
        return str(self._open(path)[1])

    def post(self, path: str, **data: str) -> str:
        """Sends a form with the token of the session; gives the path to which the answer led."""
        token = _TOKEN.search(self.get("/masuk"))
        assert token is not None
        body = urlencode({"csrf_token": token[1], **data}).encode()
        return self._open(path, body)[0].removeprefix(self._address)

    def download(self, path: str) -> bytes:
        with self._opener.open(self._address + path, timeout=60) as answer:
            return bytes(answer.read())

    def _open(self, path: str, body: bytes | None = None) -> tuple[str, str]:
        with self._opener.open(self._address + path, body, timeout=60) as answer:
            return answer.url, answer.read().decode()
