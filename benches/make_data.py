"""Makes files of data to time claimlint with: benches/make_data.py FOLDER [MEGABYTES]

Writes products.json, products.csv and records.jsonl of that size (100 MB without one) and a claimlint.toml that names them. The copy is
put together from the articles in fixtures/, sentence by sentence, and differs from record to record. Then:

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


def sentences():
    project = Path(__file__).resolve().parent.parent
    text = " ".join(path.read_text() for path in sorted((project / "fixtures" / "articles").rglob("*.md")))
    text = re.sub(r"<[^>]*>|[#*_`>\[\]|]|\([^)]*\)", " ", text)
    found = (re.sub(r"\s+", " ", one).strip() for one in re.split(r"(?<=[.!?])\s", text))
    return sorted({one for one in found if 20 < len(one) < 200})


def main():
    folder = Path(sys.argv[1])
    size = int(sys.argv[2]) * 1_000_000 if len(sys.argv) > 2 else 100_000_000
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "claimlint.toml").write_text(CONFIGURATION)
    choose, all_sentences = random.Random(5), sentences()

    def copy(number):
        return " ".join(choose.choices(all_sentences, k=4)) + f" Batch {number}."

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
            file.write(json.dumps({"id": number, "text": copy(number)}) + "\n")
            number += 1


if __name__ == "__main__":
    main()
