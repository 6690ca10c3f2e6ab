"""The opening of a region's page: what there is to say of it in a few sentences, and when it was counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.regions import Region
from matchmaker.core.vocabulary import label
from matchmaker.permissions import may
from matchmaker.services import ecosystem, places
from matchmaker.services.ecosystem import RegionReport, Standing
from matchmaker.services.jobs import JobProgress, find_progress
from matchmaker.web.layout import day
from matchmaker.web.views.ways import address_code
from matchmaker.web.words import _, ngettext

MOST_THEMES = 2


@dataclass(frozen=True, slots=True)
class CountedView:
    """When the region was counted, and the work that counts it anew; `may_ask` whether the reader may."""

    url: str
    ask_url: str
    text: str
    may_ask: bool
    progress: JobProgress | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the standfirst; `anchor` is the section of the page that tells more, "" for none."""

    text: str
    anchor: str = ""


def standfirst(
    region: Region, standing: Standing, report: RegionReport | None, *, alone: str = ""
) -> list[Sentence]:
    """The region in a few sentences, made of what is known of it; `alone` is where those alone are listed."""
    unanswered = int(report.parts.get("gaps", {}).get("unanswered", 0)) if report else 0
    said = [Sentence(_who(region, standing)), Sentence(_subjects(standing.counts["offered"]))]
    if standing.alone:
        text = ngettext("%(num)d has no partner yet.", "%(num)d have no partner yet.", standing.alone)
        said.append(Sentence(text, alone))
    if unanswered:
        text = ngettext(
            "%(num)d need has no answer within 100 kilometres.",
            "%(num)d needs have no answer within 100 kilometres.",
            unanswered,
        )
        said.append(Sentence(text, "gaps"))
    return [one for one in said if one.text]


def counted_view(region: Region, report: RegionReport | None) -> CountedView:
    """When the region was counted, and how far counting anew is for those who may ask for it."""
    may_ask, code = may(context.actor(), "survey.ask"), address_code(region)
    job = ecosystem.find_asked(context.session(), now=context.now()) if may_ask else None
    return CountedView(
        url=url_for("regions.show", code=code),
        ask_url=url_for("regions.count_anew", code=code),
        text=_("Counted on %(day)s.", day=day(report.taken_at)) if report else _("Not counted yet."),
        may_ask=may_ask,
        progress=find_progress(context.session(), job) if job else None,
    )


def _who(region: Region, standing: Standing) -> str:
    people = ngettext("%(num)d stakeholder", "%(num)d stakeholders", len(standing.ids))
    below = places.get_regions().children(region.code)
    number = sum(one.code in standing.inhabited for one in below)
    if number < 2:
        return f"{people}."
    words = {
        -1: ngettext("%(num)d country", "%(num)d countries", number),
        2: ngettext("%(num)d district", "%(num)d districts", number),
    }
    places_in = words.get(region.level) or ngettext("%(num)d region", "%(num)d regions", number)
    return _("%(people)s in %(places)s.", people=people, places=places_in)


def _subjects(offered: Mapping[str, int]) -> str:
    """What most offers are about; nothing where no theme comes up twice."""
    themes = [key for key in offered if key.startswith("theme-") and offered[key] > 1]
    themes.sort(key=lambda key: (-offered[key], key))
    if not themes:
        return ""
    names = [_("“%(theme)s”", theme=_(label(key))) for key in themes[:MOST_THEMES]]
    return _("Most offers are about %(themes)s.", themes=i18n.list_of(names, context.language()))
