"""Names of files as people gave them, made harmless and still readable."""

import unicodedata

LONGEST = 120
FORBIDDEN = set('<>:"|?*/\\')


def clean(name: str) -> str:
    """The last part of the path, without control signs, direction marks and forbidden signs.

    At most 120 characters; the extension survives the cut. Never empty: "file" stands in.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(_sign(sign) for sign in last)
    words = " ".join(seen.split()).rstrip(". ")
    stem, dot, extension = words.rpartition(".")
    if not dot or len(extension) > 10:
        return words.lstrip(". ")[:LONGEST] or "file"
    extension = extension.strip()
    room = LONGEST - len(extension) - 1
    return f"{stem.lstrip('. ')[:room].rstrip('. ') or 'file'}.{extension}"


def extension(name: str) -> str:
    """The extension in lower case without the dot; empty when there is none."""
    _, dot, last = clean(name).rpartition(".")
    return last.lower() if dot else ""


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cf":
        return ""
    if category.startswith(("C", "Z")):
        return " "
    return "_" if sign in FORBIDDEN else sign
