"""Doorstep: delivery feedback that is never lost, doubled, or shown as safe before it is."""

VERSION = "0.1.0"
