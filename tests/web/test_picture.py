"""The QR code: the very squares that the library works out, with the white edge that readers need."""

from __future__ import annotations

import re

import segno

from matchmaker.web.views.picture import QUIET, picture_of

URI = "otpauth://totp/Matchmaker:ada%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=Matchmaker"


def test_the_path_paints_the_black_squares_and_no_others() -> None:
    picture = picture_of(URI)
    painted = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", picture.path):
        painted |= {(column - QUIET, int(y) - QUIET) for column in range(int(x), int(x) + int(length))}
    matrix = segno.make(URI, micro=False).matrix
    black = {(x, y) for y, row in enumerate(matrix) for x, square in enumerate(row) if square}
    assert painted == black
    assert picture.size == len(matrix) + 2 * QUIET
    assert len(picture.path) < 20_000
