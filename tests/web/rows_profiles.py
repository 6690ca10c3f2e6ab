"""The rows of the access table about drafts, declarations, history, duplicates, offers and needs."""

from __future__ import annotations

from matchmaker.core.drafts import Step
from matchmaker.web.holding import ACTS as STATEMENT_ACTS
from matchmaker.web.origins import ACTS as ORIGIN_ACTS
from tests.web.rows import (
    ADMINISTRATORS,
    EDITORS,
    EVERYBODY,
    FAR,
    FOR_THEMSELVES,
    IMPORTERS,
    MEMBERS,
    OTHER_RUNNERS,
    OWNERS,
    PLANNERS,
    RUNNERS,
    SIGNED_IN,
    Row,
)

PUBLIC = Row(EVERYBODY)
EDIT = Row(EDITORS)
STATEMENT = "/need/{need}"
STEPS = ", ".join(Step)
HOLDS = STATEMENT_ACTS
SAYS = ORIGIN_ACTS

PROFILES: dict[str, Row] = {
    # A link that nobody signed.
    "/s/<token> GET": Row(EVERYBODY, 404),
    "/s/<token> POST": Row(EVERYBODY, 404),
    "/s/thanks GET": PUBLIC,
    "/drafts POST": Row(FOR_THEMSELVES, 303),
    # Nobody has a draft of this id; what drafts do for their own people is in test_drafts.py.
    f"/drafts/<id>/<any({STEPS}):step> GET": Row(FOR_THEMSELVES, 404, path="/drafts/d-none/who"),
    f"/drafts/<id>/<any({STEPS}):step> POST": Row(SIGNED_IN, 404, path="/drafts/d-none/who"),
    "/drafts/<id>/publish POST": Row(FOR_THEMSELVES, 404, path="/drafts/d-none/publish"),
    "/drafts/<id>/drop POST": Row(FOR_THEMSELVES, 404, path="/drafts/d-none/drop"),
    "/stakeholders/<id>/declaration GET": Row(MEMBERS),
    "/stakeholders/<id>/declaration POST": Row(MEMBERS, 422),
    "/stakeholders/<id>/declaration/take-back POST": Row(MEMBERS, 303),
    "/stakeholders/<id>/report GET": PUBLIC,
    "/stakeholders/<id>/report POST": Row(EVERYBODY, 422),
    # There is no such message.
    "/introductions/<id>/messages/<message_id>/report GET": Row(
        SIGNED_IN, 404, path="/introductions/{introduced}/messages/g-none/report"
    ),
    "/introductions/<id>/messages/<message_id>/report POST": Row(
        SIGNED_IN, 404, path="/introductions/{introduced}/messages/g-none/report"
    ),
    "/reports GET": Row(RUNNERS),
    "/reports/<id> GET": Row(IMPORTERS, path="/reports/{reported}"),
    "/reports/<id>/decide POST": Row(IMPORTERS, 422, path="/reports/{reported}/decide"),
    "/stakeholders/<id>/hiding GET": Row(IMPORTERS),
    "/stakeholders/<id>/<any(hide, show):act> POST": Row(IMPORTERS, 422, path="/stakeholders/{own}/hide"),
    # It is not hidden.
    "/stakeholders/<id>/another-look GET": Row(MEMBERS, 404),
    "/stakeholders/<id>/another-look POST": Row(MEMBERS, 404),
    "/stakeholders/<id>/another-look/answer POST": Row(ADMINISTRATORS, 422),
    "/stakeholders/<id>/blocked/<other_id> POST": Row(
        MEMBERS, 404, path="/stakeholders/{own}/blocked/s-none"
    ),
    "/declarations GET": Row(RUNNERS),
    "/declarations/<id> GET": Row(PLANNERS, path="/declarations/{said}"),
    # Nothing says which answers were read.
    "/declarations/<id>/check POST": Row(PLANNERS, 409, path="/declarations/{said}/check"),
    "/declarations/<id>/return POST": Row(PLANNERS, 422, path="/declarations/{said}/return"),
    "/stakeholders/<id>/as/<any(visitor, member, matched):reader> GET": Row(
        EDITORS, path="/stakeholders/{own}/as/visitor"
    ),
    "/stakeholders/<id>/history GET": Row(SIGNED_IN),
    "/stakeholders/<id>/history/compare GET": EDIT,
    # There is no such change.
    "/stakeholders/<id>/history/<int:number>/restore POST": Row(
        EDITORS, 409, path="/stakeholders/{own}/history/1/restore"
    ),
    "/<any(offer, need):what>/<statement_id>/prolong POST": Row(EDITORS, 303, path=f"{STATEMENT}/prolong"),
    "/<any(offer, need):what>/<statement_id>/met GET": Row(EDITORS, path=f"{STATEMENT}/met"),
    # It is not met.
    "/<any(offer, need):what>/<statement_id>/met POST": Row(EDITORS, 409, path=f"{STATEMENT}/met"),
    # Nobody is said to have met it.
    "/<any(offer, need):what>/<statement_id>/together/<any(yes, no):act> POST": Row(
        SIGNED_IN, 404, path=f"{STATEMENT}/together/yes"
    ),
    "/stakeholders/<id>/statements GET": EDIT,
    "/stakeholders/<id>/<any(offer, need):what>/hints POST": Row(
        EDITORS, 303, path="/stakeholders/{own}/need/hints"
    ),
    "/kinds-of-cooperation GET": PUBLIC,
    # A link that nobody signed.
    "/h/<token> GET": Row(EVERYBODY, 404),
    f"/h/<token>/<any({STATEMENT_ACTS}):act> POST": Row(EVERYBODY, 404, path="/h/guessed/holds"),
    f"/h/thanks/<any({STATEMENT_ACTS}):act> GET": Row(EVERYBODY, path="/h/thanks/holds"),
    # A link that nobody signed.
    "/o/<token> GET": Row(EVERYBODY, 404),
    "/o/<token>/remove GET": Row(EVERYBODY, 404),
    f"/o/<token>/<any({SAYS}):act> POST": Row(EVERYBODY, 404, path="/o/guessed/keep"),
    f"/o/thanks/<any({SAYS}):act> GET": Row(EVERYBODY, path="/o/thanks/keep"),
    # It brings no addresses.
    "/imports/<id>/mail GET": Row(IMPORTERS, 404, unknown=OTHER_RUNNERS, path="/imports/{imported}/mail"),
    "/duplicates GET": Row(IMPORTERS | FAR),
    "/duplicates/<id> GET": Row(IMPORTERS, unknown=FAR, path="/duplicates/{pair}"),
    "/duplicates/<id>/merge POST": Row(IMPORTERS, 422, unknown=FAR, path="/duplicates/{pair}/merge"),
    "/duplicates/<id>/different POST": Row(IMPORTERS, 303, unknown=FAR, path="/duplicates/{pair}/different"),
    "/duplicates/<id>/again POST": Row(IMPORTERS, 303, unknown=FAR, path="/duplicates/{apart}/again"),
    "/duplicates/<id>/ask POST": Row(IMPORTERS, 422, unknown=FAR, path="/duplicates/{pair}/ask"),
    "/merges/asked/<id> GET": Row(OWNERS, unknown=SIGNED_IN - OWNERS, path="/merges/asked/{question}"),
    "/merges/asked/<id>/<any(agree, refuse):act> POST": Row(
        OWNERS, 303, unknown=SIGNED_IN - OWNERS, path="/merges/asked/{question}/refuse"
    ),
    "/merges GET": Row(IMPORTERS | FAR),
    "/merges/<id> GET": Row(IMPORTERS, unknown=FAR, path="/merges/{merged}"),
    "/merges/<id>/undo POST": Row(IMPORTERS, 303, unknown=FAR, path="/merges/{merged}/undo"),
}  # fmt: skip
