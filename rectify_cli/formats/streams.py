"""stdout and stderr that print any text, whatever encoding the console has."""

import codecs
import sys

_STAND_INS = {
    "█": "#", "▓": "=", "▒": "-", "░": ".", "─": "-", "—": "-", "–": "-", "·": "*", "•": "*",
    "→": "->", "…": "...", "\ufffd": "?", "“": '"', "”": '"', "‘": "'", "’": "'", "\u3000": "  ",
}  # fmt: skip


def _stand_in(error: UnicodeError) -> tuple[str | bytes, int]:
    """Replace what an encoding lacks: a symbol by a like one, a letter by its ``\\uXXXX``."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_STAND_INS.get(c) or _escaped(c) for c in missing), error.end


def _escaped(character: str) -> str:
    return character.encode("ascii", "backslashreplace").decode("ascii")


def prepare_streams() -> None:
    """Let both streams print text that their encoding lacks, without loss and without a crash."""
    codecs.register_error("rectify", _stand_in)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="rectify")


def speaks_unicode(stream: object) -> bool:
    """Whether every character survives on ``stream``; if not, JSON is better escaped."""
    return str(getattr(stream, "encoding", "")).lower().replace("-", "").startswith("utf")
