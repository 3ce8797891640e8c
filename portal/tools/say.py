"""What set-up and start say: one line per step while they work, one sentence when they fail."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

NETWORK_SIGNS = (
    "name resolution",
    "name or service not known",
    "network is unreachable",
    "enotfound",
    "eai_again",
    "econnrefused",
    "econnreset",
    "etimedout",
    "connection refused",
    "timed out",
    "dns error",
    "failed to establish",
    "error sending request",
    "failed to fetch",
    "could not connect",
    "connection error",
    "certificate",
    "tunnel",
    "proxy",
)


class Stop(Exception):
    """Set-up cannot go on; the message is the one sentence to show."""


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print the title while the work goes on, and how long it took."""
    began = time.monotonic()
    print(f"  {title} …", end="", flush=True)
    try:
        yield
    except BaseException:
        print(" stopped", flush=True)
        raise
    print(f" {time.monotonic() - began:.1f} s", flush=True)


def run(
    command: Sequence[str],
    *,
    what: str,
    log: Path,
    cwd: Path,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run a program quietly and return its output; on failure one sentence, the rest in the log."""
    done = subprocess.run(
        list(command),
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"$ {' '.join(command)}\n{done.stdout}{done.stderr}\n")
    if done.returncode:
        raise Stop(sentence(what, done.stdout + done.stderr, log))
    return done.stdout


def sentence(what: str, output: str, log: Path) -> str:
    """Why a program failed, in one sentence that says what to do."""
    if any(sign in output.lower() for sign in NETWORK_SIGNS):
        return (
            f"{what} failed because there is no connection to the package index: check the "
            f"network or the proxy, then run the same command again (details in {log})."
        )
    return f"{what} failed: the reason stands at the end of {log}."


def stop(error: Stop) -> int:
    """Show the sentence and return the exit status."""
    print(f"\n{error}", file=sys.stderr, flush=True)
    return 1
