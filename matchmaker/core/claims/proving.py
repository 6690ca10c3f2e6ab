"""Which mail addresses show that somebody belongs to a record, and how one is shown without telling it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from matchmaker.core.claims.hosts import host_of_mail, host_of_site, is_free, is_of, is_platform, name_of
from matchmaker.core.entities import Kind
from matchmaker.core.names import fold

MOST_ALIKE = 3
"""So many names of records may share a domain; more are a platform, a city or a university."""

MASK = "***"
_FEW = 3
_WORD = 3


class NoMail(StrEnum):
    """Why no address but the contact address itself shows anything."""

    NOTHING = "nothing"
    """The record names neither a website nor an address of its own."""
    BIG = "big"
    """A public body or a university: many have an address there who do not speak for it."""
    SHARED = "shared"
    """Many records stand under this domain."""


@dataclass(frozen=True, slots=True)
class Domains:
    """The hosts of a record by which addresses are measured; `why` says why there is none."""

    hosts: frozenset[str]
    why: NoMail | None = None

    @property
    def names(self) -> frozenset[str]:
        """The registered names of these hosts."""
        return frozenset(name_of(host) for host in self.hosts)


def own_hosts(website: str, email: str) -> frozenset[str]:
    """The hosts of a record's website and address, where these are its own."""
    hosts = {host_of_site(website), host_of_mail(email)} - {""}
    return frozenset(host for host in hosts if not is_platform(host) and not is_free(host))


def own_names(website: str, email: str) -> frozenset[str]:
    """The registered names of these hosts."""
    return frozenset(name_of(host) for host in own_hosts(website, email))


def domains_of(
    website: str, email: str, *, kind: Kind | None, support: str, alike: Mapping[str, int]
) -> Domains:
    """The hosts whose addresses prove a claim; `alike` counts the names of records under each domain."""
    hosts = own_hosts(website, email)
    if not hosts:
        return Domains(frozenset(), NoMail.NOTHING)
    if kind is Kind.POLICYMAKER or support == "support-university":
        return Domains(frozenset(), NoMail.BIG)
    alone = frozenset(host for host in hosts if alike.get(name_of(host), 0) <= MOST_ALIKE)
    return Domains(alone, None if alone else NoMail.SHARED)


def proves(address: str, contact: str, domains: Domains) -> bool:
    """Whether who reads the mail of an address belongs to the record: its contact address, or its domain."""
    if contact and address.strip().lower() == contact.strip().lower():
        return True
    host = host_of_mail(address)
    return bool(host) and not is_free(host) and any(is_of(host, own) for own in domains.hosts)


def masked(address: str) -> str:
    """An address that those may read who know it already; only its domain is told.

    >>> masked("info@werkstatt.example"), masked("ab@werkstatt.example")
    ('in***@werkstatt.example', '***@werkstatt.example')
    """
    local, _, host = address.rpartition("@")
    return f"{local[:2] if len(local) > _FEW else ''}{MASK}@{host}"


def shows_name(address: str, name: str) -> bool:
    """Whether a word of somebody's name stands before the @ of an address."""
    local = fold(address.rpartition("@")[0])
    return any(word in local for word in fold(name).split() if len(word) >= _WORD)
