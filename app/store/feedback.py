"""The rows of table `feedback`."""

from sqlalchemy import func
from sqlmodel import Session, select

from app.store.tables import FeedbackRow


def count_feedback(session: Session) -> int:
    """How many records are in the database."""
    return session.exec(select(func.count()).select_from(FeedbackRow)).one()
