"""A page that was being made while the network changed under it is made once more."""

from __future__ import annotations

from flask import Flask, request
from flask.typing import ResponseReturnValue

from matchmaker import context
from matchmaker.services import network

READING = frozenset({"GET", "HEAD"})

TIMES = 3
"""So often a page is begun anew; who still meets a change then is told so."""


class Site(Flask):
    """Flask, which begins a page anew where what it read was changed meanwhile.

    A large network reads profiles when they are wanted. If one of them has been changed since the page began,
    what the page knows of it is of two moments. Whoever writes is told instead: they may have to think anew.
    """

    def dispatch_request(self) -> ResponseReturnValue:
        """Find the view and call it."""
        for _ in range(TIMES if request.method in READING else 0):
            try:
                return super().dispatch_request()
            except network.Moved:
                # What this request has read besides is of the moment at which it began.
                context.session().rollback()
                network.look_again(context.session())
        return super().dispatch_request()
