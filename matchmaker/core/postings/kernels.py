"""The loops that find and score documents, as machine code; imported where a large index is first asked.

How the top k are found, block by block of 65,536 documents, each block's sums in one array that stays in the
cache of the processor:

1. Add up q[t]·D[i, t] over the terms of the question, but for the most common ones, which fill most of the
   postings and say the least.
2. A document's sum lacks at most |q_c|·|D_c[i]|, the product of the lengths of both vectors over the terms
   left out (Cauchy and Schwarz). Documents stand by rising |D_c[i]| in their block, and the greatest of 64
   is kept. Whoever does not reach the k-th best sum with it is out; that is all but two in a thousand.
3. Add what was left out to the sums of the others, at most and at least: their common terms lie in one
   line of memory (`heads`).
4. Score anew and exactly, from the rows, whoever comes within the rounding of the k-th.

On the rounding. A posting holds a value with 8 significant bits, off by at most 2^-8 of itself; the weight,
the product and each of m - 1 additions in float32 are off by 2^-24 of themselves each. All values are
positive, so nothing cancels: the sum of a document that scores S lies between S·lo and S·hi, where lo is
(1 - 2^-8)(1 - 2^-24)^(m+1) and hi is (1 + 2^-8)(1 + 2^-24)^(m+1). If k documents have sums of h or more, they
score at least h/hi; one whose sum lies below h·lo/hi scores less than that, so it is not among the k best.
`SLACK` is below lo/hi for every m up to 2^12 (lo/hi > 0.9917); longer questions are answered the plain way.
Where common terms are left out they bring a document at most b and at least a: S is at most sum/lo + b, which
is no more than (sum + b)/lo, and at least sum/hi + a, which is no less than (sum + a)/hi. So h is the k-th of
all sum + a, and sum + b is compared with it. What the arithmetic of a and b errs (some 2^-22 of themselves)
the room between SLACK and lo/hi holds; the stored lengths are rounded up.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.core.compiled import ahead, compiled, lowest, over

LANES = 64
"""So many sums are looked at together; one array of sums is a multiple of them long."""

PIECE = 8192
"""So many sums are looked through before the documents found among them are completed."""

LINE, NEXT, FETCHED = 16, 4, 1024
"""So many words are one line of memory, which is asked for so many lists or rows ahead, for so many words at
most."""

RUNGS, FINE = 4096, 15
"""A ladder has so many steps; so many of the lowest bits of a float32 do not count on it."""

SLACK, ZERO = np.float32(0.991), np.float32(0.0)
MOST_TERMS = 4096

# How much of the k-th best sum the common terms may bring an average document before they are added up
# like the others, and what that sum is guessed to be while nothing is known.
SKIPPED, GUESSED = np.float32(0.5), np.float32(0.06)

# If more than one document in so many is asked for, everything is added up: the k-th best sum is then so low
# that too many would reach it with what was left out.
RARELY = 4_000

SLOTS, STEPS, STEP_BITS = 512, np.uint64(127), np.uint64(7)
"""Heads, as `layout` has them: so many slots, and the values of cells in so many steps, in so many bits."""

UNITS, LESS = np.float32(1 << 19), 127 * 30
"""The heaviest weight in units, so that all cells of a head together fit into 32 bits; and how many units of
one step these may be too many by the rounding of weights."""

ONE, ONCE, LOWER = np.uint64(1), np.uint64(1 << 32), np.uint64(0xFFFFFFFF)
NARROW, WIDE = np.uint32(0xFFFF), np.uint32(0xFFFF0000)

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]
Ints = npt.NDArray[np.int32]
Words = npt.NDArray[np.uint32]
Shorts = npt.NDArray[np.uint16]
Wides = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]


@compiled
def step_of(score: np.float32) -> int:
    """On which step of a ladder a score stands: 256 double it. The bits of floats rise like integers."""
    return int(np.float32(score).view(np.int32)) >> FINE


@compiled
def ladder_for(likely: np.float32) -> tuple[Ints, Longs]:
    """An empty ladder for scores of this order: how many stand on each step, and what `climb` keeps.

    That is which step its first one is, on which the k-th best stands at least, and how many stand there or
    above. It reaches from 1/4096 of what is likely to 16 times as much; on its first step nobody counts.
    """
    return np.zeros(RUNGS, np.int32), np.array([step_of(likely) - RUNGS * 3 // 4, 1, 0])


@compiled
def climb(ladder: Ints, state: Longs, score: np.float32) -> None:
    """Put a score on its step."""
    step = max(min(step_of(score) - state[0], RUNGS - 1), 0)
    ladder[step] += 1
    state[2] += step >= state[1]


@compiled
def kth(ladder: Ints, state: Longs, k: int) -> np.float32:
    """What at least k scores reach, less than the k-th best by 1/256 at most; 0 if there are fewer."""
    if state[2] < k:
        return ZERO
    while state[2] - ladder[state[1]] >= k:
        state[2] -= ladder[state[1]]
        state[1] += 1
    return np.float32(np.int32((state[0] + state[1]) << FINE).view(np.float32))


@compiled
def add_up(starts: Words, words: Words, block: int, cells: Longs, weights: Floats, sums: Floats) -> None:
    """Add the postings of one block for some terms, the first block of each of which is that of a cell."""
    for j in range(-NEXT, cells.size):
        # Lists begin anywhere in memory, and most are too short for the processor to look ahead by itself:
        # while one is added up, the next but three is on its way.
        if j + NEXT < cells.size:
            first, last = starts[cells[j + NEXT] + block], starts[cells[j + NEXT] + block + 1]
            for at in range(np.int64(first), min(np.int64(last), np.int64(first) + FETCHED), LINE):
                ahead(words, at)
        if j >= 0:
            weight, cell = weights[j], cells[j] + block
            for at in range(np.uint64(starts[cell]), np.uint64(starts[cell + 1])):
                word = words[at]
                sums[word & NARROW] += weight * np.uint32(word & WIDE).view(np.float32)


@compiled
def complete(
    heads: Shorts, width: int, asked: Wides, unit: np.float32, length: np.float32,
    offset: int, places: Ints, scores: Floats, lows: Floats, count: int,
) -> None:  # fmt: skip
    """Add to so many scores what the terms that were left out bring those documents at most, and at least.

    `asked` has the weight of each slot that was left out, else 0; `length` is the question's over these.
    Where nothing was left out the width is 0.
    """
    if width == 0:
        lows[:count] = scores[:count]
        return
    for at in range(count):
        first = np.uint64((offset + places[at]) * width)
        # In the lower half the sum of the values in their steps, in the upper half that of one step each.
        both = np.uint64(0)
        for cell in range(first + np.uint64(2), first + np.uint64(width)):
            word = np.uint64(heads[cell])
            both += asked[word >> STEP_BITS] * ((word & STEPS) | ONCE)
        most, step = np.int64(both & LOWER), np.int64(both >> np.uint64(32))
        scale, rest = upper_half(heads[first]) * unit, upper_half(heads[first + np.uint64(1)])
        # Weights were rounded up, so that each cell may bring less by its steps.
        lows[at] = scores[at] + scale * np.float32(max(most - step - LESS, np.int64(0)))
        scores[at] += scale * np.float32(most) + length * rest


@compiled
def upper_half(bits: np.uint16) -> np.float32:
    """The float32 with these upper 16 bits, and 0 below."""
    return np.float32(np.uint32(np.uint32(bits) << np.uint32(16)).view(np.float32))


@compiled
def columns(sums: Floats, used: int, count: int) -> Floats:
    """The highest of every 1024th or 4096th sum, so that the processor compares many at once.

    The bits of positive floats are ordered like integers, and comparing those needs no care for what is no
    number.
    """
    highest = np.zeros(count, np.float32)
    bits, found = sums.view(np.int32), highest.view(np.int32)
    for first in range(0, used, count):
        part = bits[first : min(first + count, used)]
        for j in range(part.size):
            at = np.uint32(j)
            found[at] = part[at] if part[at] > found[at] else found[at]
    return highest


@compiled
def reach(
    sums: Floats, begin: int, end: int, bounds: Floats, length: np.float32, least: np.float32, clear: bool,
    heads: Shorts, width: int, offset: int, places: Ints, scores: Floats,
) -> int:  # fmt: skip
    """Whose sum exceeds `least` with what it may lack added: the places, and how many. May clear all sums.

    The memory is asked for their heads; where these are not needed the width is 0.
    """
    count = 0
    for first in range(begin, end, LANES):
        bits = over(sums, first, least - length * bounds[first // LANES])
        while bits:
            at = first + lowest(bits)
            places[count], scores[count] = at, sums[at]
            ahead(heads, (offset + at) * width)
            count += 1
            bits &= bits - ONE
        if clear:
            for j in range(LANES):
                sums[np.uint32(first + j)] = ZERO
    return count


@compiled
def let_through(
    allowed: Bools, numbers: Shorts, offset: int, places: Ints, scores: Floats, count: int
) -> int:
    """Move those who are allowed to the front. Says how many they are."""
    kept = 0
    for at in range(count):
        if allowed[offset + np.int64(numbers[offset + places[at]])]:
            places[kept], scores[kept] = places[at], scores[at]
            kept += 1
    return kept


@compiled
def first_threshold(
    sums: Floats, used: int, k: int, offset: int, heads: Shorts, width: int, asked: Wides, unit: np.float32,
) -> np.float32:  # fmt: skip
    """What the k-th best of a block reaches at least, with its common terms added; 0 if not known."""
    highest = columns(sums, used, 1024 if k <= 128 else 4096)
    ladder, state = ladder_for(highest.max())
    for at in range(highest.size):
        climb(ladder, state, highest[at])
    least = kth(ladder, state, k)
    if least == 0.0 or width == 0:
        return least
    ladder, state = ladder_for(highest.max())
    places, (scores, lows) = np.empty(PIECE, np.int32), np.empty((2, PIECE), np.float32)
    # Who reaches so much without common terms is wanted, so that no length of these is looked at.
    bounds = np.zeros(used // LANES, np.float32)
    for begin in range(0, used, PIECE):
        end = min(begin + PIECE, used)
        some = reach(sums, begin, end, bounds, ZERO, least, False, heads, width, offset, places, scores)
        complete(heads, width, asked, unit, ZERO, offset, places, scores, lows, some)
        for at in range(some):
            climb(ladder, state, lows[at])
    # Whoever has just as much was not reached; then it is what it was.
    return max(least, kth(ladder, state, k))


@compiled
def bar(sums: Floats, allowed: Bools, gone: Longs, numbered: Shorts, placed: Shorts, offset: int) -> None:
    """Let who is not asked for and who is gone begin at minus infinity, from where no sum leads back."""
    for j in range(min(sums.size, allowed.size - offset)):
        sums[j] = 0.0 if allowed[offset + np.int64(numbered[offset + j])] else -np.inf
    for at in range(np.searchsorted(gone, offset), np.searchsorted(gone, offset + 65536)):
        sums[placed[gone[at]]] = -np.inf


@compiled
def skipped(lengths: Floats, means: Floats, share: np.float32, score: np.float32) -> int:
    """How many groups of common terms to leave out: as many as bring an average document at most so much."""
    found = 0
    for level in range(lengths.size):
        if lengths[level] * means[level] <= share * score:
            found = level + 1
    return found


@compiled
def grouped(slots: Shorts, limits: Longs, ids: Longs, weights: Floats) -> tuple[Ints, Floats]:
    """The slot of each term, and the length of the question over each group of common terms."""
    place, lengths = np.empty(ids.size, np.int32), np.zeros(limits.size, np.float32)
    for j in range(ids.size):
        place[j] = slots[ids[j]]
        for level in range(limits.size):
            if place[j] < limits[level]:
                lengths[level] += weights[j] * weights[j]
    return place, np.sqrt(lengths)


@compiled
def left_out(place: Ints, weights: Floats, limit: int) -> tuple[Wides, np.float32]:
    """What each slot below `limit` weighs, in units and rounded up; other slots are 0. Also the unit."""
    asked, unit = np.zeros(SLOTS, np.uint64), ZERO
    for j in range(place.size):
        if place[j] < limit:
            unit = max(unit, weights[j] / UNITS)
    for j in range(place.size):
        if place[j] < limit:
            asked[place[j]] = np.uint64(np.int64(np.ceil(weights[j] / unit)))
    return asked, unit


@compiled
def collect(
    sums: Floats, used: int, offset: int, numbered: Shorts, allowed: Bools, bounds: Floats,
    length: np.float32, least: np.float32, heads: Shorts, width: int, asked: Wides, unit: np.float32,
    k: int, ladder: Ints, state: Longs, numbers: Longs, scores: Floats, kept: int,
) -> tuple[Longs, Floats, int]:  # fmt: skip
    """Keep whoever of a block may be among the best, and clear its sums. Gives the last three back."""
    places, (reached, lows) = np.empty(PIECE, np.int32), np.empty((2, PIECE), np.float32)
    for begin in range(0, used, PIECE):
        end = min(begin + PIECE, used)
        some = reach(sums, begin, end, bounds, length, least, True, heads, width, offset, places, reached)
        if allowed.size:
            some = let_through(allowed, numbered, offset, places, reached, some)
        complete(heads, width, asked, unit, length, offset, places, reached, lows, some)
        for at in range(some):
            if reached[at] > least:
                if kept == numbers.size:
                    # Who fell behind makes room, and where that are few the lists become twice as long.
                    numbers, scores = numbers[scores >= least], scores[scores >= least]
                    kept = numbers.size
                    numbers, scores = np.append(numbers, np.empty_like(numbers)), np.append(scores, scores)
                numbers[kept], scores[kept] = offset + np.int64(numbered[offset + places[at]]), reached[at]
                kept += 1
                climb(ladder, state, lows[at])
        least = max(least, kth(ladder, state, k) * SLACK)
    return numbers, scores, kept


@compiled
def select(
    size: int, starts: Words, words: Words, numbered: Shorts, placed: Shorts,
    slots: Shorts, limits: Longs, means: Floats, bounds: Floats, heads: Shorts, width: int,
    ids: Longs, weights: Floats, allowed: Bools, gone: Longs, k: int,
) -> Longs:  # fmt: skip
    """The documents that may be among the k best, in no order: these, and whoever comes within the rounding.

    `allowed` has an entry for every document, or none if all are; those of `gone` (ascending) are not. Group
    `level` of common terms has the slots below limits[level].
    """
    cells, slotted = ids * ((size + 65535) >> 16), limits if k * RARELY <= size else limits[:0]
    for j in range(ids.size):
        ahead(slots, ids[j])
        ahead(starts, cells[j])
    place, lengths = grouped(slots, slotted, ids, weights)
    # Which score can be guessed only matters for the time it takes.
    guess = GUESSED * np.sqrt(np.sum(weights * weights))
    kept, level, limit, best = 0, -1, 0, ZERO
    ladder, state = ladder_for(guess)
    numbers, scores = np.empty(4 * k + 1024, np.int64), np.empty(4 * k + 1024, np.float32)
    sums = np.zeros(min(size + LANES - 1, 65536) // LANES * LANES, np.float32)
    which = np.arange(0)
    asked, unit = left_out(place, weights, 0)
    few = 2 * np.sum(allowed) < allowed.size
    for block in range((size + 65535) >> 16):
        offset = block << 16
        used = min(sums.size, (size - offset + LANES - 1) // LANES * LANES)
        least = best * SLACK
        now = skipped(lengths, means, SKIPPED, least if best else guess)
        if now != level:
            level, limit = now, limits[now - 1] if now else 0
            which = np.flatnonzero(place >= limit)
            asked, unit = left_out(place, weights, limit)
        # Behind the last document nobody is to be found, however much may be lacking there.
        sums[min(size - offset, used) : used] = -np.inf
        # Where nearly all are allowed, it costs less to look at those who are found.
        bar(sums, allowed if few or not best else allowed[:0], gone, numbered, placed, offset)
        add_up(starts, words, block, cells[which], weights[which], sums)
        if not best:
            least = SLACK * first_threshold(sums, used, k, offset, heads, width if limit else 0, asked, unit)
            if least > 0.0 and not state[2]:
                ladder, state = ladder_for(least)
            if limit and skipped(lengths, means, np.float32(2.0) * SKIPPED, least) < level:
                which = np.flatnonzero(place < limit)
                add_up(starts, words, block, cells[which], weights[which], sums)
                level, limit = -1, 0
        numbers, scores, kept = collect(
            sums, used, offset, numbered, allowed, bounds[max(level - 1, 0), offset // LANES :],
            lengths[level - 1] if limit else ZERO, least, heads, width if limit else 0, asked, unit,
            k, ladder, state, numbers, scores, kept,
        )  # fmt: skip
        best = kth(ladder, state, k)
    return numbers[:kept][scores[:kept] >= best * SLACK]


@compiled
def answer(
    size: int, starts: Words, words: Words, numbered: Shorts, placed: Shorts,
    slots: Shorts, limits: Longs, means: Floats, bounds: Floats, heads: Shorts, width: int,
    ends: Longs, ids: Longs, weights: Doubles, allowed: Bools, gone: Longs, k: int,
) -> tuple[Longs, Longs]:  # fmt: skip
    """Whoever may be among the k best for each question, in no order.

    The terms of question i end at ends[i]; who was found for it end at the first array that is given back.
    """
    stops, count, begin = np.empty(ends.size, np.int64), 0, 0
    numbers = np.empty((k + 12) * ends.size, np.int64)
    for question in range(ends.size):
        own, values = ids[begin : ends[question]], weights[begin : ends[question]]
        begin = ends[question]
        if own.size:
            near = select(
                size, starts, words, numbered, placed, slots, limits, means, bounds, heads, width,
                own, (values / values.max()).astype(np.float32), allowed, gone, k,
            )  # fmt: skip
            if count + near.size > numbers.size:
                numbers = np.append(numbers[:count], np.empty(count + 2 * near.size, np.int64))
            numbers[count : count + near.size] = near
            count += near.size
        stops[question] = count
    return stops, numbers[:count]
