"""The hosts of websites and mail addresses, as they are compared when somebody claims a record.

Where it is not sure, two hosts are held to be different: then a person decides. Nothing is looked up.
"""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

from matchmaker.core.duplicates.facts import FREE_MAIL
from matchmaker.core.imports.values import SHARED_HOSTS

_MORE = """
ymail.com rocketmail.com hotmail.de hotmail.fr hotmail.it hotmail.co.uk outlook.de outlook.fr live.de
live.fr live.nl pm.me tuta.com tutanota.com tutamail.com tuta.io keemail.me hushmail.com fastmail.com
fastmail.fm hey.com duck.com mail.de email.de posteo.net posteo.org t-online.de magenta.de vodafone.de
online.de kabelmail.de unitybox.de versanet.de ewe.net online.fr free.fr bbox.fr numericable.fr neuf.fr
aliceadsl.fr club-internet.fr cegetel.net aol.fr bluewin.ch hispeed.ch sunrise.ch aon.at a1.net
chello.at inode.at kabsi.at alice.it inwind.it iol.it tin.it tim.it email.it poste.it fastwebnet.it
hotmail.es telefonica.net movistar.es ono.com op.pl poczta.fm gazeta.pl interia.eu poczta.onet.pl vp.pl
autograf.pl go2.pl tlen.pl email.cz post.cz volny.cz atlas.cz zoznam.sk post.sk centrum.sk pobox.sk
upcmail.hu t-online.hu indamail.hu vipmail.hu proximus.be scarlet.be voo.be home.nl planet.nl xs4all.nl
hetnet.nl casema.nl quicknet.nl upcmail.nl chello.nl kpnplanet.nl blueyonder.co.uk ntlworld.com
talktalk.net virginmedia.com tiscali.co.uk o2.co.uk btopenworld.com eircom.net telia.com tele2.se
bredband.net comhem.se online.no getmail.no broadpark.no jubii.dk mail.dk ofir.dk stofanet.dk
elisanet.fi kolumbus.fi luukku.com suomi24.fi saunalahti.fi mail.ee hot.ee online.ee delfi.lv apollo.lv
one.lv takas.lt delfi.lt siol.net net.hr inet.hr otenet.gr forthnet.gr hol.gr cytanet.com.cy clix.pt
netcabo.pt mail.pt iol.pt onvol.net go.net.mt pt.lu internet.lu dir.bg gbg.bg ukr.net i.ua meta.ua
mail.ru bk.ru list.ru inbox.ru rambler.ru ya.ru qq.com 163.com 126.com naver.com rediffmail.com
"""

# Put together by hand from what the providers themselves offer for sign-up, country by country, in 2026; it
# is wider than the one for duplicates, since a gap here would give a record away.
FREE = FREE_MAIL | frozenset(_MORE.split())
"""Where everybody has a mailbox."""

_COUNTRIES_OF_MAIL = ("yahoo", "hotmail", "outlook", "live", "gmx", "yandex", "googlemail", "protonmail")

_NAMED_ENDS = """
aeroport.fr avocat.fr avoues.fr chambagri.fr chirurgiens-dentistes.fr experts-comptables.fr
geometre-expert.fr greta.fr huissier-justice.fr medecin.fr notaires.fr pharmacien.fr port.fr
veterinaire.fr press.cy ekloges.cy riik.ee aland.fi asso.fr gouv.fr from.hr name.hr conf.lv priv.me
name.mk nome.pt publ.pt arts.ro firm.ro info.ro store.ro info.tr name.tr police.uk uk.com uk.net gb.com
gb.net de.com eu.com eu.org us.com gr.com hu.com hu.net no.com se.net se.com co.com ae.org in.net
"""

_ENDS = frozenset(_NAMED_ENDS.split())
"""Ends of two labels under which everybody may have a name; those of three letters and a country besides."""

_PLACES_HAVE_ENDS = {"hu": 3, "it": 3, "no": 4, "pl": 3, "se": 3, "tr": 4, "ua": 3}
"""There towns and trades have ends of their own, such as milano.it: so many labels are a name."""

_DEEPER = frozenset(("gov.pl", "sch.uk", "ac.at"))
"""Below these, four labels are a name: um.gov.pl is the end of the town halls."""

_SHORT, _COUNTRY = 3, 2


def host_of_site(website: str) -> str:
    """The host of a website without "www.", "" where there is none.

    >>> host_of_site("https://WWW.Werkstatt.example/about"), host_of_site("werkstatt.example")
    ('werkstatt.example', 'werkstatt.example')
    """
    try:
        host = urlsplit(website if "://" in website else f"https://{website}").hostname or ""
    except ValueError:
        return ""
    return _one_spelling(host).removeprefix("www.")


def host_of_mail(address: str) -> str:
    """The host of a mail address, "" where there is none."""
    return _one_spelling(address.rpartition("@")[2]) if "@" in address else ""


def name_of(host: str) -> str:
    """The part of a host that somebody has registered; the whole host where less might be another's.

    >>> name_of("team.werkstatt.example"), name_of("shop.werkstatt.co.uk"), name_of("comune.milano.it")
    ('werkstatt.example', 'werkstatt.co.uk', 'comune.milano.it')
    """
    labels = host.split(".")
    end, country = ".".join(labels[-2:]), labels[-1]
    wide = len(country) == _COUNTRY and len(labels[-2]) <= _SHORT
    size = 3 if wide or end in _ENDS else 2
    size = max(size, _PLACES_HAVE_ENDS.get(country, 2), 4 if end in _DEEPER else 2)
    return ".".join(labels[-size:])


def is_of(host: str, own: str) -> bool:
    """Whether a host is the own one, a part of it, or stands above it, as far as that is one name.

    Two parts beside each other may be two houses: below many ends that no list knows names are given away.

    >>> is_of("team.haus.example", "haus.example"), is_of("haus.example", "shop.haus.example")
    (True, True)
    >>> is_of("one.pages.example", "other.pages.example")
    False
    """
    if host == own or host.endswith(f".{own}"):
        return True
    return own.endswith(f".{host}") and f".{host}".endswith(f".{name_of(own)}")


def spellings(name: str) -> tuple[str, ...]:
    """A name as it may be written in an address: in its own letters, and as machines write it.

    >>> spellings("bücher.example")
    ('bücher.example', 'xn--bcher-kva.example')
    """
    coded = ".".join(
        one if one.isascii() else f"xn--{one.encode('punycode').decode()}" for one in name.split(".")
    )
    return (name,) if coded == name else (name, coded)


def is_free(host: str) -> bool:
    """Whether everybody may have a mailbox there: the whole host, or what stands above it."""
    labels = host.split(".")
    above = {".".join(labels[start:]) for start in range(len(labels) - 1)}
    return bool(above & FREE) or labels[0] in _COUNTRIES_OF_MAIL


def is_platform(host: str) -> bool:
    """Whether many have a page on this host, or below it."""
    labels = host.split(".")
    return any(".".join(labels[start:]) in SHARED_HOSTS for start in range(len(labels) - 1))


def _one_spelling(host: str) -> str:
    """Small letters, no dot at the end, labels in Unicode; "" for what is no name: a number, one word."""
    labels = [_plain(label) for label in host.strip().rstrip(".").lower().split(".")]
    if len(labels) < 2 or not all(labels) or labels[-1].isdecimal() or ":" in host:
        return ""
    return ".".join(labels)


def _plain(label: str) -> str:
    # Decoded and never mapped: "ß" stays "ß", for "strasse" may be somebody else.
    if label.startswith("xn--"):
        try:
            label = label.removeprefix("xn--").encode("ascii").decode("punycode")
        except UnicodeError:
            return ""
    return unicodedata.normalize("NFC", label)
