"""A series of pictures as one film: animated GIF and WebP, and MP4 by ffmpeg.

Pictures are read one by one. The same pictures give the same bytes, with the same libraries.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final
from xml.etree import ElementTree as ET

from PIL import Image

from damascus_map.errors import MissingProgramError, OutputError, UnknownChoiceError
from damascus_map.render.static.animated_gif import write_gif
from damascus_map.render.static.sheet import rights_of, text_of

Tick = Callable[[int], None]
Facts = Mapping[str, str]

FFMPEG: Final = "ffmpeg"
_CODEC: Final = "libx264"
_PICTURES_A_SECOND: Final = 25
"""Of an MP4: every player and every cutting room takes it; a picture that stays is repeated."""

_EVEN: Final = (
    "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white,scale=out_color_matrix=bt709,format=yuv420p"
)
_COLOUR_TAGS: Final = ("-colorspace", "-color_primaries", "-color_trc")
_NO_KEY_PICTURES: Final = 1_000_000
_XMP: Final = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


def film_form(path: Path) -> str | None:
    """Return the format of a film that a path asks for; None where it is a folder of pictures.

    Raises
    ------
    UnknownChoiceError
        If the ending names no film.
    """
    form = path.suffix.lower().removeprefix(".")
    if not form or path.is_dir():
        return None
    if form not in FILMS:
        known = ", ".join(f".{one}" for one in FILMS)
        raise UnknownChoiceError(
            f"The ending of {path.name!r} names no film that can be written. Known: {known}; a "
            "name without an ending is a folder of PNG pictures."
        )
    return form


def check_film_tools(form: str | None) -> None:
    """Refuse a format that this machine cannot write.

    Raises
    ------
    MissingProgramError
        If an MP4 is wanted and there is no ffmpeg that writes H.264.
    """
    if form != "mp4":
        return
    other = "or write .webp, .gif or a folder of pictures"
    program = shutil.which(FFMPEG)
    if program is None:
        raise MissingProgramError(
            f"An MP4 needs the program {FFMPEG}, and there is none on this machine: install it "
            f"(Debian: apt-get install {FFMPEG}), {other}."
        )
    command = [program, "-hide_banner", "-encoders"]
    listed = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    if _CODEC.encode() not in listed.stdout:
        raise MissingProgramError(
            f"An MP4 needs an {FFMPEG} that writes H.264 ({_CODEC}), and {program} does not: "
            f"install another one, {other}."
        )


def _gif(pictures: Sequence[Path], out: Path, seconds: float, facts: Facts, tick: Tick) -> None:
    write_gif(pictures, out, seconds, text_of(facts), tick)


class _Sequence(Image.Image):
    """Pictures of a folder as Pillow sees a file of many: one at a time is in memory."""

    def __init__(self, pictures: Sequence[Path], tick: Tick) -> None:
        super().__init__()
        self._pictures = pictures
        self._tick = tick
        self._at = -1
        self.n_frames = len(pictures)
        self.seek(0)

    def seek(self, frame: int) -> None:
        """Show another picture."""
        if frame == self._at:
            return
        self._at = frame
        with Image.open(self._pictures[frame]) as picture:
            shown = picture.convert("RGB")
        self.im, self._mode, self._size = shown.im, shown.mode, shown.size
        self._tick(frame)

    def tell(self) -> int:
        """Return which picture is shown."""
        return self._at


def write_webp(
    pictures: Sequence[Path], out: Path, seconds: float, facts: Facts, tick: Tick
) -> None:
    """Write an animated WebP that repeats, without loss."""
    _Sequence(pictures, tick).save(
        out,
        "webp",
        save_all=True,
        lossless=True,
        method=3,
        quality=50,
        kmin=_NO_KEY_PICTURES - 1,
        kmax=_NO_KEY_PICTURES,
        duration=round(1000 * seconds),
        loop=0,
        xmp=_xmp_of(facts),
    )
    tick(len(pictures))


def _xmp_of(facts: Facts) -> bytes:
    """Return facts as XMP, so that programs for pictures find them."""
    for prefix, space in _XMP.items():
        ET.register_namespace(prefix, space)
    root = ET.Element(_named("x", "xmpmeta"))
    about = ET.SubElement(root, _named("rdf", "RDF"))
    said = ET.SubElement(about, _named("rdf", "Description"), {_named("rdf", "about"): ""})
    for prefix, name, kind, text in (
        ("dc", "title", "Alt", facts["Title"]),
        ("dc", "description", "Alt", text_of(facts)),
        ("dc", "rights", "Alt", rights_of(facts)),
        ("dc", "coverage", None, facts["Dates shown"]),
        ("dc", "identifier", None, facts["View"]),
        ("dc", "source", None, facts["Sources"]),
        ("xmp", "CreatorTool", None, facts["Software"]),
    ):
        entry = ET.SubElement(said, _named(prefix, name))
        if kind:
            bag = ET.SubElement(entry, _named("rdf", kind))
            language = "{http://www.w3.org/XML/1998/namespace}lang"
            entry = ET.SubElement(bag, _named("rdf", "li"), {language: "x-default"})
        entry.text = text
    return ET.tostring(root, encoding="unicode").encode()


def _named(prefix: str, name: str) -> str:
    return f"{{{_XMP[prefix]}}}{name}"


def write_mp4(
    pictures: Sequence[Path], out: Path, seconds: float, facts: Facts, tick: Tick
) -> None:
    """Write an MP4 (H.264, 4:2:0, even sizes) that plays everywhere.

    Raises
    ------
    OutputError
        If ffmpeg does not make it; its last words are in the message.
    """
    command = _ffmpeg_command(out, seconds, facts)
    # In a session of its own it does not hear Ctrl-C: it is ended here, and waited for.
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(  # noqa: S603 - the program that was looked for, and own words
            command, stdin=subprocess.PIPE, stderr=said, start_new_session=True
        ) as process,
    ):
        try:
            assert process.stdin is not None
            _feed(process.stdin, pictures, tick)
            status = process.wait()
        finally:
            process.kill()
        if status != 0:
            said.seek(0)
            lines = said.read().decode(errors="replace").strip().splitlines() or [
                f"status {status}"
            ]
            raise OutputError(f"{FFMPEG} could not write the film: {lines[-1]}")


def _ffmpeg_command(out: Path, seconds: float, facts: Facts) -> list[str]:
    program = shutil.which(FFMPEG)
    assert program is not None, "it was looked for before any work"
    tags = {
        "title": facts["Title"],
        "comment": text_of(facts),
        "copyright": rights_of(facts),
        "date": facts["Dates shown"],
    }
    return [
        *(program, "-hide_banner", "-loglevel", "error", "-nostdin", "-y"),
        *("-f", "image2pipe", "-c:v", "png", "-framerate", f"{1 / seconds:.6f}", "-i", "-"),
        *("-vf", _EVEN, "-r", str(_PICTURES_A_SECOND), "-c:v", _CODEC, "-pix_fmt", "yuv420p"),
        *(part for tag in _COLOUR_TAGS for part in (tag, "bt709")),
        *("-preset", "veryfast", "-tune", "stillimage", "-crf", "18", "-threads", "1"),
        *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"),
        *(part for name, text in tags.items() for part in ("-metadata", f"{name}={text}")),
        *("-movflags", "+faststart", "-f", "mp4", str(out)),
    ]


def _feed(pipe: IO[bytes], pictures: Sequence[Path], tick: Tick) -> None:
    try:
        for number, picture in enumerate(pictures, start=1):
            pipe.write(picture.read_bytes())
            tick(number)
        pipe.close()
    except BrokenPipeError:
        return  # it has ended too early, and says why


FILMS: Final[Mapping[str, Callable[[Sequence[Path], Path, float, Facts, Tick], None]]] = (
    MappingProxyType({"gif": _gif, "webp": write_webp, "mp4": write_mp4})
)
"""How a film is written, by its ending: pictures, file, seconds of each, what it says of itself."""
