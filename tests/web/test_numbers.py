"""A number in an address that no database could be asked for leads nowhere, and breaks nothing."""

from __future__ import annotations

import pytest

from matchmaker.web.access import LARGEST
from tests.web.world import World, token

NUMBERED = (
    "/account/sign-ins/{number}/end",
    "/account/passkeys/{number}/remove",
    "/account/providers/{number}/remove",
)


@pytest.mark.parametrize("path", NUMBERED)
@pytest.mark.parametrize("number", [LARGEST, LARGEST + 1, 10**40])
def test_a_number_that_nobody_has_is_refused_in_words(world: World, path: str, number: int) -> None:
    client = world.client("member")
    answer = client.post(path.format(number=number), data={"csrf_token": token(client)})
    assert answer.status_code < 500


def test_what_is_too_large_for_a_database_is_no_address(world: World) -> None:
    client = world.client("member")
    path = NUMBERED[0].format(number=LARGEST + 1)
    assert client.post(path, data={"csrf_token": token(client)}).status_code == 404
