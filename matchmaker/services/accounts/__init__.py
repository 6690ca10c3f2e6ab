"""Accounts: made by a link in a mail, signed in and out, changed; roles in places; slow for who guesses."""

from matchmaker.services.accounts.browsers import (
    Browser,
    end_other_sign_ins,
    end_sign_in,
    end_sign_ins,
    list_sign_ins,
)
from matchmaker.services.accounts.choosing import choose_password
from matchmaker.services.accounts.confirming import (
    asks_password,
    confirm_by_code,
    confirm_by_password,
    is_fresh,
    proven,
)
from matchmaker.services.accounts.entering import Entered
from matchmaker.services.accounts.factors.having import Having, get_having
from matchmaker.services.accounts.factors.keys import Site
from matchmaker.services.accounts.forgetting import forget_news, forget_tries
from matchmaker.services.accounts.grants import actor_of, get_account, grant, list_grants, take_back
from matchmaker.services.accounts.identities import (
    Claim,
    confirm_by_identity,
    enter_by_identity,
    join_by_identity,
    link_identity,
    list_identities,
    unlink_identity,
)
from matchmaker.services.accounts.joining import ask_to_register
from matchmaker.services.accounts.keeping import tidy
from matchmaker.services.accounts.keys import Key, read_key
from matchmaker.services.accounts.letters import WRITERS
from matchmaker.services.accounts.managing import (
    Enrolment,
    begin_codes,
    confirm_codes,
    drop_factors,
    find_enrolment,
    remove_codes,
    renew_recovery,
)
from matchmaker.services.accounts.own import ask_to_move, change_password, confirmed, move, rename
from matchmaker.services.accounts.passkeys import (
    add_passkey,
    ask_for_new,
    ask_for_one,
    confirm_by_passkey,
    list_passkeys,
    remove_passkey,
    sign_in_by_passkey,
)
from matchmaker.services.accounts.registration import register
from matchmaker.services.accounts.resetting import ask_to_reset
from matchmaker.services.accounts.sealing import seal, unseal
from matchmaker.services.accounts.second_step import finish_by_code, get_step
from matchmaker.services.accounts.signing_in import (
    SignedIn,
    find_signed_in,
    list_demo_accounts,
    sign_in,
    sign_in_as_demo,
    sign_in_new,
    sign_out,
)
from matchmaker.services.accounts.ways import Ways, get_ways

__all__ = [
    "WRITERS",
    "Browser",
    "Claim",
    "Enrolment",
    "Entered",
    "Having",
    "Key",
    "SignedIn",
    "Site",
    "Ways",
    "actor_of",
    "add_passkey",
    "ask_for_new",
    "ask_for_one",
    "ask_to_move",
    "ask_to_register",
    "ask_to_reset",
    "asks_password",
    "begin_codes",
    "change_password",
    "choose_password",
    "confirm_by_code",
    "confirm_by_identity",
    "confirm_by_passkey",
    "confirm_by_password",
    "confirm_codes",
    "confirmed",
    "drop_factors",
    "end_other_sign_ins",
    "end_sign_in",
    "end_sign_ins",
    "enter_by_identity",
    "find_enrolment",
    "find_signed_in",
    "finish_by_code",
    "forget_news",
    "forget_tries",
    "get_account",
    "get_having",
    "get_step",
    "get_ways",
    "grant",
    "is_fresh",
    "join_by_identity",
    "link_identity",
    "list_demo_accounts",
    "list_grants",
    "list_identities",
    "list_passkeys",
    "list_sign_ins",
    "move",
    "proven",
    "read_key",
    "register",
    "remove_codes",
    "remove_passkey",
    "rename",
    "renew_recovery",
    "seal",
    "sign_in",
    "sign_in_as_demo",
    "sign_in_by_passkey",
    "sign_in_new",
    "sign_out",
    "take_back",
    "tidy",
    "unlink_identity",
    "unseal",
]
