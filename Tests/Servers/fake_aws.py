"""An endpoint that misbehaves on request, and checks every signature with botocore.

usage: fake_aws.py [CERTIFICATE KEY]

Prints its port. `PUT /__script` sets what to do: {"steps": [...], "routes": {"GET /path": step}, "last": step, "keys":
{id: secret}, "actions": {action: [step]}}. The file that FAKE_AWS_SCRIPT names is played from the start. A step is {"status", "body", "headers", "delay", "cut", "pages"}; the steps answer one signed request each,
then `last` answers the rest; steps of an action answer only that, the last one for good. `GET /__log` gives what came in, with the verdict on each signature.
"""

import json
import os
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

LOCK = threading.Lock()
EMPTY = {"steps": [], "routes": {}, "actions": {}, "last": {"status": 200, "body": "{}"}}
SCRIPT = {**EMPTY, "keys": {}}
if os.environ.get("FAKE_AWS_SCRIPT"):
    with open(os.environ["FAKE_AWS_SCRIPT"], encoding="utf-8") as file:
        SCRIPT.update(json.load(file))
LOG = []


def verdict(handler, body):
    """`ok`, or why the signature is wrong."""
    header = handler.headers.get("Authorization", "")
    if not header.startswith("AWS4-HMAC-SHA256 "):
        return "unsigned"
    parts = dict(p.strip().split("=", 1) for p in header[len("AWS4-HMAC-SHA256 "):].split(","))
    identifier, _, region, service, _ = parts["Credential"].split("/")
    secret = SCRIPT["keys"].get(identifier)
    if secret is None:
        return "unknown key id"
    names = parts["SignedHeaders"].split(";")
    if "host" not in names or "x-amz-date" not in names:
        return "host or date unsigned"
    if handler.headers.get("X-Amz-Security-Token") and "x-amz-security-token" not in names:
        return "token unsigned"
    request = AWSRequest(
        method=handler.command,
        url="http://" + handler.headers["Host"] + handler.path,
        data=body,
        headers={n: handler.headers[n] for n in names},
    )
    request.context["timestamp"] = handler.headers["X-Amz-Date"]
    auth = SigV4Auth(Credentials(identifier, secret), service, region)
    expected = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
    return "ok" if expected == parts["Signature"] else "mismatch"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = urlsplit(self.path).path
        if path == "/__script":
            with LOCK:
                SCRIPT.update(EMPTY)
                SCRIPT.update(json.loads(body))
                LOG.clear()
            return self.answer({"status": 200, "body": "{}"})
        if path == "/__log":
            return self.answer({"status": 200, "body": json.dumps(LOG)})
        signature = verdict(self, body)
        with LOCK:
            LOG.append({
                "method": self.command,
                "path": self.path,
                "target": self.headers.get("X-Amz-Target", ""),
                "authorization": self.headers.get("Authorization", ""),
                "signature": signature,
                "token": self.headers.get("X-Amz-Security-Token", ""),
                "headers": {k.lower(): v for k, v in self.headers.items() if k.lower().startswith("x-")},
                "body": body.decode("utf-8", "replace")[:20000],
            })
            action = self.headers.get("X-Amz-Target", "").split(".")[-1]
            if not action and body.startswith(b"Action="):
                action = parse_qs(body.decode())["Action"][0]
            step = SCRIPT["routes"].get(f"{self.command} {path}")
            if step is None and SCRIPT["actions"].get(action):
                steps = SCRIPT["actions"][action]
                step = steps.pop(0) if len(steps) > 1 else steps[0]
            if step is None:
                step = SCRIPT["steps"].pop(0) if SCRIPT["steps"] else SCRIPT["last"]
        return self.answer(step, body)

    do_POST = do_GET = do_PUT = handle_any

    def answer(self, step, body=b""):
        if step.get("delay"):
            time.sleep(step["delay"])
        if step.get("cut"):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"ev")
            self.close_connection = True
            self.connection.close()
            return
        text = step.get("body", "{}")
        if "pages" in step:
            page = int(json.loads(body).get("nextToken") or 0)
            event = {"eventId": str(page), "logStreamName": "s", "timestamp": 1767225600000 + page,
                     "ingestionTime": 0, "message": "x" * step.get("size", 10)}
            answer = {"events": [event]}
            if page + 1 < step["pages"]:
                answer["nextToken"] = str(page + 1)
            text = json.dumps(answer)
        data = text.encode()
        self.send_response(step.get("status", 200))
        for name, value in step.get("headers", {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


server = Server(("127.0.0.1", 0), Handler)
if len(sys.argv) == 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    server.socket = context.wrap_socket(server.socket, server_side=True)
# Gone with the test that started it.
threading.Thread(target=lambda: (sys.stdin.read(), server.shutdown()), daemon=True).start()
print(server.server_address[1], flush=True)
server.serve_forever()
