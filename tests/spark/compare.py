"""Runs the Spark job over a table that it makes, twice, and compares the findings with those of the program alone."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow
import pyarrow.parquet

CLAIMS = [
    "The most powerful peel on the market.",
    "<p>Our serum is <b>clinically proven</b> to erase wrinkles.</p>",
    "We make soap from oats and rain water.",
    "It is teh \u201cgentlest\u201d cream; caf\u00e9-coloured \U0001f9f4.",
    None,
]


def table(rows):
    texts = [CLAIMS[row % len(CLAIMS)] and f"{CLAIMS[row % len(CLAIMS)]} Batch {row}." for row in range(rows)]
    return pyarrow.table({"sku": [f"P-{row}" for row in range(rows)], "description": texts})


def job(program, folder):
    """Runs the job, and returns how many rows it says that it checked."""
    command = [
        sys.executable, "examples/spark_job.py", "--input", str(folder / "products.parquet"), "--id", "sku", "--text", "description",
        "--output", str(folder / "findings"), "--seen", str(folder / "seen"), "--program", program, "--", "--no-config",
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"the job failed:\n{done.stderr[-4000:]}")
    return int(done.stderr.rsplit("checked ", 1)[1].split()[0])


def of_job(folder):
    rows = pyarrow.parquet.read_table(folder / "findings").to_pylist()
    return sorted((row["id"], row["rule"], row["start"], row["end"], row["text"], row["fingerprint"]) for row in rows)


def of_program(program, products):
    records = "".join(
        json.dumps({"id": row["sku"], "text": row["description"], "format": "auto"}) + "\n" for row in products.to_pylist()
    )
    done = subprocess.run(
        [program, "check", "--no-config", "--records", "-"], input=records.encode(), capture_output=True, check=False
    )
    found = []
    for line in done.stdout.splitlines():
        record = json.loads(line)
        for one in record["findings"]:
            place = (one["start"]["byte"], one["end"]["byte"])
            found.append((record["id"], one["rule"], *place, one["text"], one["fingerprint"]))
    return sorted(found)


def main():
    program, rows = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        products = table(rows)
        pyarrow.parquet.write_table(products, folder / "products.parquet")
        checked = job(program, folder)
        expected = of_program(program, products)
        if checked != rows or not expected or of_job(folder) != expected:
            sys.exit(f"the job checked {checked} of {rows} rows, and its findings are not the {len(expected)} of the program")
        # One row changes, and one is new.
        changed = table(rows + 1).to_pylist()
        changed[0]["description"] = "The most powerful soap on the market."
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(changed), folder / "products.parquet")
        again = job(program, folder)
        if again != 2:
            sys.exit(f"the second run checked {again} rows, and 2 had changed")
    print(f"{rows} rows in PySpark give the {len(expected)} findings of the program, and only changed rows are checked again")


if __name__ == "__main__":
    main()
