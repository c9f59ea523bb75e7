"""A tile server that answers in bad ways: tile 7/x/y in the way that x, y and the time of day choose."""
import gzip
import http.server
import struct
import threading
import time
import zlib


def varint(n):
    out = b""
    while n > 127:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def field(number, payload):
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def tile(name):
    """A vector tile with one point, whose tag says which tile it is."""
    point = b"\x08\x01" + field(2, b"\x00\x00") + b"\x18\x01" + field(4, varint(9) + varint(2000) + varint(2000))
    layer = b"\x78\x02" + field(1, b"place_label") + field(2, point) + field(3, b"name") + field(4, field(1, name.encode()))
    return field(3, layer)


KINDS = [
    "good", "missing", "error", "unavailable", "empty", "text", "page", "script", "drawing", "truncated", "short",
    "garbled", "bomb", "mislabeled", "reset", "hang", "drip", "loop", "elsewhere", "endless", "chunks", "head",
]


class Upstream(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 1024

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.all_good = False
        self.counts = dict.fromkeys(KINDS, 0)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        """Clients may leave at any time."""


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        name = self.path.removesuffix(".pbf").strip("/")
        # Each tile changes its way every few seconds, so that good answers are followed by bad ones.
        dice = zlib.crc32(f"{name} {int(time.time() / 3)}".encode())
        kind = "good" if self.server.all_good or dice % 3 == 0 else KINDS[dice // 3 % len(KINDS)]
        self.server.counts[kind] += 1
        good = tile(name)
        match kind:
            case "good": self.answer(200, gzip.compress(good), Content_Encoding="gzip", Content_Type="application/x-protobuf")
            case "missing": self.answer(404)
            case "error": self.answer(500, b"oops")
            case "unavailable": self.answer(503, b"later")
            case "empty": self.answer(200)
            case "text": self.answer(200, b"<<<not a tile>>>", Cache_Control="max-age=86400")
            case "page": self.answer(200, b"<!DOCTYPE html><html>Sign in</html>", Content_Type="text/html")
            case "script": self.answer(200, b"alert(1)", Content_Type="text/javascript")
            case "drawing": self.answer(200, b"<svg xmlns='http://www.w3.org/2000/svg'/>", Content_Type="image/svg+xml")
            case "truncated": self.answer(200, good[:-5])
            case "short": self.answer(200, good, Content_Length=str(len(good) + 100)); self.close()
            case "garbled": self.answer(200, b"\x1f\x8b\x08" + bytes(range(200)), Content_Encoding="gzip")
            case "bomb": self.answer(200, gzip.compress(bytes(1 << 26)), Content_Encoding="gzip")
            case "mislabeled": self.answer(200, good, Content_Encoding="br")
            case "reset":
                self.connection.setsockopt(1, 13, struct.pack("ii", 1, 0))
                self.close()
            case "hang": time.sleep(20); self.close()
            case "drip":
                self.answer(200, b"", Content_Length=str(len(good)))
                for byte in good:
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.2)
            case "loop": self.answer(302, Location=self.path)
            case "elsewhere": self.answer(302, Location="http://192.0.2.1/")
            case "endless":
                self.answer(200, b"", Content_Length=str(1 << 40))
                for _ in range(64):
                    self.wfile.write(bytes(1 << 20))
                self.close()
            case "chunks":
                self.send_response(200)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                self.wfile.write(b"zz\r\nnot a number\r\n")
                self.close()
            case "head": self.wfile.write(b"HTTP/1.1 2000 \x00\r\nA B: c\r\n\r\n"); self.close()

    def close(self):
        self.close_connection = True
        self.connection.close()
