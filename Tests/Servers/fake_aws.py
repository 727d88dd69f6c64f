"""Endpoints that misbehave on request, and check every signature with botocore.

usage: fake_aws.py

One process holds any number of accounts that know nothing of each other, each with ports, script and log of its own. Every
line of standard input is a JSON object and is answered by one line: {"open": script, "certificate": path, "key": path} by
{"ports": [port, port without TLS]}, {"close": port} by {}. The process ends with its input.

`PUT /__script` sets what an account does. A script is

    {"keys": {id: secret}, "steps": [step], "actions": {action: [step]}, "routes": {"GET /path": step}, "last": step}

The steps answer one signed request each, then `last` answers the rest; steps of an action answer only that, the last one
for good. `GET /__log` gives what came in, with the verdict on each signature; `GET /__stats` how many connections came and
how many requests were served at the same time. A step is {"status", "body", "headers", "delay", "cut", "pages"}. A step of
pages answers FilterLogEvents with as many pages of "size" bytes; with "start" and "end" (seconds) it holds one event every
60 seconds between them, 20 a page, as a log group does; with "group" other groups are empty.

It is a proxy too: requests for other hosts are answered as if they were for it, and CONNECT leads back to it.
"""

import json
import socket
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

try:
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials
except ImportError:
    print("botocore is not installed", file=sys.stderr)
    sys.exit(3)

EMPTY = {"steps": [], "routes": {}, "actions": {}, "last": {"status": 200, "body": "{}"}}


class Account:
    """What one endpoint does and has seen."""

    def __init__(self, script):
        self.lock = threading.Lock()
        self.script = {**EMPTY, "keys": {}}
        self.play(script)

    def play(self, script):
        self.script.update(EMPTY)
        self.script.update(script)
        self.log = []
        self.stats = {"connections": 0, "now": 0, "most": 0, "tunnels": 0}


def verdict(handler, path, body):
    """`ok`, or why the signature is wrong."""
    header = handler.headers.get("Authorization", "")
    if not header.startswith("AWS4-HMAC-SHA256 "):
        return "unsigned"
    parts = dict(p.strip().split("=", 1) for p in header[len("AWS4-HMAC-SHA256 "):].split(","))
    identifier, _, region, service, _ = parts["Credential"].split("/")
    secret = handler.server.account.script["keys"].get(identifier)
    if secret is None:
        return "unknown key id"
    names = parts["SignedHeaders"].split(";")
    if "host" not in names or "x-amz-date" not in names:
        return "host or date unsigned"
    if handler.headers.get("X-Amz-Security-Token") and "x-amz-security-token" not in names:
        return "token unsigned"
    request = AWSRequest(
        method=handler.command,
        url="http://" + handler.headers["Host"] + path,
        data=body,
        headers={n: handler.headers[n] for n in names},
    )
    request.context["timestamp"] = handler.headers["X-Amz-Date"]
    auth = SigV4Auth(Credentials(identifier, secret), service, region)
    expected = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
    return "ok" if expected == parts["Signature"] else "mismatch"


def page_of(step, body):
    """A page of FilterLogEvents."""
    request = json.loads(body)
    page = int(request.get("nextToken") or 0)
    if step.get("group") and step["group"] != request["logGroupName"]:
        return json.dumps({"events": []})
    if "start" in step:
        low = max(step["start"], -(-request["startTime"] // 60000) * 60)
        high = min(step["end"], request["endTime"] // 1000 + 1)
        times = [t for t in range(low, high) if t % 60 == 0]
        pages = max(1, -(-len(times) // 20))
        times = times[page * 20:page * 20 + 20]
    else:
        pages = step["pages"]
        times = [1767225600 + page]
    answer = {"events": [
        {"eventId": str(t).zfill(56), "logStreamName": "s", "timestamp": t * 1000, "ingestionTime": 0,
         "message": f"[12:00:01] [Server thread/INFO]: P{t % 7} joined the game" + "x" * step.get("size", 0)}
        for t in times]}
    if page + 1 < pages:
        answer["nextToken"] = str(page + 1)
    return json.dumps(answer)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Small answers must not wait for the other end's acknowledgement.
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def setup(self):
        super().setup()
        account = self.server.account
        with account.lock:
            account.stats["connections"] += 1

    def handle_any(self):
        account = self.server.account
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        path = parts.path
        if path == "/__script":
            with account.lock:
                account.play(json.loads(body))
            return self.answer({"status": 200, "body": "{}"})
        if path == "/__log":
            return self.answer({"status": 200, "body": json.dumps(account.log)})
        if path == "/__stats":
            return self.answer({"status": 200, "body": json.dumps(account.stats)})
        signature = verdict(self, path + ("?" + parts.query if parts.query else ""), body)
        script, stats = account.script, account.stats
        with account.lock:
            stats["now"] += 1
            stats["most"] = max(stats["most"], stats["now"])
            action = self.headers.get("X-Amz-Target", "").split(".")[-1]
            if not action and body.startswith(b"Action="):
                action = parse_qs(body.decode())["Action"][0]
            account.log.append({
                "method": self.command,
                "path": self.path,
                "host": self.headers.get("Host", ""),
                "action": action,
                "authorization": self.headers.get("Authorization", ""),
                "signature": signature,
                "token": self.headers.get("X-Amz-Security-Token", ""),
                "headers": {k.lower(): v for k, v in self.headers.items() if k.lower().startswith("x-")},
                "body": body.decode("utf-8", "replace")[:200_000],
            })
            step = script["routes"].get(f"{self.command} {path}")
            if step is None and script["actions"].get(action):
                steps = script["actions"][action]
                step = steps.pop(0) if len(steps) > 1 else steps[0]
            if step is None:
                step = script["steps"].pop(0) if script["steps"] else script["last"]
        try:
            return self.answer(step, body)
        finally:
            with account.lock:
                stats["now"] -= 1

    do_POST = do_GET = do_PUT = handle_any

    def do_CONNECT(self):
        account = self.server.account
        step = account.script["routes"].get(f"CONNECT {self.path}")
        if step:
            return self.answer(step)
        with account.lock:
            account.stats["tunnels"] += 1
        there = socket.create_connection(self.server.tunnels_to)
        self.connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")

        def copy(source, target):
            try:
                while data := source.recv(65536):
                    target.sendall(data)
            except OSError:
                pass
            for end in (source, target):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

        thread = threading.Thread(target=copy, args=(there, self.connection), daemon=True)
        thread.start()
        copy(self.connection, there)
        self.close_connection = True

    def answer(self, step, body=b""):
        if step.get("delay"):
            time.sleep(step["delay"])
        if step.get("cut"):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"ev")
            self.close_connection = True
            self.connection.close()
            return
        text = page_of(step, body) if "pages" in step or "start" in step else step.get("body", "{}")
        data = text.encode()
        self.send_response(step.get("status", 200))
        for name, value in step.get("headers", {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, account):
        super().__init__(("127.0.0.1", 0), Handler)
        self.account = account
        self.tunnels_to = self.server_address

    def start(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def handle_error(self, request, client_address):
        pass


def opened(script, certificate=None, key=None):
    """Servers of a new account: where it listens, and beside TLS where it listens without."""
    account = Account(script)
    servers = [Server(account)]
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        servers[0].socket = context.wrap_socket(servers[0].socket, server_side=True)
        # A proxy is spoken to without TLS.
        servers.append(Server(account))
        servers[1].tunnels_to = servers[0].server_address
    for server in servers:
        server.start()
    return servers


def close(servers):
    for server in servers:
        server.shutdown()
        server.server_close()


accounts = {}
for line in sys.stdin:
    request = json.loads(line)
    if "open" in request:
        found = opened(request["open"], request.get("certificate"), request.get("key"))
        accounts[found[0].server_address[1]] = found
        print(json.dumps({"ports": [server.server_address[1] for server in found]}), flush=True)
    else:
        threading.Thread(target=close, args=(accounts.pop(request["close"], []),), daemon=True).start()
        print("{}", flush=True)
