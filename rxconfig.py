"""What Reflex is told; every value comes from app.config."""

import reflex as rx
from reflex_base.constants.state import StateManagerMode

from app.build.lighter import LighterPlugin
from app.build.node import use_our_node
from app.build.plugin import FrontendPlugin
from app.config import load_settings
from app.languages.plugin import LanguagePlugin
from app.offline.plugin import OfflinePlugin

use_our_node()
settings = load_settings()

config = rx.Config(
    app_name="app",
    app_module_import="app.app",
    frontend_port=settings.port,
    redis_url=settings.redis_url or None,
    # One process keeps the pages' states in memory; several share them over Redis.
    state_manager_mode=StateManagerMode.REDIS if settings.redis_url else StateManagerMode.MEMORY,
    # Closed: pages, API and WebSockets share one origin. app/api/doors.py looks at the origin of sockets.
    cors_allowed_origins=[],
    telemetry_enabled=False,
    show_built_with_reflex=False,
    plugins=[
        rx.plugins.TailwindV4Plugin({"plugins": []}),
        FrontendPlugin(),
        LighterPlugin(),
        LanguagePlugin(),
        OfflinePlugin(),
    ],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
