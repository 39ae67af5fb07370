"""STATE/web/<host>/<path> -> https://<host>/<path>: a proxy that answers for every host from a folder, git included.

So Argo CD reads generated manifests as they are, with the addresses of the real hosts. A host with a file
STATE/web/<host>.token answers those alone who send it as their password.

usage: python web.py STATE PORT
"""

from __future__ import annotations

import base64
import os
import ssl
import subprocess
import sys
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

STATE, PORT = Path(sys.argv[1]).resolve(), int(sys.argv[2])
WEB = STATE / "web"
AUTHORITY = STATE / "cert" / "web.crt"
CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "365")
lock = threading.Lock()


def certificate(subject: str, out: Path, *options: str | Path) -> None:
    """Write a certificate and its key beside it."""
    names = ("-subj", f"/CN={subject}", "-keyout", out.with_suffix(".key"), "-out", out)
    subprocess.run(["openssl", "req", "-x509", *CURVE, *names, *options], check=True, capture_output=True)


@cache
def tls(host: str) -> ssl.SSLContext:
    """What answers as this host, with a certificate that our authority signed."""
    file = STATE / "cert" / f"web-{host}.crt"
    signed = ("-CA", AUTHORITY, "-CAkey", AUTHORITY.with_suffix(".key"))
    names = ("-addext", f"subjectAltName=DNS:{host}", "-addext", "basicConstraints=critical,CA:FALSE")
    certificate(host, file, *signed, *names)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, file.with_suffix(".key"))
    return context


class Web(BaseHTTPRequestHandler):
    """One connection of a client that takes us for its proxy."""

    protocol_version = "HTTP/1.1"

    def do_CONNECT(self) -> None:
        self.host = self.path.partition(":")[0]
        with lock:
            context = tls(self.host)
        self.send_response(200)
        self.end_headers()
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self.close_connection = False

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if not self.is_let_in():
            self.answer(401, [("WWW-Authenticate", f'Basic realm="{self.host}"')], b"who are you?\n")
        elif path.endswith(("/info/refs", "/git-upload-pack")):
            self.git(path, query)
        else:
            file = (WEB / self.host / path.lstrip("/")).resolve()
            found = file.is_relative_to(WEB) and file.is_file()
            self.answer(200 if found else 404, [], file.read_bytes() if found else b"not found\n")

    do_POST = do_GET  # noqa: N815 - the name is the base class's

    def is_let_in(self) -> bool:
        token = WEB / f"{self.host}.token"
        if not token.exists():
            return True
        sent = self.headers.get("Authorization", "").removeprefix("Basic ")
        return base64.b64decode(sent).decode().partition(":")[2] == token.read_text(encoding="utf-8")

    def git(self, path: str, query: str) -> None:
        """Git's own program answers; an address without `.git` finds the same folder."""
        service = "info/refs" if path.endswith("/info/refs") else path.rsplit("/", 1)[-1]
        repository = path.removesuffix(f"/{service}").removesuffix(".git") + ".git"
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(WEB / self.host),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": f"{repository}/{service}",
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        # A commit may be any of the repository's, as with the hosts that people use.
        command = ["git", "-c", "uploadpack.allowAnySHA1InWant=true", "-c", "safe.directory=*", "http-backend"]
        done = subprocess.run(command, env=environment, input=self.body(), capture_output=True, check=False)
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        headers = [(name, value) for name, _, value in (line.partition(": ") for line in head.decode().splitlines())]
        status = next((value for name, value in headers if name == "Status"), "200")
        self.answer(int(status.split()[0]), [header for header in headers if header[0] != "Status"], body)

    def body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        chunks = []
        while size := int(self.rfile.readline(), 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)

    def answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", PORT), Web)
    certificate("stack", AUTHORITY)
    server.serve_forever()
