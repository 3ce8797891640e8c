"""Keys that a machine makes for itself, once."""

import secrets
from pathlib import Path


def local_secret(path: Path) -> str:
    """The secret kept in the file; made and stored (readable by its owner only) when absent."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text().strip()
