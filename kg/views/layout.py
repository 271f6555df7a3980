"""Nodes and weighted links in, positions out: the same ones each time, and before the page is opened.

ForceAtlas2's forces (Jacomy et al. 2014, PLOS ONE 9:e98679: repulsion by degree, linear attraction, gravity) without its
randomness: nodes start on a sunflower spiral, best linked first. Repulsion is exact up to `EXACT` nodes; beyond, the nodes' masses
are spread on a grid and the field comes from one convolution by FFT, so that the cost hardly grows with their number.
"""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

EXACT = 400  # nodes up to which every pair is computed
GRID = 96
GRAVITY = np.array([0.9, 2.6])  # stronger in height than in width: screens are wide
WIDER = 1.35  # width to height of a large group: names need room at their sides, and screens have it
GOLDEN = np.pi * (3 - np.sqrt(5))


def place(count: int, links: Sequence[tuple[int, int, float]], widths: Sequence[float] | None = None,
          gap: float = 34.0) -> list[tuple[int, int]]:
    """Positions of nodes 0..count-1 in pixels at zoom 1, y downwards; `widths` keep them apart.

    What hangs together is laid out together; smaller groups stand in rows below the largest.
    """
    room = [44.0] * count if widths is None else list(widths)
    where = np.zeros((count, 2))
    apart = groups(count, links)
    number = {node: (g, i) for g, group in enumerate(apart) for i, node in enumerate(group)}
    inside: list[list[tuple[int, int, float]]] = [[] for _ in apart]
    for a, b, w in links:
        if a != b:
            inside[number[a][0]].append((number[a][1], number[b][1], w))
    left = top = below = across = 0.0
    for g, group in enumerate(apart):
        xy = _settle(len(group), inside[g], np.array([room[i] for i in group]) / 2, gap)
        margin = np.array([max(room[i] for i in group) / 2 + 34.0, 40.0])
        low, size = xy.min(axis=0) - margin, np.ptp(xy, axis=0) + 2 * margin
        if g == 0:
            across, below = max(float(size[0]), 700.0), float(size[1])
            where[group] = xy - low + np.array([(across - float(size[0])) / 2, 0.0])
            top = below
            continue
        if left + size[0] > across and left:
            left, top = 0.0, below
        where[group] = xy - low + np.array([left, top])
        left += float(size[0])
        below = max(below, top + float(size[1]))
    if count:
        where -= (where.min(axis=0) + where.max(axis=0)) / 2
    return [(int(x), int(y)) for x, y in np.rint(where)]


def groups(count: int, links: Sequence[tuple[int, int, float]]) -> list[list[int]]:
    """Nodes that hang together, the largest group first."""
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b, _ in links:
        parent[max(root(a), root(b))] = min(root(a), root(b))
    found: dict[int, list[int]] = {}
    for i in range(count):
        found.setdefault(root(i), []).append(i)
    return sorted(found.values(), key=lambda g: (-len(g), g))


def _settle(count: int, pairs: Sequence[tuple[int, int, float]], half: np.ndarray, gap: float) -> np.ndarray:
    """Positions of one group, by forces; half widths keep its nodes apart."""
    if count <= 2:
        return np.array([[0.0, 0.0], [90.0, 0.0]])[:count]
    source = np.array([a for a, _, _ in pairs], dtype=np.int64)
    target = np.array([b for _, b, _ in pairs], dtype=np.int64)
    weight = np.array([1.0 + np.log(max(w, 1.0)) for _, _, w in pairs])
    degree = np.bincount(np.concatenate([source, target]), minlength=count).astype(float)
    mass = 1.0 + degree
    rank = np.empty(count, dtype=np.int64)
    rank[np.lexsort((np.arange(count), -degree))] = np.arange(count)
    radius = 26.0 * np.sqrt(rank + 0.5)
    xy = np.stack([radius * np.cos(rank * GOLDEN), radius * np.sin(rank * GOLDEN)], axis=1)

    rounds = 60 if count < 10 else 220 if count <= EXACT else 120
    scale = 900.0
    step = 60.0
    for turn in range(rounds):
        push = _exact(xy, mass) if count <= EXACT else _field(xy, mass)
        force = scale * mass[:, None] * push
        if len(source):
            pull = (xy[target] - xy[source]) * weight[:, None]
            for axis in (0, 1):
                force[:, axis] += np.bincount(source, pull[:, axis], count) - np.bincount(target, pull[:, axis], count)
        force -= GRAVITY * mass[:, None] * xy / (np.linalg.norm(xy * np.sqrt(GRAVITY), axis=1, keepdims=True) / 60.0 + 1.0)
        force /= mass[:, None]
        length = np.linalg.norm(force, axis=1, keepdims=True)
        limit = step * (1.0 - turn / rounds) + 0.5
        xy = xy + force * np.minimum(0.4, limit / np.maximum(length, 1e-9))
    xy -= xy.mean(axis=0)
    far = np.linalg.norm(xy, axis=1, keepdims=True)
    xy /= np.maximum(1.0, far / np.median(far)) ** 0.6  # a chain that hangs out takes no room from the rest
    spread = np.sqrt((xy ** 2).sum(axis=1).mean()) or 1.0
    xy *= 42.0 * np.sqrt(count + min(20, count // 2)) / spread  # as much room for each point whatever their number
    if count > 30:
        wide, high = np.ptp(xy, axis=0)
        xy[:, 0] *= min(1.5, max(1.0, WIDER * high / max(wide, 1.0)))
    _part(xy, half, gap)
    return xy


def _exact(xy: np.ndarray, mass: np.ndarray) -> np.ndarray:
    """Sum over the others of mass * d / |d|^2, pair by pair."""
    d = xy[:, None, :] - xy[None, :, :]
    squared = (d ** 2).sum(axis=2)
    np.fill_diagonal(squared, 1.0)
    return (d * (mass[None, :] / np.maximum(squared, 4.0))[:, :, None]).sum(axis=1)


def _field(xy: np.ndarray, mass: np.ndarray) -> np.ndarray:
    """The same through a grid: masses shared among four cells, the field convolved by FFT and read back the same way."""
    low = xy.min(axis=0)
    cell = float((xy.max(axis=0) - low).max()) / (GRID - 2) + 1e-9
    at = (xy - low) / cell
    base = at.astype(np.int64)
    part = at - base
    density = np.zeros((GRID, GRID))
    shares = []
    for i in (0, 1):
        for j in (0, 1):
            share = (part[:, 0] if i else 1 - part[:, 0]) * (part[:, 1] if j else 1 - part[:, 1])
            flat = (base[:, 0] + i) * GRID + base[:, 1] + j
            shares.append((flat, share))
            density += np.bincount(flat, share * mass, GRID * GRID).reshape(GRID, GRID)
    ahead = np.fft.fftfreq(2 * GRID, 1 / (2 * GRID)) * cell
    dx, dy = ahead[:, None], ahead[None, :]
    squared = np.maximum(dx ** 2 + dy ** 2, (0.7 * cell) ** 2)
    spectrum = np.fft.rfft2(density, (2 * GRID, 2 * GRID))
    result = np.empty_like(xy)
    for axis, along in enumerate((dx, dy)):
        field = np.fft.irfft2(spectrum * np.fft.rfft2(along / squared), (2 * GRID, 2 * GRID))[:GRID, :GRID].ravel()
        result[:, axis] = sum(field[flat] * share for flat, share in shares)
    return result


def _part(xy: np.ndarray, half: np.ndarray, gap: float, rounds: int = 60) -> None:
    """Move boxes apart in place where they overlap; neighbours are those next in the order of x, then of y."""
    count = len(xy)
    window = min(count - 1, 24)
    for turn in range(rounds):
        order = np.argsort(xy[:, turn % 2], kind="stable")
        moved = False
        for ahead in range(1, window + 1):
            a, b = order[:-ahead], order[ahead:]
            dx, dy = xy[b, 0] - xy[a, 0], xy[b, 1] - xy[a, 1]
            over_x = half[a] + half[b] - np.abs(dx)
            over_y = gap - np.abs(dy)
            hit = (over_x > 0.5) & (over_y > 0.5)
            if not hit.any():
                continue
            moved = True
            a, b, dx, dy, over_x, over_y = a[hit], b[hit], dx[hit], dy[hit], over_x[hit], over_y[hit]
            sideways = over_x < over_y
            move_x = np.where(sideways, over_x / 2, 0.0) * np.where(dx < 0, -1, 1)
            move_y = np.where(sideways, 0.0, over_y / 2) * np.where(dy < 0, -1, 1)
            np.add.at(xy, (a, 0), -move_x / 2)
            np.add.at(xy, (b, 0), move_x / 2)
            np.add.at(xy, (a, 1), -move_y / 2)
            np.add.at(xy, (b, 1), move_y / 2)
        if not moved and turn % 2:
            return


def around(anchor: tuple[int, int], index: int) -> tuple[int, int]:
    """Position number `index` on a spiral around a placed node, for what opens on demand."""
    radius = 70.0 + 22.0 * np.sqrt(index)
    return int(anchor[0] + radius * np.cos(index * GOLDEN)), int(anchor[1] + radius * np.sin(index * GOLDEN))
