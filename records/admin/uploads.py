"""Files between the page that takes them and the one that writes them."""

import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from import_export.tmp_storages import TempFolderStorage

# An upload that nobody confirmed by then was given up.
KEPT = 24 * 60 * 60


class UploadStorage(TempFolderStorage):
    """Uploads between preview and confirmation. No other file of the folder can be named."""

    prefix = "entente-upload-"

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name=name, read_mode="rb")

    def get_full_path(self) -> str:
        path = super().get_full_path()
        if not path.startswith(f"{tempfile.gettempdir()}/{self.prefix}"):
            raise PermissionDenied
        return path

    def save(self, data: bytes) -> None:
        self.forget_abandoned()
        super().save(data)

    def forget_abandoned(self) -> None:
        """Removes the uploads that nobody came back to."""
        for path in Path(tempfile.gettempdir()).glob(f"{self.prefix}*"):
            # Others remove theirs at the same time.
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < time.time() - KEPT:
                    path.unlink()

    def _open(self, mode: str = "r") -> Any:
        if self.name:
            return super()._open(mode)
        # It is closed by whoever writes to it and removed once the import is confirmed.
        file = tempfile.NamedTemporaryFile(prefix=self.prefix, delete=False)  # noqa: SIM115
        self.name: str = file.name
        return file
