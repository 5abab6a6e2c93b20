"""The HTTP side: FastAPI under /api, and the doors that every request passes, pages included."""
