"""Accounts: registering, signing in and out, roles in places, and slowing down who guesses."""

from matchmaker.services.accounts.grants import actor_of, get_account, grant, list_grants, take_back
from matchmaker.services.accounts.keeping import tidy
from matchmaker.services.accounts.registration import register
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
    "SignedIn",
    "actor_of",
    "find_signed_in",
    "get_account",
    "grant",
    "list_demo_accounts",
    "list_grants",
    "register",
    "sign_in",
    "sign_in_as_demo",
    "sign_in_new",
    "sign_out",
    "take_back",
    "tidy",
]
