"""The parts of the dashboard, each the answer to one question; every number leads to its rows.

In: the figures as Vars, and the query that says which they are. Out: cards.
"""

from typing import Any

import reflex as rx

from app.components.card import card
from app.components.charts import heat_map, trend_chart
from app.components.handlers import Text
from app.components.icons import icon
from app.components.local_time import local_time
from app.languages import text
from app.languages.text import t
from app.pages import routes
from app.pages.figures import place, reach, shown, stars
from app.pages.filters import reasons as reason_words
from app.pages.key_figures import rows_of

COURIER = (
    "grid grid-cols-[minmax(0,5.5rem)_1fr_2.5rem_3rem] md:grid-cols-[minmax(0,7.5rem)_1fr_2.5rem_3rem] "
    "items-center gap-4"
)
LINK = "no-underline rounded-control hover:bg-brand-soft transition-colors"
WEEK = 7


def trends(figures: Any) -> rx.Component:
    """How it went: how much came, and how good it was."""
    words = {
        "now": t("trend-now"),
        "before": t("trend-before"),
        "day": t("trend-day"),
        "week": t("trend-week"),
        "soFar": t("trend-so-far"),
    }
    weekly = figures["span"].to(int) == WEEK

    def part(metric: str, heading: Any) -> rx.Component:
        shown = {
            "points": figures["trend"].to(list[dict[str, Any]]),
            "span": figures["span"].to(int),
            "open": figures["open"].to(bool),
        }
        chart = trend_chart(shown, metric, text.code(), words | {"caption": heading})
        return card(chart, heading=heading, aside=_key(figures["before"].to(bool)))

    return rx.el.div(
        part("count", rx.cond(weekly, t("trend-count-week"), t("trend-count"))),
        part("mean", rx.cond(weekly, t("trend-mean-week"), t("trend-mean"))),
        class_name="grid gap-4 lg:grid-cols-2",
    )


def _key(compared: Any) -> rx.Component:
    def line(look: str, word: Text) -> rx.Component:
        return rx.el.span(
            rx.el.span(class_name=f"w-4 border-t-2 {look}"), word, class_name="inline-flex items-center gap-2"
        )

    return rx.el.p(
        line("border-chart-1", t("trend-now")),
        rx.cond(compared, line("border-quiet border-dashed", t("trend-before"))),
        aria_hidden="true",
        class_name="flex gap-4 text-sm text-quiet",
    )


def _bar(share: Any, colour: str) -> rx.Component:
    return rx.el.span(
        rx.el.span(class_name=f"block h-full rounded-full {colour}", style={"width": share.to(str) + "%"}),
        aria_hidden="true",
        class_name="block h-2 rounded-full bg-paper overflow-hidden",
    )


def distribution(figures: Any, query: Any) -> rx.Component:
    """How many of each number of stars."""
    colours = [(each, f"block h-full rounded-full bg-rating-{each}") for each in range(1, 6)]

    def line(each: Any) -> rx.Component:
        bar = rx.el.span(
            rx.el.span(
                class_name=rx.match(each["stars"].to(int), *colours, "block h-full"),
                style={"width": each["share"].to(str) + "%"},
            ),
            aria_hidden="true",
            class_name="block h-3 rounded-full bg-paper overflow-hidden",
        )
        return rx.el.li(
            rx.el.a(
                rx.el.span(each["stars"].to(str), " ★", class_name="text-star tabular-nums"),
                bar,
                rx.el.span(shown(each["count"], "count"), class_name="text-end tabular-nums"),
                rx.el.span(shown(each["share"], "percent"), class_name="text-end tabular-nums text-quiet"),
                href=rows_of(query, rx.Var.create("rating=") + each["stars"].to(str)),
                class_name="grid grid-cols-[min(2.5rem,12%)_minmax(0,1fr)_min(4rem,18%)_min(4rem,25%)] items-center "
                f"gap-3 px-2 -mx-2 min-h-10 {LINK}",
            ),
            key=each["stars"].to(str),
        )

    lines = figures["distribution"].to(list[dict[str, Any]])
    return card(
        rx.el.ul(rx.foreach(lines, line), aria_label=t("part-distribution")),
        heading=t("part-distribution"),
        class_name="content-start",
    )


def reasons(figures: Any, query: Any) -> rx.Component:
    """What drives low ratings."""

    def line(each: Any) -> rx.Component:
        return rx.el.li(
            rx.el.a(
                rx.el.span(rx.match(each["reason"], *reason_words(), each["reason"]), class_name="truncate"),
                _bar(each["share"], "bg-chart-4"),
                rx.el.span(shown(each["low"], "count"), class_name="text-end tabular-nums"),
                rx.el.span(shown(each["share"], "percent"), class_name="text-end tabular-nums text-quiet"),
                href=rows_of(query, rx.Var.create("reason=") + each["reason"].to(str)),
                # On phones the bar has a line of its own: words come before it.
                class_name="grid grid-cols-[minmax(0,1fr)_2.5rem_4rem] [&>:nth-child(2)]:order-last "
                "[&>:nth-child(2)]:col-span-full md:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_3rem_4rem] "
                "md:[&>:nth-child(2)]:order-none md:[&>:nth-child(2)]:col-span-1 items-center gap-x-3 gap-y-1 px-2 "
                f"-mx-2 py-1 min-h-10 {LINK}",
            ),
            key=each["reason"].to(str),
        )

    driving = figures["reasons"].to(list[dict[str, Any]])
    none = rx.el.p(t("part-reasons-none"), class_name="text-quiet")
    return card(
        rx.el.p(t("part-reasons-means"), class_name="text-sm text-quiet -mt-2"),
        rx.cond(driving.length() > 0, rx.el.ul(rx.foreach(driving, line), aria_label=t("part-reasons")), none),
        heading=t("part-reasons"),
        class_name="content-start",
    )


def couriers(figures: Any, query: Any) -> rx.Component:
    """Who does well and who needs help, as far as it is sure."""

    def line(each: Any) -> rx.Component:
        number = each["courier"].to(str)
        scale = rx.el.span(
            *(
                rx.el.span(class_name="absolute inset-y-0 border-s border-line", style=_at(star))
                for star in range(2, 5)
            ),
            rx.el.span(
                class_name="absolute top-1/2 -mt-0.5 h-1 rounded-full bg-chart-6",
                style={"insetInlineStart": place(each["low"]), "width": reach(each["low"], each["high"])},
            ),
            rx.el.span(
                class_name="absolute top-1/2 -mt-1.5 -ms-1.5 size-3 rounded-full bg-chart-1 border-2 border-card",
                style={"insetInlineStart": place(each["score"])},
            ),
            aria_hidden="true",
            class_name="relative block h-4 border-x border-line",
        )
        return rx.el.li(
            rx.el.a(
                rx.el.span(t("part-courier", courier=number), class_name="truncate"),
                scale,
                rx.el.span(shown(each["score"], "stars"), class_name="text-end tabular-nums font-semibold"),
                rx.el.span(shown(each["count"], "count"), class_name="text-end tabular-nums text-quiet"),
                href=rows_of(query, rx.Var.create("courier=") + number),
                title=t("part-courier-sure", low=shown(each["low"], "stars"), high=shown(each["high"], "stars")),
                class_name=f"{COURIER} px-2 -mx-2 min-h-10 {LINK}",
            ),
            key=number,
        )

    def group(name: str, heading: Text) -> rx.Component:
        lines = figures[name].to(list[dict[str, Any]])
        return rx.cond(
            lines.length() > 0,
            rx.el.div(
                rx.el.div(
                    rx.el.h3(heading, class_name="text-sm font-semibold text-quiet"),
                    rx.el.span(
                        *(
                            rx.el.span(str(star), class_name="absolute -translate-x-1/2", style=_at(star))
                            for star in range(1, 6)
                        ),
                        aria_hidden="true",
                        class_name="relative h-5 text-sm text-quiet tabular-nums",
                    ),
                    class_name=f"{COURIER} -mx-2 px-2",
                ),
                rx.el.ul(rx.foreach(lines, line), aria_label=heading),
                class_name="grid gap-1",
            ),
        )

    return card(
        rx.el.p(t("part-couriers-means"), class_name="text-sm text-quiet -mt-2"),
        rx.el.div(
            group("best", t("part-couriers-best")),
            group("worst", t("part-couriers-worst")),
            class_name="grid gap-x-12 gap-y-4 lg:grid-cols-2 items-start",
        ),
        rx.cond(
            figures["unsure"].to(int) > 0,
            rx.el.p(t("part-couriers-unsure", count=figures["unsure"].to(int)), class_name="text-sm text-quiet"),
        ),
        heading=t("part-couriers"),
        class_name="content-start",
    )


def _at(star: int) -> dict[str, str]:
    """Where that many stars stand on the scale."""
    return {"insetInlineStart": f"{(star - 1) * 25}%"}


def heat(figures: Any) -> rx.Component:
    """When it comes."""
    words = {"caption": t("part-heat"), "mean": t("figure-mean")}
    return card(
        rx.el.p(t("part-heat-means"), class_name="text-sm text-quiet -mt-2"),
        heat_map(figures["hours"].to(list[dict[str, Any]]), text.code(), words),
        heading=t("part-heat"),
        class_name="content-start",
    )


def comments(figures: Any, query: Any) -> rx.Component:
    """What people said last."""

    def line(each: Any) -> rx.Component:
        return rx.el.li(
            rx.el.a(
                rx.el.span(
                    stars(each["rating"], t("filter-stars", stars=each["rating"])),
                    rx.el.span(
                        t("part-courier", courier=each["courier"].to(str)),
                        " · ",
                        local_time(each["at"].to(str)),
                        class_name="text-sm text-quiet",
                    ),
                    class_name="flex flex-wrap items-baseline justify-between gap-x-3",
                ),
                rx.el.span(each["comment"].to(str), class_name="line-clamp-2 wrap-anywhere"),
                href=rows_of(query, rx.Var.create("id=") + each["id"].to(str)),
                class_name=f"grid gap-1 px-2 -mx-2 py-3 {LINK}",
            ),
            rx.cond(
                each["case"] != "",
                rx.el.a(
                    icon("inbox"),
                    rx.el.span(t("part-case")),
                    href=rx.Var.create(f"{routes.INBOX}?case=") + each["case"].to(str),
                    class_name="inline-flex items-center gap-1 min-h-8 mb-2 text-sm font-semibold text-brand",
                ),
            ),
            key=each["id"].to(str),
            class_name="border-t border-line first:border-t-0",
        )

    lines = figures["comments"].to(list[dict[str, Any]])
    all_ = rx.el.a(t("part-comments-all"), href=rows_of(query), class_name="text-sm font-semibold text-brand")
    return rx.cond(
        lines.length() > 0,
        card(
            rx.el.ul(rx.foreach(lines, line), aria_label=t("part-comments"), class_name="grid"),
            heading=t("part-comments"),
            aside=all_,
            class_name="content-start",
        ),
    )
