"""What every page's head says about the app as a whole: manifest, icons, colours of the browser's frame."""

import reflex as rx

# The paper of the design tokens, light and dark.
FRAME_COLOURS = {"light": "#FBFAF8", "dark": "#10151C"}


def head() -> list[rx.Component]:
    """For rx.App(head_components=…)."""
    return [
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        rx.el.link(rel="icon", href="/favicon.ico", sizes="32x32"),
        rx.el.link(rel="icon", href="/icons/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/icons/apple-touch-icon.png"),
        rx.el.meta(name="apple-mobile-web-app-title", content="Doorstep"),
        *(
            rx.el.meta(
                name="theme-color",
                content=colour,
                custom_attrs={"media": f"(prefers-color-scheme: {scheme})"},
            )
            for scheme, colour in FRAME_COLOURS.items()
        ),
    ]
