"""Private evidence files: type, size, hash, scan, retention; no address of their own."""

from portal.files.responses import archive as archive
from portal.files.responses import respond as respond
