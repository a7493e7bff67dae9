"""Text of any usual encoding as UTF-8, while it is read; what it was is noticed on the way."""

from __future__ import annotations

import codecs
import io
import re
from typing import Final

import numpy as np
import pyarrow as pa

from damascus_map.ingest.file_kinds import byte_order_mark
from damascus_map.ingest.rows import Notice
from damascus_map.ingest.wrong_files import refusal
from damascus_map.language import N_

_CHUNK_BYTES: Final = 1 << 20
_LEAST_BYTES: Final = 1 << 12
_PEEKED_BYTES: Final = 1 << 18
_QUOTE: Final = ord('"')
_UNKNOWN_LETTER: Final = "\ufffd"
_GOOD_FOR_ONE_BAD: Final = 4
"""So many letters that are sound UTF-8 outweigh one that is not: a cell that was cut, not another
encoding."""

ENCODING_NAMES: Final = {
    "cp1256": "Windows-1256",
    "cp1252": "Windows-1252",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
}
_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]{2,}")
_ARABIC: Final = rb"\x81\x8d\x8e\x90\xc0-\xd6\xd8-\xdf\xe1\xe3-\xe6\xec-\xed"
_ARABIC_WORD: Final = re.compile(rb"[" + _ARABIC + rb"\xf0-\xf3\xf5-\xfa]+")


class Utf8Stream(io.RawIOBase):
    """The text of a file as sound UTF-8 without a byte order mark.

    As long as the text is ASCII its encoding is open; the first other letters decide.

    Parameters
    ----------
    file
        Its name, for errors and notices.
    head, rest
        Its first bytes, and the stream of those that follow.
    """

    def __init__(self, file: str, head: bytes, rest: io.RawIOBase) -> None:
        super().__init__()
        self._file = file
        self._rest = rest
        mark = byte_order_mark(head)
        self._encoding = mark[1] if mark else ""
        wide = self._encoding in ("utf-16", "utf-32")
        self._waiting = head if wide or mark is None else head[len(mark[0]) :]
        self._decoder = _decoder(self._encoding) if self._encoding else None
        self._ready = b""
        self._ended = False
        self._unread_letters = 0
        self.quotes = 0
        """How many quotation marks have been given."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What there is to say of the encoding, once all is read."""
        found = []
        if self._encoding in ENCODING_NAMES:
            message = N_("the file is not UTF-8; it was read as {encoding}")
            parameters = {"encoding": ENCODING_NAMES[self._encoding]}
            found.append(Notice(self._file, message, parameters))
        if self._unread_letters:
            message = N_("letters that cannot be read stand as � now: {count}")
            found.append(Notice(self._file, message, {"count": self._unread_letters}))
        return tuple(found)

    def readable(self) -> bool:
        """Return True."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return `size` bytes, fewer only at the end: a parser's blocks are as long as it asks.

        Raises
        ------
        ImportFileError
            If this is no text, or the file cannot be read on.
        """
        while not self._ended and (size < 0 or len(self._ready) < size):
            self._fill(_CHUNK_BYTES if size < 0 else size - len(self._ready))
        if size < 0:
            size = len(self._ready)
        given, self._ready = self._ready[:size], self._ready[size:]
        self.quotes += int(np.count_nonzero(np.frombuffer(given, np.uint8) == _QUOTE))
        return given

    def peek(self) -> tuple[str, bool]:
        """Return the beginning of the text, which stays to be read, and whether it is all."""
        while not self._ended and len(self._ready) < _PEEKED_BYTES:
            self._fill(_PEEKED_BYTES)
        return self._ready.decode(errors="ignore"), self._ended

    def skip(self, text: str) -> None:
        """Leave out a text that was peeked at, at the beginning."""
        self._ready = self._ready[len(text.encode()) :]

    def _fill(self, wanted: int) -> None:
        if self._waiting:
            raw, self._waiting = self._waiting, b""
        else:
            raw = self._rest.read(max(wanted, _LEAST_BYTES)) or b""
            self._ended = not raw
        if self._decoder is None:
            if raw.isascii():
                self._take(raw)
                return
            self._encoding = encoding_of(raw)
            self._decoder = _decoder(self._encoding)
        self._take(self._decoded(raw))

    def _decoded(self, raw: bytes) -> bytes:
        decoder = self._decoder
        assert decoder is not None
        held, _ = decoder.getstate()
        if self._encoding == "utf-8" and not held and is_utf8(raw):
            return raw  # sound text is given as it is
        text = decoder.decode(raw, final=self._ended)
        own = (held + raw).count(_UNKNOWN_LETTER.encode()) if self._encoding == "utf-8" else 0
        self._unread_letters += max(0, text.count(_UNKNOWN_LETTER) - own)
        return text.encode()

    def _take(self, text: bytes) -> None:
        if b"\0" in text:
            raise refusal("binary", self._file)
        self._ready = self._ready + text if self._ready else text


def is_utf8(content: bytes) -> bool:
    """Tell whether bytes are sound UTF-8, ten times as fast as by decoding them."""
    ends = pa.py_buffer(np.array([0, len(content)], dtype=np.int64))
    text = pa.LargeStringArray.from_buffers(1, ends, pa.py_buffer(content))
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def encoding_of(sample: bytes) -> str:
    """Return the encoding of text that is not all ASCII: UTF-8, Windows-1256 or Windows-1252.

    >>> encoding_of("حي جوبر".encode("cp1256")), encoding_of("Barzé".encode("cp1252"))
    ('cp1256', 'cp1252')
    """
    text = _decoder("utf-8").decode(sample)  # a letter cut at the end is not held against it
    bad = text.count(_UNKNOWN_LETTER) - sample.count(_UNKNOWN_LETTER.encode())
    good = sum(map(len, re.findall(r"[^\x00-\x7f]+", text))) - bad
    if bad == 0 or good > _GOOD_FOR_ONE_BAD * bad:
        return "utf-8"
    # In 1252 letters beyond ASCII stand among plain ones; in 1256 they make words of their own.
    words = [word for word in _WORD.findall(sample) if not word.isascii()]
    arabic = sum(_ARABIC_WORD.fullmatch(word) is not None for word in words)
    return "cp1256" if 2 * arabic > len(words) else "cp1252"


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder(encoding)(errors="replace")
