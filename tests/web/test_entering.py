"""By which network tries are counted."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaker.web.entering import network


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("a socket", "a socket"),
        ("", "unknown"),
    ],
)
def test_whoever_has_many_addresses_of_one_network_is_counted_once(
    sqlite_app: Flask, address: str, counted: str
) -> None:
    with sqlite_app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert network() == counted
