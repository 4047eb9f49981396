"""Renders the sites before and after all fixes, and compares: python compare.py CLAIMLINT NODE

Every template must still render, and what comes out may differ in the words alone that the lists beside the sites name.
"""

import difflib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SITES = HERE.parents[1] / "fixtures" / "sites"


def fail(message):
    sys.exit(f"tests/render: {message}")


def render(node, sites, out):
    """Renders all sites of a folder into another one."""
    engines = HERE.parents[1] / "target" / "render"
    for command in [[node, engines / "render.mjs"], [sys.executable, HERE / "render.py"]]:
        if subprocess.run([*command, sites, out], check=False).returncode != 0:
            fail(f"some templates of {sites.name} do not render")


def fix(claimlint, sites):
    """Fixes each site in a folder."""
    for site in sorted(path for path in sites.iterdir() if path.is_dir()):
        arguments = ["check", "--fix", "--unsafe-fixes", "--quiet", "--format", "short"]
        run = subprocess.run([claimlint, *arguments], cwd=site, capture_output=True, text=True, check=False)
        if run.returncode not in (0, 1) or run.stderr:
            fail(f"{site.name} cannot be fixed: {run.stderr}")


def changes(before, after):
    """What was put in the place of what, word by word."""
    before, after = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (before, after))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield "".join(before[start:end]).strip(), "".join(after[new_start:new_end]).strip()


def planted(site):
    """The changes that the fixes of a site make."""
    text = SITES.joinpath(f"{site}.expected").read_text(encoding="utf-8")
    pairs = re.findall(r" “(.+)” → “(.+)”$", text, re.MULTILINE)
    return {change for words, fixed in pairs for change in changes(words, fixed)}


def main(claimlint, node):
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        for name in ["before", "after"]:
            shutil.copytree(SITES, work / name)
        fix(claimlint, work / "after")
        for name in ["before", "after"]:
            render(node, work / name, work / f"{name}-rendered")
        compared = changed = 0
        for page in sorted(path for path in (work / "before-rendered").rglob("*") if path.is_file()):
            name = page.relative_to(work / "before-rendered")
            before, after = page.read_text(encoding="utf-8"), (work / "after-rendered" / name).read_text(encoding="utf-8")
            others = set(changes(before, after)) - planted(name.parts[0])
            if others:
                fail(f"{name} differs in more than the planted words after the fixes: {sorted(others)}")
            compared += 1
            changed += before != after
        print(f"{compared} templates render as before, {changed} of them with the mended words")
        if changed < compared / 2:
            fail("too few of them show what was mended, so that little was compared")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2])
