"""The built app as Reflex serves it in production: pages as static files, nothing compiled again."""

import importlib
import os
from pathlib import Path

from reflex_base.constants import Env
from reflex_base.environment import environment
from starlette.types import ASGIApp


def production_app(root: Path) -> ASGIApp:
    """Import the app and hand out its ASGI side. Reflex finds `.web` in the working folder."""
    os.chdir(root)
    environment.REFLEX_ENV_MODE.set(Env.PROD)
    environment.REFLEX_SKIP_COMPILE.set(True)
    environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP.set(True)
    app: ASGIApp = importlib.import_module("app.app").app()
    return app
