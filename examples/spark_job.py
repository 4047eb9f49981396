"""Checks the descriptions of a table with claimlint, on Apache Spark.

    spark-submit examples/spark_job.py --input products.parquet --id sku --text description --output findings.parquet
    spark-submit examples/spark_job.py ... --seen seen.parquet        # only rows that changed since the last run

Each partition starts one `claimlint check --records -`, to which its rows go as lines of JSON, and whose lines come back as rows: a
row for each finding, and one for each record that could not be checked. claimlint must be on the PATH of every worker, or be
named with --program. Nothing else is needed: no table leaves the cluster.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile

FINDINGS = (
    "id string, rule string, category string, severity string, message string, text string, "
    "start long, end long, grade string, fingerprint string, error string"
)


def version_of(program, options):
    """What the findings depend on besides the text: the program, and the options with the files that they name."""
    said = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout
    digest = hashlib.sha256(said.encode())
    for option in options:
        digest.update(b"\0" + option.encode())
        if os.path.isfile(option):
            with open(option, "rb") as file:
                digest.update(file.read())
    return digest.hexdigest()[:16]


def rows_of(line):
    """The rows of one record, from the line that claimlint wrote for it."""
    record = json.loads(line)
    if record.get("error"):
        yield {"id": record["id"], "error": record["error"]}
    for finding in record["findings"]:
        row = {key: finding[key] for key in ("rule", "category", "severity", "message", "text", "grade", "fingerprint")}
        yield {**row, "id": record["id"], "start": finding["start"]["byte"], "end": finding["end"]["byte"]}


def checker(program, options, text_format):
    """A function for `mapInArrow`: batches with the columns `id` and `text` in, batches with findings out."""

    def check(batches):
        import pyarrow

        schema = pyarrow.schema(
            [
                (name, pyarrow.int64() if kind == "long" else pyarrow.string())
                for name, kind in (column.split() for column in FINDINGS.split(", "))
            ]
        )
        # The records go through a file, so that neither side waits for the other.
        with tempfile.TemporaryFile() as records:
            for batch in batches:
                for row_id, text in zip(batch.column("id").to_pylist(), batch.column("text").to_pylist()):
                    record = {"id": row_id, "text": text, "format": text_format}
                    records.write(json.dumps(record).encode() + b"\n")
            records.seek(0)
            # Spark runs a partition on each core already.
            command = [program, "check", "--records", "-", "--jobs", "1", *options]
            with subprocess.Popen(command, stdin=records, stdout=subprocess.PIPE) as process:
                rows = []
                for line in process.stdout:
                    rows.extend(rows_of(line))
                    if len(rows) >= 10_000:
                        yield pyarrow.RecordBatch.from_pylist(rows, schema=schema)
                        rows = []
                if rows:
                    yield pyarrow.RecordBatch.from_pylist(rows, schema=schema)
            # 1 says that something was found, 2 that some record was not checked, which its row says.
            if process.returncode not in (0, 1, 2):
                raise RuntimeError(f"{program} ended with {process.returncode}")

    return check


def changed(table, seen, version):
    """The rows whose text, or what it is checked with, is not among those seen."""
    from pyspark.sql import functions

    text = functions.coalesce(functions.col("text"), functions.lit(""))
    hashed = table.withColumn("hash", functions.sha2(functions.concat(functions.lit(version), text), 256))
    return hashed if seen is None else hashed.join(seen, ["id", "hash"], "left_anti")


def main():
    from pyspark.sql import SparkSession, functions

    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--input", required=True, help="a table as Parquet")
    parser.add_argument("--output", required=True, help="where the findings go, as Parquet")
    parser.add_argument("--id", default="id", help="the column that names a row")
    parser.add_argument("--text", default="text", help="the column with the copy")
    parser.add_argument("--format", default="auto", help="plain, markdown, html or auto")
    parser.add_argument("--seen", help="a table of the rows that were checked before; new ones are added to it")
    parser.add_argument("--program", default="claimlint", help="the program, as workers find it")
    parser.add_argument("options", nargs="*", help="options for claimlint check, after --: -- --config house.toml")
    arguments = parser.parse_args()

    spark = SparkSession.builder.appName("claimlint").getOrCreate()
    table = spark.read.parquet(arguments.input)
    table = table.select(
        functions.col(arguments.id).cast("string").alias("id"), functions.col(arguments.text).cast("string").alias("text")
    )
    seen = None
    if arguments.seen and os.path.exists(arguments.seen):
        seen = spark.read.parquet(arguments.seen)
    new = changed(table, seen, version_of(arguments.program, arguments.options)).persist()
    # Counted now: what is written to the table of seen rows below would change what is new.
    number = new.count()
    check = checker(arguments.program, arguments.options, arguments.format)
    findings = new.select("id", "text").mapInArrow(check, FINDINGS)
    findings.write.mode("append").parquet(arguments.output)
    if arguments.seen:
        new.select("id", "hash").write.mode("append").parquet(arguments.seen)
    print(f"checked {number} rows", file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    main()
