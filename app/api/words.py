"""Text that a caller gives to be kept or looked for: none that no row can hold, since PostgreSQL would break on it."""

from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from app.store.columns import UNSTORABLE


def _storable(value: str) -> str:
    if UNSTORABLE.search(value):
        raise PydanticCustomError("wrong_form", "This holds characters that no record has.")
    return value


Words = Annotated[str, AfterValidator(_storable)]
