"""Programs for the same three jobs, each as a command line."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.inputs import CATEGORY, Inputs

JOBS = ("total", "list", "diff")
"""One category's total, the whole list as CSV, the difference of two years."""
PLAIN = Path(__file__).parent / "plain.py"


class Peer(NamedTuple):
    """A program, and how it is asked to do a job."""

    name: str
    program: str
    """What must be there for it to run."""
    command: Callable[[str, Inputs], str]
    most: int = 1_000_000
    """Items beyond which it would take minutes."""


def _budgetcli(program: Path) -> Callable[[str, Inputs], str]:
    def command(job: str, inputs: Inputs) -> str:
        option = f"--category {CATEGORY} --by whole" if job == "total" else ""
        return f"{program} {job} -d {inputs.book} -f csv {option}"

    return command


def _hledger(job: str, inputs: Inputs) -> str:
    report = {"total": f"balance 予算:{CATEGORY}$ --yearly", "list": "print", "diff": "balance 予算 --yearly"}[job]
    return f"hledger -f {inputs.journal} {report} -O csv"


def _miller(job: str, inputs: Inputs) -> str:
    verb = {
        "total": f"filter '$category == \"{CATEGORY}\"' then stats1 -a sum -f r5,r6",
        "list": "cat",
        "diff": "put '$change = $r6 - $r5'",
    }[job]
    return f"mlr --icsv --ocsv {verb} {inputs.table}"


SQL = {
    "total": f"select sum(r5), sum(r6) from t where category = '{CATEGORY}'",  # noqa: S608  # a constant
    "list": "select * from t",
    "diff": "select *, r6 - r5 as change from t",
}


def _csvkit(programs: Path) -> Callable[[str, Inputs], str]:
    def command(job: str, inputs: Inputs) -> str:
        if job == "list":
            return f"{programs}/csvcut -c name,category,r5,r6 {inputs.table}"
        return f'{programs}/csvsql --tables t --query "{SQL[job]}" {inputs.table}'

    return command


def _sqlite_utils(programs: Path) -> Callable[[str, Inputs], str]:
    return lambda job, inputs: f'{programs}/sqlite-utils memory {inputs.table} "{SQL[job]}" --csv'


def _plain(python: str, way: str) -> Callable[[str, Inputs], str]:
    def command(job: str, inputs: Inputs) -> str:
        source = inputs.book if way.endswith("yaml") else inputs.table
        return f"{python} {PLAIN} {way} {job} {source} {CATEGORY}"

    return command


def peers(programs: Path, own: Path) -> list[Peer]:
    """Return the programs: budgetcli, then the others, of which the Python ones stand in a folder of their own."""
    python, ours = f"{programs}/python", f"{own.parent}/python"
    return [
        Peer("budgetcli", str(own), _budgetcli(own)),
        Peer("hledger", "hledger", _hledger),
        Peer("Miller", "mlr", _miller),
        Peer("csvkit", f"{programs}/csvcut", _csvkit(programs)),
        Peer("sqlite-utils", f"{programs}/sqlite-utils", _sqlite_utils(programs)),
        Peer("frictionless", f"{programs}/frictionless", _plain(python, "frictionless")),
        Peer("DuckDB from Python", python, _plain(python, "duckdb")),
        Peer("yaml.safe_load + csv", ours, _plain(ours, "yaml"), most=5_600),
        Peer("yaml.CSafeLoader + csv", ours, _plain(ours, "cyaml")),
    ]


def is_there(peer: Peer) -> bool:
    """Say whether the program can be run."""
    return shutil.which(peer.program) is not None
