"""What a release needs besides the compiler; .github/workflows/release.yml runs it, packaging/try tries it.

    release.py version                    prints the version
    release.py check TAG                  fails unless the tag is this version and CHANGELOG.md has it
    release.py notes                      prints what CHANGELOG.md says about this version
    release.py archive FOLDER             packs the program, with its SHA-256
    release.py npm FOLDER                 packs it for npm: a package with the program, and one that starts it
    release.py wheel FILE                 adds the licences of what is built in to a wheel

`archive` and `npm` take the program that Cargo has built for this machine, or for `--target TARGET`. Python and Cargo are enough, the same on Linux, macOS and Windows. The same program gives the same archive, byte for byte.
"""

import argparse
import base64
import gzip
import hashlib
import io
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile

import third_party

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
# Where npm has a package with the program: what Node calls the system and the processor of a target.
SYSTEMS = {"linux": "linux", "darwin": "darwin", "windows": "win32"}
PROCESSORS = {"x86_64": "x64", "aarch64": "arm64"}
PLATFORMS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"]
# The name of the page with the licences of what is built in.
THIRD_PARTY = "THIRD-PARTY.md"
# The day of every file in an archive, the first that ZIP knows: the clock is not part of a release.
DAY = (1980, 1, 1, 0, 0, 0)
SECONDS = 315532800


def manifest():
    """Cargo.toml."""
    with open(PROJECT / "Cargo.toml", "rb") as file:
        return tomllib.load(file)


def version():
    """The version in Cargo.toml, the one place for it."""
    return manifest()["workspace"]["package"]["version"]


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


def built(target):
    """The program that Cargo has built, for a target or for this machine."""
    folder = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", PROJECT / "target"))
    windows = "windows" in target if target else sys.platform == "win32"
    return folder / (target or "") / "release" / ("claimlint.exe" if windows else "claimlint")


def host():
    """The target of this machine."""
    return subprocess.run(
        ["rustc", "--print", "host-tuple"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout.strip()


def documents(target):
    """What goes with the program wherever it goes: its README and the licences."""
    for document in DOCUMENTS:
        yield pathlib.PurePosixPath(document).name, (PROJECT / document).read_bytes(), False
    yield THIRD_PARTY, third_party.page(target).encode(), False


def contents(program, target):
    """Every file of an archive: its name, its bytes, and whether it can be run."""
    yield program.name, program.read_bytes(), True
    yield from documents(target)
    for shell, name in COMPLETIONS.items():
        script = subprocess.run([program, "completions", shell], check=True, stdout=subprocess.PIPE).stdout
        yield f"completions/{name}", script, False
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "man", folder], check=True)
        for page in sorted(pathlib.Path(folder).iterdir()):
            yield f"man/{page.name}", page.read_bytes(), False


def archive(target, folder, program):
    """Packs a program with its documents, as ZIP for Windows, and writes its SHA-256 beside it."""
    program, target = program or built(target), target or host()
    windows = "windows" in target
    name = f"claimlint-{version()}-{target}"
    files = [(f"{name}/{path}", data, runs) for path, data, runs in contents(program, target)]
    packed = zipped(files) if windows else tarred(files)
    path = folder / (name + (".zip" if windows else ".tar.gz"))
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed)
    # The form that `sha256sum --check` reads.
    digest = f"{hashlib.sha256(packed).hexdigest()}  {path.name}\n"
    path.with_name(path.name + ".sha256").write_bytes(digest.encode())
    print(path)


def npm(target, folder, program):
    """Packs a program as a package for its platform, and the package `claimlint`, which starts the one that fits."""
    program, target = program or built(target), target or host()
    system = next(name for word, name in SYSTEMS.items() if word in target)
    processor = PROCESSORS[target.partition("-")[0]]
    package = manifest()["package"]
    common = {"version": version(), "license": manifest()["workspace"]["package"]["license"]}
    platform = {
        "name": f"@claimlint/{system}-{processor}",
        **common,
        "description": f"The program of claimlint for {system} on {processor}",
        "os": [system],
        "cpu": [processor],
    }
    starter = {
        "name": "claimlint",
        **common,
        "description": package["description"],
        "bin": {"claimlint": "claimlint.js"},
        "engines": {"node": ">=18"},
        "optionalDependencies": {f"@claimlint/{name}": version() for name in PLATFORMS},
    }
    files = {
        f"claimlint-{system}-{processor}": [(program.name, program.read_bytes(), True), *documents(target)],
        "claimlint": [("claimlint.js", (PROJECT / "packaging/npm/claimlint.js").read_bytes(), True)]
        + [(name, (PROJECT / name).read_bytes(), False) for name in ("README.md", "LICENSE-APACHE", "LICENSE-MIT")],
    }
    folder.mkdir(parents=True, exist_ok=True)
    for (name, inside), described in zip(files.items(), (platform, starter)):
        inside.insert(0, ("package.json", (json.dumps(described, indent=2) + "\n").encode(), False))
        path = folder / f"{name}-{version()}.tgz"
        path.write_bytes(tarred([(f"package/{name}", data, runs) for name, data, runs in inside]))
        print(path)


def wheel(path):
    """Adds the licences of what is built in to a wheel, beside those that it has, and to its list of files."""
    with zipfile.ZipFile(path) as container:
        entries = [(entry, container.read(entry)) for entry in container.infolist()]
    record = next(entry.filename for entry, _ in entries if entry.filename.endswith(".dist-info/RECORD"))
    name = record.removesuffix("RECORD") + f"licenses/{THIRD_PARTY}"
    if any(entry.filename == name for entry, _ in entries):
        return
    page = third_party.page().encode()
    digest = base64.urlsafe_b64encode(hashlib.sha256(page).digest()).rstrip(b"=").decode()
    with zipfile.ZipFile(path, "w") as container:
        for entry, data in entries:
            if entry.filename == record:
                container.writestr(zipfile.ZipInfo(name, DAY), page, zipfile.ZIP_DEFLATED)
                data += f"{name},sha256={digest},{len(page)}\n".encode()
            container.writestr(entry, data, zipfile.ZIP_DEFLATED)


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
    for packing in (commands.add_parser("archive"), commands.add_parser("npm")):
        packing.add_argument("folder", type=pathlib.Path)
        packing.add_argument("--target")
        packing.add_argument("--program", type=pathlib.Path, help="without it, the one in the target folder of Cargo")
    commands.add_parser("wheel").add_argument("file", type=pathlib.Path)
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
        case "npm":
            npm(arguments.target, arguments.folder, arguments.program)
        case "wheel":
            wheel(arguments.file)


if __name__ == "__main__":
    main()
