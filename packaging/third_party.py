"""The licences of what is built into the program, as one page for archives, wheels and npm packages.

    third_party.py [TARGET]      prints it, for one target or for all

It is made from what Cargo knows: each crate that ends up in the program, and the licence files in its package. Tests and what only
runs while it is built are not among them. The word lists have notices of their own, in rules/words.
"""

import collections
import json
import pathlib
import subprocess
import sys

PROJECT = pathlib.Path(__file__).resolve().parent.parent
FILES = ("licen", "copying", "notice", "unlicense", "copyright")


def metadata(target):
    """What `cargo metadata` says about the packages and how they depend on each other."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1"]
    command += ["--filter-platform", target] if target else []
    return json.loads(subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE).stdout)


def built_in(data):
    """The crates of others that the program is linked from, by name and version."""
    packages = {package["id"]: package for package in data["packages"]}
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    reached, waiting = set(), [data["resolve"]["root"]]
    while waiting:
        package = waiting.pop()
        if package in reached:
            continue
        reached.add(package)
        for dependency in nodes[package]["deps"]:
            is_macro = any("proc-macro" in target["kind"] for target in packages[dependency["pkg"]]["targets"])
            if not is_macro and any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    others = [packages[package] for package in reached if packages[package]["source"]]
    return sorted(others, key=lambda package: (package["name"], package["version"]))


def texts(package):
    """The licence files of a crate. Where it may be used under MIT, that is the licence, and others are left out."""
    folder = pathlib.Path(package["manifest_path"]).parent
    paths = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name.lower().startswith(FILES)]
    paths = [path for path in paths if path.suffix in ("", ".txt", ".md") or path.suffix.lower() in (".mit", ".apache2")]
    alternatives = (package["license"] or "").replace("/", " OR ").replace("(", "").replace(")", "").split(" OR ")
    mit = [path for path in paths if "mit" in path.name.lower()]
    if mit and "MIT" in (alternative.strip() for alternative in alternatives):
        paths = mit + [path for path in paths if path.name.lower().startswith("notice")]
    for path in paths:
        yield "\n".join(line.rstrip() for line in path.read_text(encoding="utf-8").strip().splitlines())


def page(target=None):
    """The whole page, in Markdown."""
    crates = built_in(metadata(target))
    lines = ["# What is built into claimlint", "", f"{len(crates)} packages of others, with their licences.", ""]
    lines += ["| package | licence |", "|---|---|"]
    by_text, silent = collections.defaultdict(list), []
    for package in crates:
        name = f"{package['name']} {package['version']}"
        address = package["repository"] or f"https://crates.io/crates/{package['name']}"
        lines.append(f"| [{name}]({address}) | {package['license'] or 'see its licence file'} |")
        found = list(texts(package))
        for text in found:
            by_text[text].append(name)
        if not found:
            silent.append(name)
    if silent:
        lines += ["", f"No licence file is in the packages of {', '.join(silent)}: their licences are those in the table."]
    for text, names in sorted(by_text.items(), key=lambda pair: pair[1]):
        fence = "`" * (4 if "```" in text else 3)
        lines += ["", f"## {', '.join(dict.fromkeys(names))}", "", f"{fence}text", text, fence]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page(*sys.argv[1:2]))
