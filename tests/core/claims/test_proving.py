"""Which addresses prove a claim: hosts, registered names, free mail, platforms, other letters."""

from __future__ import annotations

import pytest

from matchmaker.core.claims.hosts import host_of_mail, host_of_site, is_free, is_platform, name_of, spellings
from matchmaker.core.claims.proving import NoMail, domains_of, masked, own_names, proves, shows_name
from matchmaker.core.entities import Kind


def may(address: str, website: str = "", email: str = "") -> bool:
    """Whether an address proves a claim of a record of an enterprise."""
    domains = domains_of(website, email, kind=Kind.ENTERPRISE, support="", alike={})
    return proves(address, email, domains)


@pytest.mark.parametrize(
    ("address", "website"),
    [
        ("ada@werkstatt.example", "https://werkstatt.example"),
        ("ADA@WERKSTATT.EXAMPLE", "http://www.Werkstatt.Example/about?x=1"),
        ("info@sub.werkstatt.example", "https://www.werkstatt.example"),
        ("ada@werkstatt.example", "https://shop.werkstatt.example"),
        ("ada@mail.shop.werkstatt.example", "https://shop.werkstatt.example"),
        ("ada@werkstatt.co.uk", "https://www.werkstatt.co.uk"),
        ("ada@bmw.de", "https://www.bmw.de"),
        ("ada@werkstatt.pl", "https://werkstatt.pl"),
        ("ada@werkstatt.example.", "werkstatt.example:8080"),
        ("ada@bücher.example", "https://xn--bcher-kva.example"),
        ("ada@xn--bcher-kva.example", "https://BÜCHER.example"),
    ],
)
def test_an_address_of_the_domain(address: str, website: str) -> None:
    assert may(address, website)


@pytest.mark.parametrize(
    ("address", "website"),
    [
        ("ada@werkstatt.example.evil.example", "https://werkstatt.example"),
        ("ada@notwerkstatt.example", "https://werkstatt.example"),
        ("ada@evil.example", "https://werkstatt.example@evil2.example"),
        ("ada@strasse.example", "https://straße.example"),
        ("ada@werkstаtt.example", "https://werkstatt.example"),
        # Below one end of a country each name is somebody's own.
        ("ada@other.co.uk", "https://werkstatt.co.uk"),
        ("ada@other.gv.at", "https://werkstatt.gv.at"),
        ("ada@other.milano.it", "https://werkstatt.milano.it"),
        ("ada@other.waw.pl", "https://werkstatt.waw.pl"),
        ("ada@other.um.gov.pl", "https://warszawa.um.gov.pl"),
        ("ada@other.asso.fr", "https://werkstatt.asso.fr"),
        ("ada@other.kent.sch.uk", "https://school.kent.sch.uk"),
        ("ada@other.eu.org", "https://werkstatt.eu.org"),
        ("ada@other.uk.com", "https://werkstatt.uk.com"),
        ("ada@other.avocat.fr", "https://werkstatt.avocat.fr"),
        ("ada@other.nes.akershus.no", "https://werkstatt.nes.akershus.no"),
        # Two beside each other may be two houses.
        ("ada@other.pages.example", "https://werkstatt.pages.example"),
        ("ada@uk", "https://werkstatt.co.uk"),
        ("ada@co.uk", "https://werkstatt.co.uk"),
        ("ada@milano.it", "https://werkstatt.milano.it"),
        # Platforms and free mail, whatever stands before them.
        ("ada@facebook.com", "https://www.facebook.com/werkstatt"),
        ("ada@werkstatt.wordpress.com", "https://werkstatt.wordpress.com"),
        ("ada@free.fr", "https://werkstatt.free.fr"),
        ("ada@gmail.com", "https://gmail.com"),
        ("ada@yahoo.co.uk", "https://yahoo.co.uk"),
        # No names.
        ("ada@127.0.0.1", "http://127.0.0.1"),
        ("ada@[::1]", "http://[::1]/"),
        ("ada@localhost", "http://localhost"),
        ("ada@", "https://"),
        ("", ""),
        ("werkstatt.example", "https://werkstatt.example"),
        ("ada@werkstatt..example", "https://werkstatt..example"),
        ("ada@xn--999999999.example", "https://xn--999999999.example"),
    ],
)
def test_no_other_address(address: str, website: str) -> None:
    assert not may(address, website)


@pytest.mark.parametrize("provider", ["gmail.com", "gmx.de", "web.de", "orange.fr", "wp.pl", "t-online.de"])
def test_of_free_mail_the_exact_address_alone(provider: str) -> None:
    contact = f"werkstatt@{provider}"
    assert may(f" Werkstatt@{provider.upper()} ", email=contact)
    assert not may(f"ada@{provider}", email=contact)
    assert is_free(provider)


def test_the_domain_of_the_contact_address_counts_beside_that_of_the_website() -> None:
    website, email = "https://www.facebook.com/werkstatt", "info@werkstatt.example"
    assert own_names(website, email) == {"werkstatt.example"}
    assert own_names("https://shop.example", email) == {"shop.example", "werkstatt.example"}
    assert may("ada@werkstatt.example", website, email)


def test_why_no_domain_counts() -> None:
    site = "https://werkstatt.example"

    def why(website: str, kind: Kind | None, support: str = "", names: int = 1) -> NoMail | None:
        return domains_of(website, "", kind=kind, support=support, alike={"werkstatt.example": names}).why

    assert why("", Kind.ENTERPRISE) is NoMail.NOTHING
    assert why(site, Kind.POLICYMAKER) is NoMail.BIG
    assert why(site, Kind.SUPPORT, "support-university") is NoMail.BIG
    assert why(site, Kind.SUPPORT, "support-network") is None
    assert why(site, None, names=3) is None
    assert why(site, None, names=4) is NoMail.SHARED


def test_hosts_in_one_spelling() -> None:
    assert host_of_site("HTTPS://WWW.Werkstatt.Example./x") == "werkstatt.example"
    assert host_of_mail("ada@Werkstatt.Example") == "werkstatt.example"
    assert host_of_site("https://[broken") == host_of_mail("nothing") == ""
    assert spellings("werkstatt.example") == ("werkstatt.example",)
    assert [name_of(host) for host in ("a.buch.de", "a.b.info", "a.b.org.uk")] == [
        "buch.de",
        "b.info",
        "b.org.uk",
    ]
    assert is_platform("rescue.wordpress.com")
    assert not is_platform("werkstatt.example")


def test_an_address_is_masked_but_for_its_domain() -> None:
    assert masked("ada.lovelace@werkstatt.example") == "ad***@werkstatt.example"
    assert masked("ada@werkstatt.example") == "***@werkstatt.example"


def test_a_name_in_an_address() -> None:
    assert shows_name("lovelace.a@werkstatt.example", "Ada Lovelace")
    assert shows_name("jmueller@werkstatt.example", "Jo Müller") is False
    assert shows_name("j.muller@werkstatt.example", "Jo Müller")
    assert not shows_name("info@werkstatt.example", "Jo Li")
