"""The loops that find and score documents, as machine code; imported where a large index is first asked.

How the top k are found, block by block of 65,536 documents, each block's sums in one array that stays in the
cache of the processor:

1. Add up q[t]·D[i, t] over the terms of the question, but for the most common ones, which fill most of the
   postings and say the least.
2. A document's sum lacks at most |q_c|·|D_c[i]|, the product of the lengths of both vectors over the terms
   left out (Cauchy and Schwarz); the second length is kept as one byte for each document. Whoever does not
   reach the k-th best sum with it is out; that is all but a few in ten thousand.
3. Add what was left out to the sums of the others: their share of common terms lies side by side (heads).
4. Score anew and exactly, from the rows, whoever comes within the rounding of the k-th.

On the rounding. A posting holds a value with 8 significant bits, so it is off by at most 2^-8 of itself;
the weight, the product and each of m - 1 additions in float32 are off by 2^-24 of themselves each. All
values are positive, so nothing cancels: the sum of a document that scores S lies between S·lo and S·hi,
where lo is (1 - 2^-8)(1 - 2^-24)^(m+1) and hi is (1 + 2^-8)(1 + 2^-24)^(m+1). If h is the k-th best sum so
far, k documents score at least h/hi; one whose sum lies below h·lo/hi scores less than that, so it is not
among the k best. `SLACK` is below lo/hi for every m up to 2^12 (lo/hi > 0.9917); longer questions are
answered the plain way. Where common terms are left out, sum and bound together are compared instead: S is
at most sum/lo + bound, which is no more than (sum + bound)/lo. The bound itself is rounded up by more than
its own arithmetic errs.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.core.compiled import ahead, compiled

LANES = 64
"""So many sums are looked at together; one array of sums is a multiple of them long."""

LINE, AHEAD = 16, 8
"""So many words are one line of memory; so many documents ahead is it asked for."""

SLACK, ZERO = np.float32(0.991), np.float32(0.0)
MOST_TERMS = 4096

# How much of the k-th best sum the common terms may bring an average document before they are added up
# like the others, and what that sum is guessed to be while nothing is known.
SKIPPED, GUESSED = np.float32(0.35), np.float32(0.06)

# If more than one document in so many is asked for, everything is added up: the k-th best sum is then so low
# that too many would reach it with what was left out.
RARELY = 20_000

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]
Ints = npt.NDArray[np.int32]
Words = npt.NDArray[np.uint32]
Shorts = npt.NDArray[np.uint16]
Bytes = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]

NARROW = np.uint32(0xFFFF)
WIDE = np.uint32(0xFFFF0000)


@compiled
def push(heap: Floats, count: int, score: np.float32) -> int:
    """Keep a score if it is among the best: heap[0] is the least kept. Says how many are kept."""
    size = heap.size
    if count < size:
        at = count
        while at > 0 and heap[(at - 1) >> 1] > score:
            heap[at] = heap[(at - 1) >> 1]
            at = (at - 1) >> 1
        heap[at] = score
        return count + 1
    if score <= heap[0]:
        return count
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= score:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = score
    return count


@compiled
def add_up(
    starts: Words, words: Words, blocks: int, block: int,
    ids: Longs, weights: Floats, slots: Ints, low: int, high: int, sums: Floats,
) -> None:  # fmt: skip
    """Add the postings of one block for the terms whose slot is in [low, high)."""
    # The heads of the lists come from memory, which is asked for many of them before the first is needed; the
    # lists of the next block lie behind those of this one, so the processor has fetched them by itself.
    if block == 0 or low == 0:
        for j in range(ids.size):
            ahead(starts, ids[j] * blocks + block)
        for j in range(ids.size):
            if low <= slots[j] < high:
                first = np.int64(starts[ids[j] * blocks + block])
                ahead(words, first)
                ahead(words, first + LINE)
    for j in range(ids.size):
        if low <= slots[j] < high:
            weight, cell = weights[j], ids[j] * blocks + block
            for at in range(np.uint64(starts[cell]), np.uint64(starts[cell + 1])):
                word = words[at]
                sums[word & NARROW] += weight * np.uint32(word & WIDE).view(np.float32)


@compiled
def common(head_starts: Longs, head_words: Words, asked: Floats, limit: int, number: int) -> np.float32:
    """What the terms with a slot below `limit` bring one document."""
    found = np.float32(0.0)
    for at in range(np.uint64(head_starts[number]), np.uint64(head_starts[number + 1])):
        word = head_words[at]
        slot = word & NARROW
        if slot < limit:
            found += asked[slot] * np.uint32(word & WIDE).view(np.float32)
    return found


@compiled
def complete(
    head_starts: Longs, head_words: Words, asked: Floats, limit: int,
    offset: int, places: Ints, scores: Floats, count: int,
) -> None:  # fmt: skip
    """Add to so many scores what the terms with a slot below `limit` bring those documents."""
    if limit == 0:
        return
    for at in range(count):
        ahead(head_starts, offset + places[at])
    for at in range(count + AHEAD):
        if at < count:
            first = head_starts[offset + places[at]]
            ahead(head_words, first)
            ahead(head_words, first + LINE)
        if at >= AHEAD:
            number = offset + places[at - AHEAD]
            scores[at - AHEAD] += common(head_starts, head_words, asked, limit, number)


@compiled
def kth_of_columns(sums: Floats, used: int, heap: Floats) -> np.float32:
    """A score that at least k sums reach: the k-th best of the columns' highest; 0 where it is not known.

    A column is every 1024th sum, or every 4096th where many are asked for, so that the processor compares
    many at once. The bits of positive floats are ordered like integers, and comparing those needs no care for
    what is no number.
    """
    columns = 1024 if heap.size <= 128 else 4096
    highest = np.zeros(columns, np.float32)
    bits, found = sums.view(np.int32), highest.view(np.int32)
    for first in range(0, used, columns):
        part = bits[first : min(first + columns, used)]
        for j in range(part.size):
            at = np.uint32(j)
            found[at] = part[at] if part[at] > found[at] else found[at]
    count = 0
    for j in range(columns):
        if highest[j] > (heap[0] if count == heap.size else ZERO):
            count = push(heap, count, highest[j])
    return np.float32(heap[0] if count == heap.size else 0.0)


@compiled
def first_threshold(
    sums: Floats, used: int, k: int, offset: int,
    head_starts: Longs, head_words: Words, asked: Floats, limit: int, places: Ints, scores: Floats,
) -> np.float32:  # fmt: skip
    """What the k-th best of a block reaches at least, with its common terms added."""
    heap = np.empty(k, np.float32)
    least = kth_of_columns(sums, used, heap)
    if least == 0.0 or limit == 0:
        return least
    some = above(sums, used, least, places, scores)
    complete(head_starts, head_words, asked, limit, offset, places, scores, some)
    count = 0
    for at in range(some):
        count = push(heap, count, scores[at])
    return np.float32(heap[0])


@compiled
def above(sums: Floats, used: int, least: np.float32, places: Ints, scores: Floats) -> int:
    """Whose sum is at least so much: the places, and how many."""
    count = 0
    for first in range(0, used, LANES):
        hit = np.uint32(0)
        for j in range(LANES):
            hit |= np.uint32(sums[np.uint32(first + j)] >= least)
        if hit:
            for j in range(LANES):
                at = np.uint32(first + j)
                if sums[at] >= least:
                    places[count], scores[count] = first + j, sums[at]
                    count += 1
    return count


@compiled
def reach(
    sums: Floats, used: int, norms: Bytes, factor: np.float32, least: np.float32, places: Ints, scores: Floats
) -> int:
    """Whose sum exceeds `least` with what it may lack added: the places, and how many. Clears all sums."""
    count = 0
    for first in range(0, used, LANES):
        hit = np.uint32(0)
        for j in range(LANES):
            at = np.uint32(first + j)
            hit |= np.uint32(sums[at] + factor * np.float32(norms[at]) > least)
        if hit:
            for j in range(LANES):
                at = np.uint32(first + j)
                if sums[at] + factor * np.float32(norms[at]) > least:
                    places[count], scores[count] = first + j, sums[at]
                    count += 1
        for j in range(LANES):
            sums[np.uint32(first + j)] = 0.0
    return count


@compiled
def bar(sums: Floats, allowed: Bools, offset: int) -> None:
    """Let the documents that are not asked for begin at minus infinity, from where no sum leads back."""
    for j in range(min(sums.size, allowed.size - offset)):
        sums[j] = 0.0 if allowed[offset + j] else -np.inf


@compiled
def strike(sums: Floats, gone: Longs, offset: int) -> None:
    """Take those who are gone out of a block: their sums become minus infinity."""
    for at in range(np.searchsorted(gone, offset), np.searchsorted(gone, offset + 65536)):
        sums[gone[at] - offset] = -np.inf


@compiled
def keep(numbers: Longs, scores: Floats, count: int, least: np.float32) -> int:
    """Move those whose score is at least so much to the front. Says how many they are."""
    kept = 0
    for at in range(count):
        if scores[at] >= least:
            numbers[kept], scores[kept] = numbers[at], scores[at]
            kept += 1
    return kept


@compiled
def skipped(lengths: Floats, means: Floats, share: np.float32, score: np.float32) -> int:
    """How many groups of common terms to leave out: as many as bring an average document at most so much."""
    found = 0
    for level in range(lengths.size):
        if lengths[level] * means[level] <= share * score:
            found = level + 1
    return found


@compiled
def room(numbers: Longs, scores: Floats, least: np.float32) -> tuple[Longs, Floats, int]:
    """The same lists without those that fell behind, and twice as long if they are still half full."""
    kept = keep(numbers, scores, numbers.size, least)
    if 2 * kept < numbers.size:
        return numbers, scores, kept
    more, higher = np.empty(2 * numbers.size, np.int64), np.empty(2 * numbers.size, np.float32)
    more[:kept], higher[:kept] = numbers[:kept], scores[:kept]
    return more, higher, kept


@compiled
def prepared(slots: Shorts, limits: Longs, ids: Longs, weights: Floats) -> tuple[Ints, Floats, Floats]:
    """The slot of each term, the weight of each slot, and the length of the question in each group."""
    place, lengths = np.empty(ids.size, np.int32), np.zeros(limits.size, np.float32)
    asked = np.zeros(limits[limits.size - 1] if limits.size else 0, np.float32)
    for j in range(ids.size):
        place[j] = slots[ids[j]]
        if place[j] < asked.size:
            asked[place[j]] = weights[j]
            for level in range(limits.size):
                if place[j] < limits[level]:
                    lengths[level] += weights[j] * weights[j]
    return place, asked, np.sqrt(lengths)


@compiled
def select(
    size: int, starts: Words, words: Words, slots: Shorts, limits: Longs, means: Floats, scales: Floats,
    norms: Bytes, head_starts: Longs, head_words: Words,
    ids: Longs, weights: Floats, allowed: Bools, gone: Longs, k: int,
) -> Longs:  # fmt: skip
    """The documents that may be among the k best, ascending: these, and whoever comes within the rounding.

    `allowed` has an entry for every document, or none if all are; those of `gone` (ascending) are not. Group
    `level` of common terms has the slots below limits[level].
    """
    blocks = (size + 65535) >> 16
    place, asked, lengths = prepared(slots, limits if k * RARELY <= size else limits[:0], ids, weights)
    # Which score can be guessed only matters for the time it takes.
    guess = GUESSED * np.sqrt(np.sum(weights * weights))
    heap, count, kept = np.empty(k, np.float32), 0, 0
    numbers, scores = np.empty(4 * k + 1024, np.int64), np.empty(4 * k + 1024, np.float32)
    sums = np.zeros(min(size + LANES - 1, 65536) // LANES * LANES, np.float32)
    places, reached = np.empty(sums.size, np.int32), np.empty(sums.size, np.float32)
    for block in range(blocks):
        offset = block << 16
        used = min(sums.size, (size - offset + LANES - 1) // LANES * LANES)
        least = heap[0] * SLACK if count == k else ZERO
        level = skipped(lengths, means, SKIPPED, least if count == k else guess)
        limit = limits[level - 1] if level else 0
        if allowed.size:
            bar(sums, allowed, offset)
        if gone.size:
            strike(sums, gone, offset)
        add_up(starts, words, blocks, block, ids, weights, place, limit, 65536, sums)
        if count < k:
            least = SLACK * first_threshold(
                sums, used, k, offset, head_starts, head_words, asked, limit, places, reached
            )
            if limit and skipped(lengths, means, np.float32(2.0) * SKIPPED, least) < level:
                add_up(starts, words, blocks, block, ids, weights, place, 0, limit, sums)
                level = limit = 0
        factor = lengths[level - 1] * scales[level - 1] if level else ZERO
        some = reach(sums, used, norms[max(level - 1, 0), offset:], factor, least, places, reached)
        complete(head_starts, head_words, asked, limit, offset, places, reached, some)
        for at in range(some):
            score = reached[at]
            if score > least:
                if kept == numbers.size:
                    numbers, scores, kept = room(numbers, scores, least)
                numbers[kept], scores[kept] = offset + places[at], score
                kept += 1
                count = push(heap, count, score)
                least = max(least, heap[0] * SLACK) if count == k else least
    return numbers[: keep(numbers, scores, kept, heap[0] * SLACK if count == k else ZERO)]


@compiled
def hashed(ids: Longs) -> Ints:
    """A table in which each term is found at its hash or soon after: 1 + its place in the question, or 0."""
    size = 64
    while size < 16 * ids.size:
        size *= 2
    table = np.zeros(size, np.int32)
    for j in range(ids.size):
        at = (ids[j] * 40503 >> 4) & (size - 1)
        while table[at]:
            at = (at + 1) & (size - 1)
        table[at] = j + 1
    return table


@compiled
def rescore(
    row_starts: Longs, row_terms: Ints, row_values: Floats, ids: Longs, weights: Doubles, numbers: Longs
) -> Doubles:
    """The exact score of each document: its products in the order of its terms, summed in float64."""
    table, found = hashed(ids), np.zeros(numbers.size)
    mask = table.size - 1
    for n in range(numbers.size):
        ahead(row_starts, numbers[n])
    for n in range(-2, numbers.size):
        # Rows come from memory as well: those of the next but one are asked for first.
        if n + 2 < numbers.size:
            for at in range(row_starts[numbers[n + 2]], row_starts[numbers[n + 2] + 1], LINE):
                ahead(row_terms, at)
                ahead(row_values, at)
        if n < 0:
            continue
        total = 0.0
        for at in range(row_starts[numbers[n]], row_starts[numbers[n] + 1]):
            term = np.int64(row_terms[at])
            where = (term * 40503 >> 4) & mask
            while table[where]:
                if ids[table[where] - 1] == term:
                    total += weights[table[where] - 1] * np.float64(row_values[at])
                    break
                where = (where + 1) & mask
        found[n] = total
    return found


@compiled
def answer(
    size: int, starts: Words, words: Words, slots: Shorts, limits: Longs, means: Floats, scales: Floats,
    norms: Bytes, head_starts: Longs, head_words: Words,
    row_starts: Longs, row_terms: Ints, row_values: Floats,
    ends: Longs, ids: Longs, weights: Doubles, allowed: Bools, gone: Longs, k: int,
) -> tuple[Longs, Longs, Doubles]:  # fmt: skip
    """Whoever may be among the k best for each question, ascending, with the exact scores.

    The terms of question i end at ends[i]; who was found for it end at the first array that is given back.
    """
    stops, count, begin = np.empty(ends.size, np.int64), 0, 0
    numbers, scores = np.empty((k + 12) * ends.size, np.int64), np.empty((k + 12) * ends.size, np.float64)
    for question in range(ends.size):
        own, values = ids[begin : ends[question]], weights[begin : ends[question]]
        begin = ends[question]
        if own.size:
            near = select(
                size, starts, words, slots, limits, means, scales, norms, head_starts, head_words,
                own, (values / values.max()).astype(np.float32), allowed, gone, k,
            )  # fmt: skip
            if count + near.size > numbers.size:
                numbers, scores = longer(numbers, scores, count + near.size)
            numbers[count : count + near.size] = near
            scores[count : count + near.size] = rescore(row_starts, row_terms, row_values, own, values, near)
            count += near.size
        stops[question] = count
    return stops, numbers[:count], scores[:count]


@compiled
def longer(numbers: Longs, scores: Doubles, least: int) -> tuple[Longs, Doubles]:
    """The same lists with room for so many, and as much again."""
    more, exact = np.empty(2 * least, np.int64), np.empty(2 * least, np.float64)
    more[: numbers.size], exact[: scores.size] = numbers, scores
    return more, exact
