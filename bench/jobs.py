"""The same jobs by other programs, as whole processes."""

from pathlib import Path

from bench.goals import Goal
from bench.inputs import SIZES, build
from bench.peers import JOBS, Peer, is_there, peers
from bench.timing import quick_medians

RUNS = {14: 11, 5_600: 5, 100_000: 2}
RIVALS = {
    "csvkit": (14, 5_600),
    "sqlite-utils": (14, 5_600),
    "frictionless": (14, 5_600),
    "DuckDB from Python": (14, 5_600),
    "hledger": (5_600,),
}
"""Whom to be ahead of, at which sizes."""
Times = dict[tuple[str, int, str], float]
"""Seconds by job, size and program."""


def jobs(programs: Path, own: Path, out: Path) -> tuple[list[str], list[Goal]]:
    """Return the table of jobs, and the goal of each rival."""
    known = peers(programs, own)
    times: Times = {}
    for size in SIZES:
        inputs = build(out, size)
        for job in JOBS:
            there = [peer for peer in known if is_there(peer) and size <= peer.most]
            seconds = quick_medians([peer.command(job, inputs) for peer in there], RUNS[size])
            times |= {(job, size, peer.name): time for peer, time in zip(there, seconds, strict=True)}
    return _table(known, times), [_goal(rival, sizes, times) for rival, sizes in RIVALS.items()]


def _table(known: list[Peer], times: Times) -> list[str]:
    lines = ["| | items | " + " | ".join(peer.name for peer in known) + " |"]
    lines.append("|---|--:|" + "--:|" * len(known))
    for size in SIZES:
        for job in JOBS:
            own = times[job, size, "budgetcli"]
            ratios = [_ratio(times.get((job, size, peer.name)), own, peer, size) for peer in known[1:]]
            lines.append(f"| {job} | {size:,} | {own * 1000:.0f} ms | " + " | ".join(ratios) + " |")
    return lines


def _ratio(seconds: float | None, own: float, peer: Peer, size: int) -> str:
    if seconds is None:
        return "–" if size > peer.most else "absent"
    ratio = seconds / own
    return f"{ratio:.1f} ×" if ratio >= 1 else f"{ratio:.2f} ×"


def _goal(rival: str, sizes: tuple[int, ...], times: Times) -> Goal:
    ratios = {
        (job, size): times[job, size, rival] / times[job, size, "budgetcli"]
        for job in JOBS
        for size in sizes
        if (job, size, rival) in times
    }
    worst = min(ratios, key=lambda where: ratios[where], default=None)
    text = " and ".join(f"{size:,}" for size in sizes)
    what = f"{rival}'s time over ours, every job at {text} items"
    if worst is None:
        return Goal(what, 1, None, at_least=True)
    return Goal(what, 1, ratios[worst], at_least=True, kind="peer", detail=f" ({worst[0]}, {worst[1]:,})")
