"""What each measure is called, what its value means for people, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matchmaker.core.ecosystem.bands import Band
from matchmaker.web.words import _l

ROLES, WORTH, NETWORK = "measures.roles", "proposals.worth", "networks.show"


@dataclass(frozen=True, slots=True)
class Words:
    """`term` is what research calls it; `means` and `advice` are for low, middling and high values.

    `form` is how the value is written: percent, decimal, number or share (between -1 and 1).
    """

    title: str
    term: str
    form: str
    means: tuple[str, str, str]
    advice: tuple[str, str, str]
    where: tuple[str, str, str] = (WORTH, WORTH, WORTH)

    def at(self, band: Band) -> tuple[str, str, str]:
        """What it means, what to do, and on which page."""
        place = list(Band).index(band)
        return str(self.means[place]), str(self.advice[place]), self.where[place]


GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_l("How much there is"), ("mean_degree", "density", "isolated_share")),
    (_l("Whether it holds together"), ("largest_share", "mean_path", "core", "betweenness_share")),
    (_l("Whether circles are open"), ("clustering", "constraint", "modularity")),
    (_l("Who meets whom"), ("ei_kind", "assortativity_kind", "assortativity_region")),
)
"""The order on the page."""

WORDS: Mapping[str, Words] = {
    "mean_degree": Words(
        _l("Ties of each"), _l("mean degree"), "decimal",
        (_l("Most have few partners here. If one goes, little is left."),
         _l("Most have a few partners here. That is enough to hear of things, but not to choose."),
         _l("Most have several partners here. There is something to build on.")),
        (_l("Begin with one good tie for each of those who have none."),
         _l("Add ties where they join groups, not more of the same."),
         _l("Do not add ties for their number. Look for the few that join groups.")),
        (ROLES, WORTH, WORTH),
    ),
    "density": Words(
        _l("Ties out of all that could be"), _l("density"), "percent",
        (_l("Of all pairs here, hardly any work together. In a large region that is usual."),
         _l("Of all pairs here, some work together."),
         _l("Of all pairs here, many work together. In a small circle that is usual.")),
        (_l("Compare it with regions of the same size only. Choose the next ties well."),
         _l("Choose ties that shorten the ways of many."),
         _l("Look outside: new ideas come from ties that leave the region.")),
    ),
    "isolated_share": Words(
        _l("Without any tie in the region"), _l("isolates"), "percent",
        (_l("Almost everybody has at least one partner in the region."),
         _l("Several have no partner in the region. They miss what the others hear."),
         _l("Many have no partner in the region. The network does not reach them, or their ties are not"
            " written down yet.")),
        (_l("Invite the few who are left by name."),
         _l("Find one first tie for each of them."),
         _l("Ask them for the ties that they have, then find a first tie for the others.")),
        (ROLES, ROLES, ROLES),
    ),
    "largest_share": Words(
        _l("Joined in one network"), _l("share of the largest component"), "percent",
        (_l("The region is in pieces: less than half can reach each other through partners."),
         _l("Most can reach each other through partners, but some parts stand apart."),
         _l("Nearly all can reach each other through partners.")),
        (_l("Make the ties that join the pieces first."),
         _l("Join the parts that stand apart with one tie each."),
         _l("Keep the ties on which this hangs: see the bridges.")),
        (WORTH, WORTH, ROLES),
    ),
    "mean_path": Words(
        _l("Steps from one to another"), _l("mean shortest path"), "decimal",
        (_l("Two who can reach each other are a few steps apart. Word gets round."),
         _l("Two who can reach each other are some steps apart. Word gets round slowly."),
         _l("Two who can reach each other are many steps apart. Most never hear of each other.")),
        (_l("Nothing needs to be done for this."),
         _l("One tie between two far ends shortens the ways of many."),
         _l("Make ties between far ends: each shortens the ways of many.")),
        ("", WORTH, WORTH),
    ),
    "core": Words(
        _l("The firm core"), _l("highest k-core"), "number",
        (_l("There is no firm core: no group in which everybody has three partners within it."),
         _l("There is a core, in which each has at least this many partners within it."),
         _l("There is a firm core, in which each has at least this many partners within it. It stays, even"
            " if some leave.")),
        (_l("Bring those who know each other already to one table, often."),
         _l("Ask the core to take newcomers with them."),
         _l("Watch that the core does not keep to itself. Ask it to take newcomers with them.")),
        (NETWORK, ROLES, ROLES),
    ),
    "betweenness_share": Words(
        _l("Ways that pass the busiest"), _l("betweenness, share of the top 5%"), "percent",
        (_l("The ways between others are shared by many. Nobody is indispensable."),
         _l("A twentieth of all lie on a large part of the ways between others."),
         _l("A twentieth of all lie on most of the ways between others. If one of them stops, groups lose"
            " each other.")),
        (_l("Nothing needs to be done for this."),
         _l("Ask those who join how much they carry."),
         _l("Relieve those who join: make ties that lead past them.")),
        ("", ROLES, ROLES),
    ),
    "clustering": Words(
        _l("Partners who know each other"), _l("clustering, transitivity"), "percent",
        (_l("Two partners of the same one seldom work together. Ideas spread, but trust grows slowly."),
         _l("Two partners of the same one sometimes work together: both trust and new ideas."),
         _l("Two partners of the same one often work together. Trust is high, news is rare.")),
        (_l("Introduce partners of the same one to each other."),
         _l("Nothing needs to be done for this."),
         _l("Make ties out of these circles.")),
        (NETWORK, "", WORTH),
    ),
    "constraint": Words(
        _l("Ties that lead back to the same few"), _l("Burt's constraint"), "decimal",
        (_l("The partners of most are in different circles. Most have a choice and hear news."),
         _l("Some partners lead to new circles, some back to the same few."),
         _l("The ties of most lead back to the same few. They depend on them and hear little news.")),
        (_l("Nothing needs to be done for this."),
         _l("Give those who have two or three ties one into another circle."),
         _l("Give those who have one or two ties one into another circle.")),
        ("", WORTH, WORTH),
    ),
    "modularity": Words(
        _l("Separate groups"), _l("modularity"), "decimal",
        (_l("There are no clear groups: ties run everywhere."),
         _l("There are groups, and ties between them."),
         _l("There are groups that keep to themselves. What one has learnt, the next finds out again.")),
        (_l("Nothing needs to be done for this."),
         _l("See what the groups are about, and which could help each other."),
         _l("Make single ties between groups that could help each other.")),
        ("", NETWORK, WORTH),
    ),
    "ei_kind": Words(
        _l("Ties across kinds"), _l("E-I index"), "share",
        (_l("Most ties stay within one kind: enterprises with enterprises, offices with offices."),
         _l("There are somewhat more ties across kinds than within one."),
         _l("Most ties join different kinds, as in a network of four kinds they can.")),
        (_l("See which kinds hardly meet, and begin there."),
         _l("See which two kinds hardly meet."),
         _l("See whether one pair of kinds is still missing.")),
        (ROLES, ROLES, ROLES),
    ),
    "assortativity_kind": Words(
        _l("Like meets like"), _l("assortativity by kind"), "share",
        (_l("Stakeholders choose partners of another kind more often than chance would."),
         _l("Kind plays hardly any part in who works with whom."),
         _l("Stakeholders choose partners of their own kind more often than chance would.")),
        (_l("See whether peers have a place to meet, too: they learn most from each other."),
         _l("Nothing needs to be done for this."),
         _l("Bring different kinds together around one task.")),
        (NETWORK, "", ROLES),
    ),
    "assortativity_region": Words(
        _l("Ties stay near"), _l("assortativity by region, NUTS 2"), "share",
        (_l("Partners come from near and far alike."),
         _l("Partners come from the same region more often than chance would, but not only."),
         _l("Partners come almost only from the same region.")),
        (_l("See whether the ties near by are enough for what needs trust and short ways."),
         _l("Nothing needs to be done for this."),
         _l("Make single ties to regions that have answered the same question.")),
        (NETWORK, "", WORTH),
    ),
}  # fmt: skip
