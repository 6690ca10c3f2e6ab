"""The view of the match-quality ledger: sentences, charts and tables from measured results."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker import context, i18n
from matchmaker.core.quality import ENGINE, MEASURES, Contest, Estimate, Ranker, Result
from matchmaker.core.words import N_
from matchmaker.services.quality import Ledger
from matchmaker.web.words import _, ngettext

CHARTED = "hit@10"
WIDTH, ROW = 320, 46
"""The length of the longest bar and the height of one row, in units of the drawing."""

RANKERS = {
    ENGINE: N_("Our suggestions"),
    "popularity": N_("The most connected first"),
    "distance": N_("The nearest first"),
    "tfidf": N_("Words in common (TF-IDF)"),
    "adamic_adar": N_("Partners in common (Adamic-Adar)"),
    "pagerank": N_("Near in the network (PageRank)"),
    "tfidf_popularity_distance": N_("Words, connections and distance together"),
}
FIGURES = {
    "cold_start.hit@10": N_("Hit@10 for organisations whose partners were hidden from the engine"),
    "cold_start.kept": N_("Share of the hit@10 that is left then"),
    "exposure.gini": N_("How unequally profiles are shown (Gini: 0 is all alike, 1 is one alone)"),
    "exposure.coverage": N_("Share of all profiles that stand in somebody’s first ten"),
    "exposure.floor": N_("Share of all profiles that are shown at least half as often as the average one"),
    "bridging": N_("Share of suggestions that join two communities of the network"),
    "fairness.ndcg_loss": N_("Share of the nDCG@10 that fairness costs"),
    "seconds": N_("Seconds for one question"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, with the interval drawn over it."""

    text: str
    top: int
    width: float
    low: float
    high: float
    engine: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: who or what, and its numbers as text."""

    label: str
    cells: tuple[str, ...]
    engine: bool = False


@dataclass(frozen=True, slots=True)
class ContestView:
    """One kind of question: in words, as bars, as a table."""

    kind: str
    title: str
    said: str
    bars: list[Bar]
    height: int
    columns: tuple[str, ...]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class ResultView:
    """One release on one set."""

    id: str
    title: str
    release: str
    meta: str
    source: str
    contests: list[ContestView]
    figures: list[Row]


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What the page shows."""

    version: str
    current: list[ResultView]
    others: list[ResultView]


def ledger_view(ledger: Ledger) -> LedgerView:
    """The page."""
    views = [_result(number, one) for number, one in enumerate(ledger.current + ledger.others)]
    return LedgerView(ledger.version, views[: len(ledger.current)], views[len(ledger.current) :])


def _result(number: int, one: Result) -> ResultView:
    day = i18n.day(one.measured_on, context.language())
    return ResultView(
        id=f"result-{number}",
        title=one.title,
        release=_("Release %(release)s", release=one.release),
        meta=_("Measured on %(day)s, on %(machine)s.", day=day, machine=one.machine),
        source=one.source,
        contests=[_contest(contest) for contest in one.contests],
        figures=[Row(_label(FIGURES, one.name), (_said(one.estimate),)) for one in one.figures],
    )


def _contest(contest: Contest) -> ContestView:
    measured = [name for name in MEASURES if any(name in one.measures for one in contest.rankers)]
    title = _("Who became partners") if contest.kind == "ties" else _("Who took part in what was needed")
    return ContestView(
        kind=contest.kind,
        title=title,
        said=_in_words(contest),
        bars=_bars(contest),
        height=ROW * len(contest.rankers),
        columns=tuple(measured),
        rows=[_row(one, measured) for one in contest.rankers],
    )


def _in_words(contest: Contest) -> str:
    """What hit@10 says, with the best of the simpler ways beside it."""
    engine, *rest = [one for one in contest.rankers if CHARTED in one.measures]
    if engine.name != ENGINE:
        return ""
    hits = round(100 * engine.measures[CHARTED].value)
    if contest.kind == "ties":
        said = _(
            "Of 100 organisations that later found a new partner, %(hits)d had such a partner among our ten"
            " suggestions.",
            hits=hits,
        )
    else:
        said = _(
            "Of 100 needs, %(hits)d had somebody who later took part among our ten suggestions.", hits=hits
        )
    if rest:
        best = max(rest, key=lambda one: one.measures[CHARTED].value)
        name, hits = _label(RANKERS, best.name), round(100 * best.measures[CHARTED].value)
        said += " " + _("The best simpler way (%(name)s) has %(hits)d.", name=name, hits=hits)
    if contest.queries:
        said += " " + ngettext("%(num)d question.", "%(num)d questions.", contest.queries)
    return said


def _bars(contest: Contest) -> list[Bar]:
    found = [(one, one.measures[CHARTED]) for one in contest.rankers if CHARTED in one.measures]
    longest = max((max(e.value, e.high or 0.0) for _ranker, e in found), default=0.0) or 1.0

    def length(value: float | None, instead: float) -> float:
        return round(WIDTH * (instead if value is None else value) / longest, 1)

    return [
        Bar(
            text=f"{_label(RANKERS, one.name)}: {_number(e.value)}",
            top=ROW * number,
            width=length(e.value, 0.0),
            low=length(e.low, e.value),
            high=length(e.high, e.value),
            engine=one.name == ENGINE,
        )
        for number, (one, e) in enumerate(found)
    ]


def _row(one: Ranker, measured: list[str]) -> Row:
    cells = tuple(_said(one.measures[name]) if name in one.measures else "–" for name in measured)
    return Row(_label(RANKERS, one.name), cells, one.name == ENGINE)


def _label(labels: dict[str, str], name: str) -> str:
    """The words for a name of the report; one that we have no words for stands as it is."""
    return _(labels[name]) if name in labels else name


def _said(estimate: Estimate) -> str:
    """A number, and its interval where there is one."""
    value = _number(estimate.value)
    if estimate.low is None or estimate.high is None:
        return value
    return f"{value} ({_number(estimate.low)}\N{EN DASH}{_number(estimate.high)})"


def _number(value: float) -> str:
    return i18n.measure(value, context.language())
