"""What a release needs besides the compiler; .github/workflows/release.yml runs it, packaging/try tries it.

    release.py version                    prints the version
    release.py check TAG                  fails unless the tag is this version and CHANGELOG.md has it
    release.py notes                      prints what CHANGELOG.md says about this version
    release.py archive TARGET FOLDER      packs the program that was built for a target

Python alone is enough, the same on Linux, macOS and Windows. The same program gives the same archive, byte for byte.
"""

import argparse
import gzip
import hashlib
import io
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile

PROJECT = pathlib.Path(__file__).resolve().parent.parent
# What lies beside the program; the licences ask for it.
DOCUMENTS = ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"]
DOCUMENTS += [f"rules/words/COPYRIGHT-{source}.txt" for source in ("SCOWL", "LEMMINFLECT", "WORDNET")]
# The file name under which each shell looks for its script.
COMPLETIONS = {
    "bash": "claimlint.bash",
    "zsh": "_claimlint",
    "fish": "claimlint.fish",
    "elvish": "claimlint.elv",
    "powershell": "_claimlint.ps1",
}
# The day of every file in an archive, the first that ZIP knows: the clock is not part of a release.
DAY = (1980, 1, 1, 0, 0, 0)
SECONDS = 315532800


def version():
    """The version in Cargo.toml, the one place for it."""
    with open(PROJECT / "Cargo.toml", "rb") as file:
        return tomllib.load(file)["workspace"]["package"]["version"]


def notes():
    """The section of CHANGELOG.md about this version."""
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    for section in text.split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        if title.strip() == version() and body.strip():
            return body.strip() + "\n"
    sys.exit(f"CHANGELOG.md has nothing about {version()}: add a section before you tag it")


def check(tag):
    """Fails where a tag is not this version."""
    if tag != f"v{version()}":
        sys.exit(f"the tag {tag} is not v{version()}: change the version in Cargo.toml, or the tag")
    notes()


def contents(program):
    """Every file of an archive: its name, its bytes, and whether it can be run."""
    yield program.name, program.read_bytes(), True
    for document in DOCUMENTS:
        yield pathlib.PurePosixPath(document).name, (PROJECT / document).read_bytes(), False
    for shell, name in COMPLETIONS.items():
        script = subprocess.run([program, "completions", shell], check=True, stdout=subprocess.PIPE).stdout
        yield f"completions/{name}", script, False
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "man", folder], check=True)
        for page in sorted(pathlib.Path(folder).iterdir()):
            yield f"man/{page.name}", page.read_bytes(), False


def archive(target, folder, program):
    """Packs a program with its documents, as ZIP for Windows, and writes its SHA-256 beside it."""
    windows = "windows" in target
    program = program or PROJECT / "target" / target / "release" / ("claimlint.exe" if windows else "claimlint")
    name = f"claimlint-{version()}-{target}"
    files = [(f"{name}/{path}", data, runs) for path, data, runs in contents(program)]
    packed = zipped(files) if windows else tarred(files)
    path = folder / (name + (".zip" if windows else ".tar.gz"))
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed)
    # The form that `sha256sum --check` reads.
    digest = f"{hashlib.sha256(packed).hexdigest()}  {path.name}\n"
    path.with_name(path.name + ".sha256").write_bytes(digest.encode())
    print(path)


def tarred(files):
    """Files as .tar.gz; the day of the compression is none."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as compressed:
        with tarfile.open(fileobj=compressed, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for path, data, runs in files:
                entry = tarfile.TarInfo(path)
                entry.size, entry.mtime, entry.mode = len(data), SECONDS, 0o755 if runs else 0o644
                tar.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def zipped(files):
    """Files as .zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as container:
        for path, data, _ in files:
            container.writestr(zipfile.ZipInfo(path, DAY), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("version")
    commands.add_parser("notes")
    commands.add_parser("check").add_argument("tag")
    packing = commands.add_parser("archive")
    packing.add_argument("target")
    packing.add_argument("folder", type=pathlib.Path)
    packing.add_argument("--program", type=pathlib.Path, help="without it, the one in the target folder of Cargo")
    arguments = parser.parse_args()
    match arguments.command:
        case "version":
            print(version())
        case "notes":
            sys.stdout.write(notes())
        case "check":
            check(arguments.tag)
        case "archive":
            archive(arguments.target, arguments.folder, arguments.program)


if __name__ == "__main__":
    main()
