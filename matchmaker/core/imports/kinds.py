"""Kinds of stakeholder as other people's spreadsheets call them."""

from __future__ import annotations

from matchmaker.core.entities import Kind
from matchmaker.core.names import fold

# Whole values, folded. Businesses for profit are none of our four kinds: known, and yet no kind.
_WHOLE: dict[str, Kind | None] = {
    fold(text): kind
    for kind, texts in {
        Kind.ENTERPRISE: "Social enterprise, charity, foundation or other non-profit|enterprise|ngo|"
        "npo|non-profit|"
        "nonprofit|charity|foundation|cooperative|association|verein|stiftung|ong|"
        "association loi 1901|mutual|"
        "organizacja pozarządowa|fundacja|onlus|third sector",
        Kind.INNOVATOR: "Grassroots organisation or community network|grassroots|"
        "grassroots organisation|innovator|"
        "community group|initiative|startup|start-up|citizen group|bürgerinitiative|collectif",
        Kind.SUPPORT: "Academia/Research organisation|academia|university|research|support|network|incubator|"
        "accelerator|funder|hub|chamber|federation|cluster|universität|hochschule|université|"
        "universidad|università",
        Kind.POLICYMAKER: "Government/Public Sector|government|public sector|policymaker|"
        "policy maker|municipality|"
        "public authority|ministry|city|region|council|behörde|gemeinde|kommune|commune|mairie|"
        "ayuntamiento|comune",
    }.items()
    for text in texts.split("|")
}
_WHOLE |= dict.fromkeys(
    map(
        fold,
        (
            "For-profit business",
            "for-profit",
            "business",
            "company",
            "other",
            "sonstige",
            "autre",
            "otro",
            "altro",
            "inne",
        ),
    )
)
# Beginnings of words that decide when the whole value is not known; the first that is found counts.
_PARTS: tuple[tuple[str, Kind | None], ...] = (
    ("for profit", None),
    ("social enterpris", Kind.ENTERPRISE), ("social business", Kind.ENTERPRISE),
    ("sozialunternehm", Kind.ENTERPRISE),
    ("entreprise sociale", Kind.ENTERPRISE), ("empresa social", Kind.ENTERPRISE),
    ("impresa sociale", Kind.ENTERPRISE),
    ("przedsiebiorstwo spoleczne", Kind.ENTERPRISE), ("sociale onderneming", Kind.ENTERPRISE),
    ("socialni podnik", Kind.ENTERPRISE), ("cooperativ", Kind.ENTERPRISE),
    ("genossenschaft", Kind.ENTERPRISE),
    ("spoldzielnia", Kind.ENTERPRISE), ("spolka socjalna", Kind.ENTERPRISE), ("insertion", Kind.ENTERPRISE),
    ("social innovat", Kind.INNOVATOR), ("soziale innovation", Kind.INNOVATOR),
    ("innovateur", Kind.INNOVATOR),
    ("innovador", Kind.INNOVATOR), ("innovatore", Kind.INNOVATOR), ("grassroot", Kind.INNOVATOR),
    ("policy", Kind.POLICYMAKER), ("public author", Kind.POLICYMAKER), ("government", Kind.POLICYMAKER),
    ("collectivite", Kind.POLICYMAKER), ("municipal", Kind.POLICYMAKER), ("ministr", Kind.POLICYMAKER),
    ("verwaltung", Kind.POLICYMAKER), ("administra", Kind.POLICYMAKER), ("samorzad", Kind.POLICYMAKER),
    ("support", Kind.SUPPORT), ("universi", Kind.SUPPORT), ("research", Kind.SUPPORT),
    ("forschung", Kind.SUPPORT),
    ("recherche", Kind.SUPPORT), ("incubat", Kind.SUPPORT), ("accelerat", Kind.SUPPORT),
    ("network", Kind.SUPPORT),
    ("netzwerk", Kind.SUPPORT), ("reseau", Kind.SUPPORT), ("funder", Kind.SUPPORT), ("bank", Kind.SUPPORT),
    ("charity", Kind.ENTERPRISE), ("foundation", Kind.ENTERPRISE), ("association", Kind.ENTERPRISE),
    ("non profit", Kind.ENTERPRISE), ("nonprofit", Kind.ENTERPRISE), ("verein", Kind.ENTERPRISE),
)  # fmt: skip


def read_kind(text: str) -> tuple[Kind | None, bool]:
    """The kind that a value names, and whether we know the value at all.

    `(None, True)` is a value that we know and that is none of the four kinds, such as "For-profit business".
    """
    folded = fold(text)
    if folded in _WHOLE:
        return _WHOLE[folded], True
    padded = f" {folded}"
    for beginning, kind in _PARTS:
        if f" {beginning}" in padded:
            return kind, True
    return None, not folded
