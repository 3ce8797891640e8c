"""``make setup``: everything the portal needs, installed beside it. Run by any Python 3.

This file must be readable by an old Python, so that it can say that it is too old.
"""

import os
import shutil
import sys

NEEDED = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def too_old(version: "tuple[int, ...]") -> str:
    """One sentence when this Python is older than needed, else an empty string."""
    if tuple(version[:2]) >= NEEDED:
        return ""
    return (
        f"Wushe needs Python 3.11 or newer, and this is Python {version[0]}.{version[1]}: install "
        "a newer one, or name one with `make run PYTHON=/path/to/python3.12`."
    )


def use_new_enough(module: str) -> None:
    """Go on with a newer Python of this machine when this one is too old; stop if there is none."""
    sentence = too_old(sys.version_info[:2])
    if not sentence:
        return
    for name in NEWER:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, "-m", module])  # noqa: S606 - no shell is wanted here
    sys.exit(sentence)


if __name__ == "__main__":
    use_new_enough("portal.tools.setup")
    from portal.tools.installing import main

    sys.exit(main())
