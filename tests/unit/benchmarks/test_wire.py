"""The relay passes everything on, and counts both directions."""

import socket
import threading
from urllib.parse import urlsplit

from benchmarks.wire import counted


def answer_once(door, question, answer):
    near, _ = door.accept()
    with near:
        assert near.recv(len(question), socket.MSG_WAITALL) == question
        near.sendall(answer)


def test_bytes_of_both_directions_are_counted():
    question, answer = b"q" * 300_000, b"a" * 700_000
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = threading.Thread(target=answer_once, args=(door, question, answer))
        server.start()
        with counted(f"http://127.0.0.1:{door.getsockname()[1]}") as relay:
            address = urlsplit(relay.url)
            with socket.create_connection((address.hostname, address.port)) as near:
                near.sendall(question)
                received = b"".join(iter(lambda: near.recv(1 << 16), b""))
        server.join()
    assert received == answer
    assert relay.bytes == len(question) + len(answer)
