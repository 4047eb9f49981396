"""Makes files of data to time claimlint with: benches/make_data.py FOLDER [MEGABYTES]

Writes products.json, products.csv and records.jsonl of that size (100 MB without one) and a claimlint.toml that names them. The copy is
put together from the pages in fixtures/, sentence by sentence, and differs from record to record. In products.json and
products.csv one record in 2,000 has flaws: of a file with more than 10,000 findings, only the first are looked for. Every record of
records.jsonl may have some. Then:

    cd FOLDER
    /usr/bin/time -v claimlint check -q --format json-lines products.json > /dev/null
    /usr/bin/time -v claimlint check -q --format json-lines products.csv > /dev/null
    /usr/bin/time -v claimlint check --records records.jsonl > /dev/null
"""

import csv
import json
import random
import re
import sys
from pathlib import Path

CONFIGURATION = """[[content]]
files = ["products.json"]
keys = { "title" = "plain", "variants[].body_html" = "html" }
name = "handle"

[[content]]
files = ["products.csv"]
preset = "shopify-csv"
"""


def sentences(folder):
    project = Path(__file__).resolve().parent.parent
    text = " ".join(path.read_text() for path in sorted((project / "fixtures" / folder).rglob("*.md")))
    text = re.sub(r"<[^>]*>|[#*_`>\[\]|]|\([^)]*\)", " ", text)
    found = (re.sub(r"\s+", " ", one).strip() for one in re.split(r"(?<=[.!?])\s", text))
    return sorted({one for one in found if 20 < len(one) < 200})


def harmless(found):
    """The sentences that have no flaw by themselves either: no figure, and no study whose source the next sentence gives."""
    whole = re.compile(r"[A-Z][A-Za-z ,'’-]+[.!?]")
    flaw = re.compile(r"(?i:stud|trial|research|proven)| ,|[a-z] [A-Z]")
    return [one for one in found if whole.fullmatch(one) and not flaw.search(one)]


def main():
    folder = Path(sys.argv[1])
    size = int(sys.argv[2]) * 1_000_000 if len(sys.argv) > 2 else 100_000_000
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "claimlint.toml").write_text(CONFIGURATION)
    choose, clean, flawed = random.Random(5), harmless(sentences("clean")), sentences("articles")

    def copy(number, every=2000):
        return " ".join(choose.choices(clean if number % every else flawed, k=4)) + f" Batch {number}."

    number = 0
    with open(folder / "products.json", "w") as file:
        file.write("[")
        while file.tell() < size:
            body = f"<p>{copy(number)}</p>\n<p>{copy(number)}</p>"
            product = {"handle": f"product-{number}", "title": f"Serum {number}", "variants": [{"body_html": body}]}
            file.write(("," if number else "") + "\n" + json.dumps(product))
            number += 1
        file.write("\n]\n")
    number = 0
    with open(folder / "products.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Handle", "Title", "Body (HTML)", "Vendor"])
        while file.tell() < size:
            rows.writerow([f"product-{number}", f"Serum {number}", f'<p class="a">{copy(number)}</p>', "House"])
            number += 1
    number = 0
    with open(folder / "records.jsonl", "w") as file:
        while file.tell() < size:
            file.write(json.dumps({"id": number, "text": copy(number, every=1)}) + "\n")
            number += 1


if __name__ == "__main__":
    main()
