"""A small made-up network for the tests of the engine: six stakeholders in two regions, four ties."""

from __future__ import annotations

from datetime import date

from matchmaker.core.entities import Kind, Link, Profile, Reach, Statement
from matchmaker.core.matcher import Matcher
from matchmaker.core.signals import Asked, Pool

TODAY = date(2026, 11, 23)

COMPLETES = {"customer": frozenset({"supplier"}), "training": frozenset({"training"})}

LABELS = {"theme-repair": "repair and reuse", "theme-food": "food", "theme-housing": "housing"}

GOVAN = Profile(
    id="s-govan",
    name="Govan Repair Works",
    kind=Kind.ENTERPRISE,
    about="We repair washing machines and train long-term unemployed people in Glasgow.",
    offers=(
        Statement("o-1", "A 12-week course in appliance repair", ("training",), ("theme-repair",)),
        Statement("o-2", "Tested second-hand bicycles for schools", ("supplier",)),
    ),
    needs=(
        Statement("n-1", "Spare drum bearings for old washing machines", ("supplier",), ("theme-repair",)),
    ),
    country="GB",
    region="UKM82",
    lat=55.86,
    lon=-4.25,
    languages=("en", "fr"),
    themes=("theme-repair",),
    verified=TODAY,
)
NECKAR = Profile(
    id="s-neckar",
    name="Werkstatt Neckar",
    kind=Kind.ENTERPRISE,
    about="A workshop that gives washing machines a second life in Stuttgart.",
    offers=(
        Statement("o-3", "Drum bearings and pumps from scrapped machines", ("supplier",), ("theme-repair",)),
    ),
    needs=(Statement("n-2", "A course in appliance repair for our learners", ("training",)),),
    country="DE",
    region="DE111",
    lat=48.78,
    lon=9.18,
    languages=("de", "en"),
    themes=("theme-repair",),
    verified=date(2025, 11, 23),
)
CITY = Profile(
    id="s-city",
    name="City of Glasgow",
    kind=Kind.POLICYMAKER,
    about="The city plans a voucher that pays half of every appliance repair.",
    country="GB",
    region="UKM82",
    lat=55.86,
    lon=-4.25,
    languages=("en",),
    themes=("theme-repair", "theme-housing"),
)
KITCHEN = Profile(
    id="s-kitchen",
    name="Clyde Kitchen",
    kind=Kind.INNOVATOR,
    about="Surplus vegetables become soup for schools.",
    needs=(Statement("n-3", "Bicycles to deliver soup to schools", reach=Reach.LOCAL),),
    country="GB",
    region="UKM83",
    lat=55.87,
    lon=-4.40,
    languages=("en",),
    themes=("theme-food",),
)
HIDDEN = Profile(
    id="s-hidden",
    name="Hidden Repair",
    about="We repair washing machines in Glasgow and want to be left alone.",
    rankable=False,
)
NETWORK = Profile(id="s-network", name="Clyde Enterprise Network", kind=Kind.SUPPORT, country="GB")

PROFILES = (GOVAN, NECKAR, CITY, KITCHEN, HIDDEN, NETWORK)
LINKS = (
    Link("s-govan", "s-network"),
    Link("s-city", "s-network"),
    Link("s-neckar", "s-network"),
    Link("s-city", "s-kitchen"),
)


def make_matcher() -> Matcher:
    """A matcher that knows this network."""
    return Matcher(completes=COMPLETES, labels=LABELS).fit(PROFILES, LINKS, today=TODAY)


def make_pool() -> Pool:
    """The columns of this network."""
    return make_matcher().pool_


def ask(profile: Profile, *, need: Statement | None = None, text: str = "") -> Asked:
    """A question against this network."""
    return Asked(make_pool(), profile, need, text, COMPLETES, LABELS)


def at(asked: Asked, values: object, profile: Profile) -> float:
    """The value of one stakeholder in a column."""
    return float(values[asked.pool.number[profile.id]])  # type: ignore[index]  # any array will do
