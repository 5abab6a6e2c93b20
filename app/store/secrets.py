"""The secrets of this installation: made at first use, kept in the data folder, read by its owner alone.

What always holds: a name has one secret for ever, whoever asks first and however many ask at once; a file
under a secret's name is complete or not there.
"""

import os
import secrets
from pathlib import Path

from app.errors import DataFolderError
from app.store.folder import make_private

SECRET_BYTES = 32
PRIVATE_FILE = 0o600


def load_secret(data_dir: Path, name: str) -> bytes:
    """The 32 bytes of that name."""
    make_private(data_dir)
    file = data_dir / name
    try:
        if not file.exists():
            _create(file)
        secret = file.read_bytes()
    except OSError as error:
        raise DataFolderError(
            f"The secret {file} can't be kept ({error.strerror}): "
            "see that this user may read and write the folder, or choose another with DATA_DIR."
        ) from error
    if len(secret) != SECRET_BYTES:
        raise DataFolderError(
            f"The secret {file} is damaged: it should hold {SECRET_BYTES} bytes and holds {len(secret)}. "
            "Restore it from a backup; without it, what it protects can't be read."
        )
    return secret


def _create(file: Path) -> None:
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with open(descriptor, "wb") as stream:
            stream.write(secrets.token_bytes(SECRET_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        _publish(draft, file)
    finally:
        draft.unlink(missing_ok=True)


def _publish(draft: Path, file: Path) -> None:
    # A link, unlike a rename, never replaces: who comes second reads what the first has published.
    try:
        os.link(draft, file)
    except FileExistsError:
        return
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
