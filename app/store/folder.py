"""The data folder: made when it is missing, readable by nobody else."""

from pathlib import Path

from app.errors import DataFolderError

PRIVATE_FOLDER = 0o700


def make_private(folder: Path) -> None:
    """Make the folder if there is none; one that exists keeps its mode, which its owner chose."""
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise DataFolderError(
            f"The folder {folder} can't be made ({error.strerror}): "
            "choose another with DATA_DIR, or make one there that this user may write."
        ) from error
