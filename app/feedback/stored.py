"""Feedback as it is read: the entry with what the server knows of it."""

from pydantic import Field

from app.feedback.entry import FeedbackEntry, Moment, RecordId


class StoredEntry(FeedbackEntry):
    """A row, as the API hands it out and exports write it."""

    received_at: Moment = Field(description="The server's clock, by which everything is ordered.")
    room: str | None = Field(default=None, description="The queue it came from.")
    corrected_by: RecordId | None = Field(default=None, description="The record that corrects this one.")
    published_at: Moment | None = None
