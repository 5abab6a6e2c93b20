"""What makes the app open with no network: service worker, precache list, manifest, connection line."""
