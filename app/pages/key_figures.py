"""The numbers at the head of the dashboard, each beside that of the period before, and each leading to its rows.

In: the figures as Vars, and the query that says which they are. Out: a list of cards.
"""

from typing import Any

import reflex as rx

from app.components.handlers import Text
from app.languages.text import t
from app.pages import routes
from app.pages.figures import Kind, change, shown, turned


def rows_of(query: Any, more: Any = "") -> rx.Var[str]:
    """The address of the rows behind a number."""
    extra = rx.cond(query != "", "&", "") + more if not isinstance(more, str) or more else ""
    return (rx.Var.create(f"{routes.FEEDBACK}?") + query + extra).to(str)


def cards(figures: Any, query: Any) -> rx.Component:
    """The numbers, beside those of the period before."""
    now, before = (figures[name].to(dict[str, Any]) for name in ("now", "before"))
    return rx.el.ul(
        _number(t("figure-count"), now, before, "count", "count", rows_of(query)),
        _number(t("figure-mean"), now, before, "mean", "stars", rows_of(query)),
        _number(t("figure-nps"), now, before, "nps", "score", rows_of(query), t("figure-nps-means")),
        _number(t("figure-csat"), now, before, "csat", "percent", rows_of(query), t("figure-csat-means")),
        _number(t("figure-asked"), now, before, "askedShare", "percent", rows_of(query, "followUp=true"), neutral=True),
        _answer_time(now, before),
        _number(t("figure-published"), now, before, "publishedShare", "percent", rows_of(query, "published=true")),
        _waiting(figures),
        aria_label=t("figure-all"),
        class_name="grid grid-cols-2 sm:grid-cols-4 bg-card border border-line rounded-card "
        "overflow-hidden [&>li]:border-line [&>li]:-mt-px [&>li]:-ms-px [&>li]:border-t [&>li]:border-s",
    )


def _number(
    label: Text, now: Any, before: Any, name: str, kind: Kind, href: Any, means: Text | None = None, *,
    neutral: bool = False,
) -> rx.Component:  # fmt: skip
    value: Any = now[name]
    earlier = _of(before, name)
    colour = "text-quiet" if neutral else rx.match(
        turned(value, earlier), ("better", "text-stored"), ("worse", "text-attention"), "text-quiet"
    )  # fmt: skip
    return _figure(label, value, earlier, colour, kind, href, means)


def _answer_time(now: Any, before: Any) -> rx.Component:
    """How soon people who asked were answered; here, less is better."""
    value, earlier = now["answerTime"], _of(before, "answerTime")
    colour = rx.match(
        turned(value, earlier), ("better", "text-attention"), ("worse", "text-stored"), "text-quiet"
    )  # fmt: skip
    label, means = t("figure-answer-time"), t("figure-answer-time-means")
    return _figure(label, value, earlier, colour, "time", f"{routes.INBOX}?view=done", means)


def _of(figures: Any, name: str) -> rx.Var[Any]:
    """That figure, or nothing where there are none."""
    return rx.Var(f"{figures!s}?.[{name!r}]", _var_data=figures._get_all_var_data())  # noqa: SLF001


def _is_there(figure: rx.Var[Any]) -> rx.Var[bool]:
    return rx.Var(f"({figure!s} != null)", _var_data=figure._get_all_var_data()).to(bool)  # noqa: SLF001


def _figure(
    label: Text, value: Any, earlier: Any, colour: Any, kind: Kind, href: Any, means: Text | None
) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.span(label, class_name="text-sm text-quiet min-w-0 wrap-anywhere"),
            rx.el.span(shown(value, kind), class_name="text-2xl font-bold tabular-nums"),
            rx.cond(
                _is_there(earlier),
                rx.el.span(
                    rx.el.span(change(value, earlier, kind), class_name=["font-semibold", colour]),
                    " ",
                    rx.el.span(shown(earlier, kind), class_name="text-quiet", title=t("figure-before")),
                    class_name="text-sm tabular-nums",
                ),
            ),
            href=href,
            **({"title": means} if means is not None else {}),
            class_name="grid content-start gap-1 h-full p-4 no-underline transition-colors hover:bg-brand-soft "
            "focus-visible:-outline-offset-3",
        ),
    )


def _waiting(figures: Any) -> rx.Component:
    return rx.el.li(
        rx.el.p(t("figure-waiting"), class_name="text-sm text-quiet"),
        rx.el.p(shown(figures["waiting"], "count"), class_name="text-2xl font-bold tabular-nums"),
        rx.el.p(t("figure-waiting-means"), class_name="text-sm text-quiet"),
        class_name="grid content-start gap-1 p-4",
    )
