"""Accounts: made by a link in a mail, signed in and out, changed; roles in places; slow for who guesses."""

from matchmaker.services.accounts.browsers import (
    Browser,
    end_other_sign_ins,
    end_sign_in,
    end_sign_ins,
    list_sign_ins,
)
from matchmaker.services.accounts.choosing import choose_password
from matchmaker.services.accounts.grants import actor_of, get_account, grant, list_grants, take_back
from matchmaker.services.accounts.joining import ask_to_register
from matchmaker.services.accounts.keeping import tidy
from matchmaker.services.accounts.keys import Key, read_key
from matchmaker.services.accounts.letters import WRITERS
from matchmaker.services.accounts.own import ask_to_move, change_password, move, rename
from matchmaker.services.accounts.registration import register
from matchmaker.services.accounts.resetting import ask_to_reset
from matchmaker.services.accounts.signing_in import (
    SignedIn,
    find_signed_in,
    list_demo_accounts,
    sign_in,
    sign_in_as_demo,
    sign_in_new,
    sign_out,
)

__all__ = [
    "WRITERS",
    "Browser",
    "Key",
    "SignedIn",
    "actor_of",
    "ask_to_move",
    "ask_to_register",
    "ask_to_reset",
    "change_password",
    "choose_password",
    "end_other_sign_ins",
    "end_sign_in",
    "end_sign_ins",
    "find_signed_in",
    "get_account",
    "grant",
    "list_demo_accounts",
    "list_grants",
    "list_sign_ins",
    "move",
    "read_key",
    "register",
    "rename",
    "sign_in",
    "sign_in_as_demo",
    "sign_in_new",
    "sign_out",
    "take_back",
    "tidy",
]
