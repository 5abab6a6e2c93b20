"""The queue, both halves: what waits in the browser, and what drains it on the server."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.jazz.provider import jazz_provider

__all__ = ["jazz_provider"]


def __getattr__(name: str) -> Any:
    # Looked up late: a server worker drains the queue without loading Reflex.
    if name == "jazz_provider":
        from app.jazz.provider import jazz_provider

        return jazz_provider
    raise AttributeError(name)
