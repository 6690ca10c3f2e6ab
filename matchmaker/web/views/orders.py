"""The orders of a list, of which only one is personalised, and what the page says of the one in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from matchmaker.core.answers import Order
from matchmaker.web.views.facets import Args, kept
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class OrderLink:
    """One order that may be chosen."""

    url: str
    text: str
    current: bool


def read_order(args: Args) -> Order:
    """What the address says; a word that means nothing is passed over."""
    word = args.get("order", "")
    return Order(word) if word in set(Order) else Order.MATCH


def order_links(
    endpoint: str, here: Mapping[str, Any], args: Args, orders: Iterable[Order] = Order
) -> list[OrderLink]:
    """All orders, with whatever narrows the list kept; each begins at the top."""
    current = read_order(args)
    words = {
        Order.MATCH: _("Best match"),
        Order.NAME: _("By name"),
        Order.NEAREST: _("Nearest"),
        Order.NEWEST: _("Newest"),
    }
    values = kept(args, "order", "after", *here) | dict(here)
    return [
        OrderLink(
            url_for(endpoint, **values, order=None if order is Order.MATCH else order.value),
            words[order],
            order is current,
        )
        for order in orders
    ]


def said_of(order: Order) -> str:
    """In which order the list stands, and whether anything learnt plays a part in it."""
    return {
        Order.MATCH: _("The strongest first."),
        Order.NAME: _("By name. Nothing that we learnt plays a part in this order."),
        Order.NEAREST: _("The nearest first. Nothing that we learnt plays a part in this order."),
        Order.NEWEST: _(
            "What was confirmed or added last comes first. Nothing that we learnt plays a part in this order."
        ),
    }[order]
