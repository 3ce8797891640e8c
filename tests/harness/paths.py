"""Where the tests find the project and keep what they make."""

import hashlib
import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def cache() -> Path:
    """A folder for what is dear to make and may be thrown away; one per user and checkout."""
    checkout = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    path = Path(tempfile.gettempdir()) / f"wushe-cache-{os.getuid()}-{checkout}"
    path.mkdir(mode=0o755, exist_ok=True)
    if path.stat().st_uid != os.getuid():
        raise PermissionError(f"{path} belongs to somebody else.")
    return path
