"""The rows of the access table about claims."""

from __future__ import annotations

from matchmaker.web.claim_links import ACTS
from tests.web.rows import EVERYBODY, FOR_THEMSELVES, IMPORTERS, RUNNERS, Row

# Nobody looks after it, and it names no address.
FREE = "/stakeholders/{unsorted}/claim"

CLAIMS: dict[str, Row] = {
    "/stakeholders/<id>/claim GET": Row(FOR_THEMSELVES, path=FREE),
    "/stakeholders/<id>/claim/mail POST": Row(FOR_THEMSELVES, 422, path=f"{FREE}/mail"),
    "/stakeholders/<id>/claim/now POST": Row(FOR_THEMSELVES, 409, path=f"{FREE}/now"),
    "/stakeholders/<id>/claim/words POST": Row(FOR_THEMSELVES, 422, path=f"{FREE}/words"),
    # It is somebody else's.
    "/claims/<id>/withdraw POST": Row(FOR_THEMSELVES, 404, path="/claims/{claimed}/withdraw"),
    "/claims GET": Row(RUNNERS),
    # The record has joined no pilot.
    "/claims/<id> GET": Row(IMPORTERS, path="/claims/{claimed}"),
    "/claims/<id>/<any(give, refuse):act> POST": Row(IMPORTERS, 422, path="/claims/{claimed}/give"),
    # Links that nobody signed.
    "/claim/<token> GET": Row(EVERYBODY, 404),
    f"/claim/<token>/<any({ACTS}):act> POST": Row(EVERYBODY, 404, path="/claim/guessed/yes"),
    f"/claim/thanks/<any({ACTS}):done> GET": Row(EVERYBODY, path="/claim/thanks/yes"),
}
