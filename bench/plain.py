"""The jobs as a few lines of Python do them: `plain.py WAY JOB FILE CATEGORY`."""

import csv
import sys
from decimal import Decimal
from typing import Any


def rows_of(way: str, path: str) -> list[dict[str, Any]]:
    """Return the items with their amounts."""
    if way == "frictionless":
        from frictionless import Resource

        return [dict(row) for row in Resource(path).read_rows()]
    import yaml

    loader = yaml.SafeLoader if way == "yaml" else yaml.CSafeLoader
    with open(path, encoding="utf-8") as file:  # noqa: PTH123  # as such scripts are written
        items = yaml.load(file, Loader=loader)["items"]  # noqa: S506  # both loaders are safe
    return [
        {
            "name": item["name"],
            "category": item["category"],
            "r5": Decimal(str(item["previous"])),
            "r6": Decimal(str(item["current"])),
        }
        for item in items
    ]


def duckdb(job: str, path: str, category: str) -> None:
    """Do the job with DuckDB."""
    import duckdb

    query = {
        "total": f"select sum(r5), sum(r6) from '{path}' where category = '{category}'",  # noqa: S608
        "list": f"select * from '{path}'",  # noqa: S608
        "diff": f"select *, r6 - r5 as change from '{path}'",  # noqa: S608
    }[job]
    csv.writer(sys.stdout).writerows(duckdb.sql(query).fetchall())


def main(way: str, job: str, path: str, category: str) -> None:
    """Do one job."""
    if way == "duckdb":
        duckdb(job, path, category)
        return
    rows = rows_of(way, path)
    writer = csv.writer(sys.stdout)
    if job == "total":
        chosen = [row for row in rows if row["category"] == category]
        writer.writerow([sum(row["r5"] for row in chosen), sum(row["r6"] for row in chosen)])
    for row in rows if job != "total" else ():
        change = [row["r6"] - row["r5"]] if job == "diff" else []
        writer.writerow([row["name"], row["category"], row["r5"], row["r6"], *change])


if __name__ == "__main__":
    main(*sys.argv[1:])
