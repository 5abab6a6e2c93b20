"""The Reflex plugin that puts the texts of each language among the built files."""

from functools import partial
from pathlib import Path
from typing import Any

from reflex.plugins import Plugin
from reflex.utils.prerequisites import get_web_dir

from app.errors import BuildError
from app.languages.delivery import TextFile, boot, files

PUBLIC = Path("public")
# Pages that are no part of the app say the same script where they have this.
PLAIN_PAGES = ("offline.html",)
PLACE = "<!-- language -->"


def _saved(file: TextFile) -> tuple[str, str]:
    return f"{PUBLIC}{file.url}", file.content


class LanguagePlugin(Plugin):
    """Writes the files; what an earlier build wrote goes."""

    def pre_compile(self, **context: Any) -> None:
        """Queue the files, for production and development alike."""
        for old in (get_web_dir() / PUBLIC).glob("assets/*-texts-*.js"):
            old.unlink()
        for file in files():
            context["add_save_task"](partial(_saved, file))

    def post_build(self, **context: Any) -> None:
        """Let the plain pages speak, too."""
        for name in PLAIN_PAGES:
            page = Path(context["static_dir"]) / name
            html = page.read_text()
            if html.count(PLACE) != 1:
                raise BuildError(f"{name} no longer has the place for its language: {PLACE}")
            page.write_text(html.replace(PLACE, f"<script>{boot()}</script>"))
