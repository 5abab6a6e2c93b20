"""Who calls is asked, and the call counted, before what they bring is read.

FastAPI alone reads a body first: one that is no JSON would be answered before anybody looks at the token, and would
never count. In: a route, and dependencies. Out: the route that asks them without the body, then with it. Always holds:
what was asked `once` isn't asked again by the same request.
"""

from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, get_request_handler

from app.api.values import see_that_it_is_bounded

P = ParamSpec("P")
T = TypeVar("T")
# Where a request keeps the answers.
ANSWERS = "doorstep.answers"


def once(ask: Callable[Concatenate[Request, P], Awaitable[T]]) -> Callable[..., Coroutine[Any, Any, T]]:
    """A dependency that counts, or costs something: its answer is kept as long as the request lasts."""

    @wraps(ask)
    async def asked(request: Request, *given: P.args, **named: P.kwargs) -> T:
        answers = request.scope.setdefault(ANSWERS, {})
        if asked not in answers:
            answers[asked] = await ask(request, *given, **named)
        answer: T = answers[asked]
        return answer

    return asked


class AskedFirst(APIRoute):
    """A route that takes a body."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()
        if self.body_field is None:
            return answer
        ask = get_request_handler(Dependant(call=_nothing, dependencies=self.dependant.dependencies))

        async def ask_first(request: Request) -> Response:
            await ask(request)
            see_that_it_is_bounded(await request.body())
            return await answer(request)

        return ask_first


async def _nothing(**_answers: object) -> None:
    """What the first time comes to."""
