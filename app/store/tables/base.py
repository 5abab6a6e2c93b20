"""What all tables of Doorstep have in common."""

from sqlalchemy import MetaData
from sqlmodel import SQLModel

# Every constraint has a name, or a later migration couldn't speak of it.
NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Table(SQLModel):
    """What all tables of Doorstep have in common: the metadata that migrations are compared with."""

    metadata = MetaData(naming_convention=NAMES)
