"""The draw itself: pure, and so simple that anybody can repeat it with pencil and sha256sum.

Every candidate gets the SHA-256 of "seed:number"; who has the smallest values is drawn.
"""

import hashlib
import secrets
from collections.abc import Sequence


def new_seed() -> str:
    """A seed that nobody could know before: 128 bits as 32 signs."""
    return secrets.token_hex(16)


def lot(seed: str, expert: int) -> str:
    """The lot of an expert (by number) under a seed, as 64 signs."""
    return hashlib.sha256(f"{seed}:{expert}".encode()).hexdigest()


def drawn(seed: str, candidates: Sequence[int], size: int) -> list[int]:
    """The ``size`` candidates with the smallest lots, smallest first."""
    return sorted(candidates, key=lambda expert: lot(seed, expert))[:size]


def text(seed: str, candidates: Sequence[int], size: int) -> str:
    """What the digest is taken of: seed, the list in its order, how many were to be drawn."""
    return f"{seed}|{','.join(map(str, candidates))}|{size}"


def digest(seed: str, candidates: Sequence[int], size: int) -> str:
    """The SHA-256 of ``text``, 64 signs."""
    return hashlib.sha256(text(seed, candidates, size).encode()).hexdigest()
