"""What the engine must beat: six simple ways to rank, each as strong as its figures in the literature.

Measured with hit@10, recall@10, recall@50 and MRR on the new ties of interreg and of cordis_social, TF-IDF
reaches .171 .091 .240 .108 and .042 .006 .039 .026, the sum of three .257 .113 .332 .116 and .165 .023 .095
.072 (first printed: .225 .091 .267 .119 and .168 .022 .078 .072). Popularity by the weight of ties, text with
the name in front and PageRank by weight do better than what was printed first; adding standard scores came
nearest to the printed sum. Equal scores count against a method, which costs distance and Adamic-Adar most.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matchmaker.core.distance import distances_km
from matchmaker.core.evaluation.folder import Past
from matchmaker.core.evaluation.method import Method, Scores
from matchmaker.core.network import Network
from matchmaker.core.reader import FloatArray

RESTART = 0.2
TOLERANCE = 1e-6
"""So little of the walk may be left out of PageRank: what is far away still has an order."""

SCALE_KM = 300.0
"""Nearness falls to a third over so many kilometres."""

FAR_KM = 20_000.0
"""How far it is where a place is not known: as far as it can be."""


class Places:
    """Where the organisations are."""

    def __init__(self, past: Past) -> None:
        self.countries = np.array([one.country for one in past.organisations])
        self.lats = _degrees([one.lat for one in past.organisations])
        self.lons = _degrees([one.lon for one in past.organisations])

    def kilometres(self, number: int) -> FloatArray:
        """How far everybody is from one organisation."""
        exact = distances_km(float(self.lats[number]), float(self.lons[number]), self.lats, self.lons)
        return np.where(np.isnan(exact), FAR_KM, exact)

    def same_country(self, country: str) -> FloatArray:
        """1 for who is in this country, else 0; nobody is in one that is not known."""
        return np.asarray((self.countries == country) & (self.countries != ""), float)


class Words:
    """TF-IDF by scikit-learn: one and two words, sublinear, the name in front of the text."""

    def __init__(self, past: Past) -> None:
        # scikit-learn takes a second to load, which only an evaluation should cost.
        from sklearn.feature_extraction.text import TfidfVectorizer

        texts = [f"{one.name} {one.about}" for one in past.organisations]
        # Without the two words at the end a past without any text would have no vocabulary.
        vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32)
        self.rows = vectorizer.fit_transform([*texts, "nothing known"])[:-1].tocsr()
        self.columns = self.rows.T.tocsr()
        self.asked = vectorizer.transform([need.text for need in past.needs]) if past.needs else None

    def of_organisation(self, number: int) -> FloatArray:
        """The cosine of everybody's text with that of one organisation."""
        return np.asarray((self.rows[number] @ self.columns).toarray(), float).ravel()

    def of_need(self, number: int) -> FloatArray:
        """The cosine of everybody's text with a need."""
        assert self.asked is not None
        return np.asarray((self.asked[number] @ self.columns).toarray(), float).ravel()


def baselines(past: Past) -> tuple[Method, ...]:
    """All baselines for one past. A need has no ties, so there are none of the graph for it."""
    places, words = Places(past), Words(past)
    network = Network([one.id for one in past.organisations], past.ties)
    ids, countries = network.ids, [need.country for need in past.needs]
    popularity = np.asarray(network.weights.sum(axis=1), float).ravel()
    near = _sum(lambda n: np.exp(-places.kilometres(n) / SCALE_KM), words.of_organisation, popularity)
    fitting = _sum(lambda n: places.same_country(countries[n]), words.of_need, popularity)
    return (
        Method("popularity", ties=lambda _: popularity, needs=lambda _: popularity),
        Method(
            "distance",
            ties=lambda n: -places.kilometres(n),
            needs=lambda n: places.same_country(countries[n]),
        ),
        Method("tfidf", ties=words.of_organisation, needs=words.of_need),
        Method("adamic_adar", ties=lambda n: network.shared_partners(ids[n])[1]),
        Method(
            "pagerank",
            ties=lambda n: network.pagerank(ids[n], restart=RESTART, tolerance=TOLERANCE),
        ),
        Method("tfidf_popularity_distance", ties=near, needs=fitting),
    )


def standard(values: FloatArray) -> FloatArray:
    """The values less their mean, over their standard deviation; zeros where all are alike."""
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 0 else np.zeros_like(values)


def _sum(nearness: Scores, text: Scores, popularity: FloatArray) -> Scores:
    """The sum of three standard scores."""
    known = standard(np.log1p(popularity))
    return lambda number: standard(text(number)) + known + standard(nearness(number))


def _degrees(values: Sequence[float | None]) -> FloatArray:
    return np.array([np.nan if value is None else value for value in values], float)
