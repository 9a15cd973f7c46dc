"""Where the files of a toolkit come from: a folder, or a zip of one read in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kehitys.domain.problems import Fault
from kehitys.files.fingerprints import MOST_BYTES, bytes_of
from kehitys.files.zip_entries import SPOILT, is_plain, same_name, strays, swells
from kehitys.i18n import N_

ENDING = ".yaml"
CARD = "toolkit.yaml"
"""What a toolkit says of itself."""
MOST_FILES = 20_000
MOST_ZIPPED = 200_000_000
MOST_UNZIPPED = 400_000_000
MOST_RATIO = 100
"""How many times its size in the zip a file may have; only larger ones are asked."""
_SMALL = 100_000
_LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of a toolkit."""

    path: Path
    """Where it stands, for faults; within a zip after the name of that."""
    read: Callable[[], bytes | Fault]
    """What stands in it, or why it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The YAML files of one folder, in the order of their names."""

    path: Path
    name: str
    """What the folder is called; empty when a zip holds the files without one."""
    entries: tuple[Entry, ...]


def source_of(path: Path) -> Source | Fault:
    """The files of a toolkit in a folder or a zip, or why there are none."""
    if path.is_dir():
        return folder_source(_with_card(path))
    if not path.exists():
        return _fault(path, N_("There is no such file or folder. Correct the path."))
    return _zip_source(path)


def _with_card(folder: Path) -> Path:
    """The folder, or the only one in it that is a toolkit, as an export leaves them."""
    inside = [] if (folder / CARD).exists() else list(folder.glob(f"*/{CARD}"))
    return inside[0].parent if len(inside) == 1 else folder


def folder_source(folder: Path) -> Source | Fault:
    """The files of a folder."""
    paths = sorted(path for path in folder.glob("*.*") if _of_yaml(path.name))
    if len(paths) > MOST_FILES:
        return _too_many(folder)
    return Source(
        path=folder,
        name=folder.resolve().name,
        entries=tuple(Entry(path=path, read=_reader(path)) for path in paths),
    )


def misnamed(path: Path) -> Fault | None:
    """The fault of a file of YAML that is not called so, and would be left out unseen."""
    if path.name.endswith(ENDING) or not _of_yaml(path.name):
        return None
    return _fault(path, N_("Toolkit files end in “.yaml”. Rename this one."))


def _of_yaml(name: str) -> bool:
    return name.casefold().endswith((ENDING, ".yml"))


def _reader(path: Path) -> Callable[[], bytes | Fault]:
    return lambda: misnamed(path) or bytes_of(path)


def _zip_source(path: Path) -> Source | Fault:
    try:
        if path.stat().st_size > MOST_ZIPPED:
            return _fault(path, N_("The zip is larger than Kehitys reads. Make several of it."))
        archive = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    except SPOILT:
        return _fault(path, N_("This is neither a folder nor a zip that can be read."))
    infos = [info for info in archive.infolist() if not _litter(info.filename)]
    for why in (_bad_names(path, infos), _bad_sizes(path, infos)):
        if why is not None:
            return why
    files = [info for info in infos if not info.is_dir() and _of_yaml(info.filename)]
    folders = sorted({str(PurePosixPath(info.filename).parent) for info in files})
    if len(folders) != 1:
        return _fault(path, N_("The zip must hold one toolkit: a folder with its files."))
    files.sort(key=lambda info: info.filename)
    name = "" if folders == ["."] else PurePosixPath(folders[0]).name
    entries = (
        Entry(path=path / info.filename, read=_unzipper(archive, path, info)) for info in files
    )
    return Source(path=path, name=name, entries=tuple(entries))


def _litter(name: str) -> bool:
    """What computers leave in zips unasked."""
    return any(part in _LITTER or part.startswith("._") for part in name.split("/"))


def _bad_names(path: Path, infos: list[zipfile.ZipInfo]) -> Fault | None:
    seen = set()
    for info in infos:
        name = info.orig_filename
        if strays(info):
            why = N_("“%(name)s” points outside the zip. It was not opened.")
            return _fault(path, why, name=name[:80])
        if not is_plain(info):
            why = N_("“%(name)s” in the zip is a link. Put the file itself there.")
            return _fault(path, why, name=name[:80])
        alike = same_name(name)
        if alike in seen:
            why = N_("“%(name)s” is in the zip twice. Take one away.")
            return _fault(path, why, name=name[:80])
        seen.add(alike)
    return None


def _bad_sizes(path: Path, infos: list[zipfile.ZipInfo]) -> Fault | None:
    if len(infos) > MOST_FILES:
        return _too_many(path)
    bombs = any(swells(info, small=_SMALL, ratio=MOST_RATIO) for info in infos)
    if bombs or sum(info.file_size for info in infos) > MOST_UNZIPPED:
        return _fault(path, N_("The zip unpacks to more than Kehitys reads. It was not opened."))
    return None


def _unzipper(
    archive: zipfile.ZipFile, path: Path, info: zipfile.ZipInfo
) -> Callable[[], bytes | Fault]:
    def read() -> bytes | Fault:
        wrong = misnamed(path / info.filename)
        if wrong is not None:
            return wrong
        try:
            with archive.open(info) as file:
                # No more is unpacked than a file may have, whatever the zip says of its size.
                return file.read(MOST_BYTES + 1)
        except SPOILT:
            why = N_("The file in the zip is spoilt or locked. Make the zip again.")
            return _fault(path / info.filename, why)

    return read


def _too_many(path: Path) -> Fault:
    return _fault(
        path, N_("More than %(most)s files. Make several toolkits of it."), most=MOST_FILES
    )


def _fault(path: Path, why: str, **values: object) -> Fault:
    return Fault(file=str(path), line=0, field="", problem=why, values=values)
