"""Receiving uploads: a disk that fills up while a file arrives ends as a refusal, not a crash."""

import errno
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
MARK = "ran_out_of_room"


class PatientUpload(TemporaryFileUploadHandler):
    """Keeps a large upload in a temporary file; when there is no room, marks it and reads on."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open the temporary file."""
        self.is_full = False
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a chunk, or drop it once the disk is full."""
        if self.is_full:
            return
        try:
            super().receive_data_chunk(raw_data, start)
            self.file.flush()
        except OSError as error:
            if error.errno not in FULL:
                raise
            self.is_full = True

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """The file; marked when a part of it is missing."""
        if not self.is_full:
            return super().file_complete(file_size)
        self.file.size = file_size
        setattr(self.file, MARK, True)
        return self.file


def ran_out_of_room(upload: object) -> bool:
    """Whether a part of the upload is missing because the disk was full."""
    return bool(getattr(upload, MARK, False))
