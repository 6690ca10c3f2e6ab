"""The rows of the access table about signing in, second factors, privacy, and running the site."""

from __future__ import annotations

from matchmaker.web.administration import CHANGES
from tests.web.rows import ADMINISTRATORS, EDITORS, EVERYBODY, GIVERS, SIGNED_IN, Row

PUBLIC = Row(EVERYBODY)

ACCOUNTS: dict[str, Row] = {
    # No password was typed before, so there is no second step to take.
    "/sign-in/second GET": Row(EVERYBODY, 303),
    "/sign-in/second POST": Row(EVERYBODY, 303),
    "/sign-in/passkey/options POST": PUBLIC,
    "/sign-in/passkey POST": Row(EVERYBODY, 422),
    # There is no identity provider.
    "/sign-in/provider GET": Row(EVERYBODY, 404),
    "/sign-in/provider/back GET": Row(EVERYBODY, 404),
    "/sign-in/provider/person GET": Row(EVERYBODY, 404),
    "/sign-in/provider/person POST": Row(frozenset({"visitor"}), 404, refused=303),
    "/sign-in/provider/person/join POST": Row(SIGNED_IN, 404),
    "/sign-in/provider/person/drop POST": Row(EVERYBODY, 303),
    "/account/confirm/provider GET": Row(SIGNED_IN, 404),
    "/account/providers/<int:number>/remove POST": Row(SIGNED_IN, 404, path="/account/providers/0/remove"),
    "/account/confirm GET": Row(SIGNED_IN),
    "/account/confirm/password POST": Row(SIGNED_IN, 422),
    "/account/confirm/code POST": Row(SIGNED_IN, 422),
    "/account/confirm/passkey POST": Row(SIGNED_IN, 422),
    "/account/second-step GET": Row(SIGNED_IN),
    # The key for an app is made before its page is opened: "begin" comes after it.
    "/account/codes GET": Row(SIGNED_IN, 303),
    "/account/codes POST": Row(SIGNED_IN, 303),
    "/account/codes/begin POST": Row(SIGNED_IN, 303),
    "/account/codes/remove POST": Row(SIGNED_IN, 303),
    "/account/recovery-codes GET": Row(SIGNED_IN),
    # There is no factor for which they could stand in.
    "/account/recovery-codes POST": Row(SIGNED_IN, 409),
    "/account/passkeys/options POST": Row(SIGNED_IN),
    "/account/passkeys POST": Row(SIGNED_IN, 422),
    "/account/passkeys/<int:number>/remove POST": Row(SIGNED_IN, 404, path="/account/passkeys/0/remove"),
    "/administration GET": Row(ADMINISTRATORS),
    "/administration/people GET": Row(ADMINISTRATORS),
    "/administration/profiles GET": Row(ADMINISTRATORS),
    "/administration/profiles.csv GET": Row(ADMINISTRATORS),
    "/administration/people/<id> GET": Row(ADMINISTRATORS, path="/administration/people/{person}"),
    f"/administration/people/<id>/<any({CHANGES}):act> POST": Row(
        ADMINISTRATORS, 303, path="/administration/people/{person}/signout"
    ),
    "/administration/people/<id>/roles/take-back POST": Row(
        ADMINISTRATORS, 422, path="/administration/people/{person}/roles/take-back"
    ),
    "/administration/jobs GET": Row(ADMINISTRATORS),
    "/administration/jobs/<id>/again POST": Row(
        ADMINISTRATORS, 404, path="/administration/jobs/j-none/again"
    ),
    "/administration/removed GET": Row(ADMINISTRATORS),
    "/administration/removed POST": Row(ADMINISTRATORS, 422),
    "/administration/audit GET": Row(ADMINISTRATORS),
    "/administration/audit.csv GET": Row(ADMINISTRATORS),
    "/administration/settings GET": Row(ADMINISTRATORS),
    "/account/data POST": Row(SIGNED_IN, 422),
    # Nobody has asked for a copy.
    "/account/data/<id> GET": Row(SIGNED_IN, 404, path="/account/data/x-none"),
    "/account/data/<id>.zip GET": Row(SIGNED_IN, 404, path="/account/data/x-none.zip"),
    "/account/data/introductions.json GET": Row(SIGNED_IN, 303),
    "/account/privacy GET": Row(SIGNED_IN),
    "/account/privacy/consents POST": Row(SIGNED_IN, 303),
    "/account/privacy/suggested/<id> POST": Row(
        EDITORS, 303, path="/account/privacy/suggested/{own}", data={"suggested": "yes"}
    ),
    # The people of the world are asked nothing.
    "/account/asked GET": Row(SIGNED_IN, 303),
    "/account/asked POST": Row(SIGNED_IN, 303),
    "/account/erase GET": Row(SIGNED_IN),
    "/account/erase POST": Row(SIGNED_IN, 422),
    "/stakeholders/<id>/erase GET": Row(GIVERS),
    "/stakeholders/<id>/erase POST": Row(GIVERS, 422),
}  # fmt: skip
