"""Toolkits as folders of files: reading one, and checking any with every fault told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from kehitys.domain.problems import Fault
from kehitys.domain.progress import Progress, unheard
from kehitys.domain.toolkits import MethodFile, ToolkitFile
from kehitys.files import content, format, template_check, templates, yaml_text
from kehitys.files.fingerprints import bytes_of, fingerprint
from kehitys.files.method_file import method_of, write_method
from kehitys.files.reading import FileRead, node_of, read
from kehitys.files.toolkit_sources import CARD, Entry, Source, folder_source, misnamed, source_of
from kehitys.i18n import N_

__all__ = [
    "built_in",
    "check",
    "method_files",
    "read_alone",
    "read_method",
    "read_source",
    "read_synonyms",
    "read_toolkit",
    "write_method",
]

SYNONYMS = "synonyms.yaml"


def method_files(folder: Path) -> list[Path]:
    """The files of the methods of a toolkit, in order."""
    return sorted(path for path in folder.glob("*.yaml") if path.name != CARD)


def read_method(path: Path, toolkit: str) -> tuple[MethodFile | None, list[Fault]]:
    """The method of one file of a toolkit, and its faults; no method when it has any."""
    return _read_entry(Entry(path=path, read=lambda: bytes_of(path)), toolkit, None)


def read_alone(path: Path) -> tuple[MethodFile | None, list[Fault]]:
    """The method of a file that stands in no toolkit, whatever the file is called.

    No method when it has faults, which are given beside it.
    """
    return _read_entry(Entry(path=path, read=lambda: bytes_of(path)), "own", None, alone=True)


def read_toolkit(folder: Path, sha256: str = "") -> tuple[ToolkitFile | None, list[Fault]]:
    """The toolkit in a folder, and its faults; no toolkit when it has any."""
    source = folder_source(folder)
    return (None, [source]) if isinstance(source, Fault) else read_source(source, sha256)


def read_source(
    source: Source,
    sha256: str = "",
    known: Collection[str] | None = None,
    progress: Progress = unheard,
) -> tuple[ToolkitFile | None, list[Fault]]:
    """The toolkit of a source, and its faults; no toolkit when it has any.

    With `known`, the methods there are elsewhere, neighbours that are nowhere are faults too.
    `progress` is asked before each file; what it raises stops the reading.
    """
    named = {entry.path.name: entry for entry in source.entries}
    first = named.pop(CARD, None)
    card = _missing(source.path / CARD) if first is None else _card_of(first, source.name)
    slug = str((card.values or {}).get("id") or source.name)
    faults = list(card.faults)
    if known is not None:
        known = {*known, *(name.removesuffix(".yaml") for name in named)}
    files: list[MethodFile] = []
    for n, entry in enumerate(named.values()):
        progress(n, len(named))
        method, found = _read_entry(entry, slug, known)
        faults += found
        if method is not None:
            files.append(method)
    progress(len(named), len(named))
    if faults or card.values is None:
        return None, faults
    return ToolkitFile(
        slug=card.values["id"],
        version=card.values["version"],
        names=card.values["name"],
        summaries=card.values["summary"],
        licence=card.values["licence"] or "",
        attribution=card.values["attribution"] or "",
        methods=tuple(files),
        sha256=sha256 or fingerprint((CARD, repr(card.values).encode()), *_prints(files)),
        file=str(card.path),
        line=card.line("id"),
    ), []


def _prints(files: Iterable[MethodFile]) -> Iterator[tuple[str, bytes]]:
    return ((file.method.slug, file.sha256.encode()) for file in files)


def _read_entry(
    entry: Entry, toolkit: str, known: Collection[str] | None, *, alone: bool = False
) -> tuple[MethodFile | None, list[Fault]]:
    raw = entry.read()
    if isinstance(raw, Fault):
        return None, [raw]
    node = node_of(entry.path, raw)
    found = read(entry.path, format.MethodFormat(), node) if alone else _method(entry.path, node)
    if known is not None:
        _strange_neighbours(found, known)
    if found.faults or found.values is None:
        return None, found.faults
    formerly = found.values["formerly"] or ""
    return MethodFile(
        method=method_of(found.values, toolkit),
        sha256=fingerprint((entry.path.name, raw)),
        file=str(entry.path),
        line=found.line("id"),
        formerly=formerly if formerly != toolkit else "",
        formerly_line=found.line("formerly") if formerly else 0,
    ), []


def read_synonyms(path: Path) -> tuple[tuple[tuple[str, str], ...] | None, list[Fault]]:
    """The words people type and the words the texts use, as pairs, and the faults of the file."""
    found = read(path, format.SYNONYMS)
    if found.faults or found.values is None:
        return None, found.faults
    return tuple(
        (each["word"], means) for each in found.values["synonyms"] for means in each["means"]
    ), []


def check(paths: Iterable[Path]) -> list[Fault]:
    """Every fault of these files, toolkit folders, zips of one, and folders of toolkits."""
    return _Checking().check(paths)


class _Checking:
    """What has been read in one check, so that files can be held against each other."""

    def __init__(self) -> None:
        self.files: list[FileRead] = []
        self.methods: dict[str, FileRead] = {}
        self.whole: list[FileRead] = []
        """Methods from whole folders, whose neighbours must be found."""
        self.templates: list[FileRead] = []

    def check(self, paths: Iterable[Path]) -> list[Fault]:
        for path in dict.fromkeys(paths):
            self._path(path)
        self._neighbours()
        for found in self.templates:
            files = self._named(found.path.parent / "toolkits")
            facts = {slug: each.values or {"minutes": None} for slug, each in files.items()}
            templates.check_methods(found, facts)
            template_check.check_gate(found, files)
        faults = [fault for found in self.files for fault in found.faults]
        return sorted(faults, key=lambda fault: (fault.file, fault.line, fault.field))

    def _path(self, path: Path) -> None:
        if not path.exists():
            self._complain(path, N_("There is no such file or folder. Correct the path."))
        elif path.suffix.casefold() == ".zip":
            source = source_of(path)
            faults = (
                [source] if isinstance(source, Fault) else read_source(source, known=built_in())[1]
            )
            self.files.append(FileRead(path=path, faults=faults))
        elif not path.is_dir():
            self._file(path)
        elif (path / CARD).exists():
            self._toolkit(path)
        else:
            self._toolkits(path)

    def _toolkits(self, folder: Path) -> None:
        """A folder of toolkits, or one that should have been a toolkit."""
        inside = [each for each in _entries(folder) if each.is_dir() and any(each.glob("*.yaml"))]
        loose = [each for each in method_files(folder) if each.name != SYNONYMS]
        if not inside and not loose:
            self._complain(folder, N_("There is no toolkit in this folder. Name another."))
        if (folder / SYNONYMS).exists():
            self._file(folder / SYNONYMS)
        for each in inside:
            self._toolkit(each)
        if loose and not inside:
            self._toolkit(folder)
            return
        for each in loose:
            self._file(each)

    def _toolkit(self, folder: Path) -> None:
        self.files.append(_card(folder))
        for path in method_files(folder):
            found = self._method_file(path, node_of(path))
            self.whole.append(found)
        source = folder_source(folder)
        for path in () if isinstance(source, Fault) else (entry.path for entry in source.entries):
            wrong = misnamed(path)
            if wrong is not None:
                self.files.append(FileRead(path=path, faults=[wrong]))

    def _file(self, path: Path) -> None:
        node = misnamed(path) or node_of(path)
        if path.name == CARD:
            self.files.append(_card(path.parent))
        elif path.name == SYNONYMS:
            self.files.append(read(path, format.SYNONYMS, node))
        elif isinstance(node, yaml_text.Mapping) and "templates" in node.entries:
            found = templates.read_file(path, node)
            self.files.append(found)
            self.templates.append(found)
        else:
            self._method_file(path, node)

    def _method_file(self, path: Path, node: yaml_text.Node | Fault) -> FileRead:
        found = _method(path, node)
        self.files.append(found)
        slug = found.values and found.values["id"]
        if slug and slug in self.methods:
            other = self.methods[slug].path
            if other.resolve() != path.resolve():
                found.fault(
                    found.line("id"),
                    "id",
                    N_("The id “%(slug)s” is already used in %(file)s. Choose another."),
                    slug=slug,
                    file=str(other),
                )
        elif slug:
            self.methods[slug] = found
        return found

    def _neighbours(self) -> None:
        """Every slug before and after must be a method that is here or built in."""
        if not self.whole:
            return
        known = built_in() | {found.path.stem for found in self.whole}
        known |= set(self.methods)
        for found in self.whole:
            _strange_neighbours(found, known)

    def _named(self, beside: Path) -> dict[str, FileRead]:
        """The methods that templates may name: checked, beside them or built in."""
        files = dict(self.methods)
        for path in [*_methods_in(beside), *_methods_in(content.where()[0])]:
            if path.stem not in files:
                files[path.stem] = read(path, format.MethodFormat())
        return files

    def _complain(self, path: Path, msgid: str) -> None:
        found = FileRead(path=path)
        found.fault(0, "", msgid)
        self.files.append(found)


def _card(folder: Path) -> FileRead:
    path = folder / CARD
    if not path.exists():
        return _missing(path)
    return _card_of(Entry(path=path, read=lambda: bytes_of(path)), folder.resolve().name)


def _missing(path: Path) -> FileRead:
    found = FileRead(path=path)
    found.fault(0, "", N_("“%(file)s” is missing in this folder. Add it."), file=CARD)
    return found


def _card_of(entry: Entry, folder: str) -> FileRead:
    raw = entry.read()
    node = raw if isinstance(raw, Fault) else node_of(entry.path, raw)
    found = read(entry.path, format.ToolkitFormat(), node)
    if folder:
        _same_name(
            found,
            folder,
            N_("The folder is called “%(name)s”, the toolkit “%(slug)s”. Make them the same."),
        )
    return found


def _strange_neighbours(found: FileRead, known: Collection[str]) -> None:
    """Notes a fault for each method named before, after or beside it that is not `known`."""
    for key in ("before", "after", "related"):
        for n, slug in enumerate((found.values or {}).get(key) or ()):
            if slug and slug not in known:
                found.fault(
                    found.line(key, n),
                    f"{key}.{n + 1}",
                    N_("There is no method “%(slug)s”. Correct it or take it away."),
                    slug=slug,
                )


def _method(path: Path, node: yaml_text.Node | Fault) -> FileRead:
    found = read(path, format.MethodFormat(), node)
    _same_name(
        found,
        path.name.removesuffix(".yaml"),
        N_("The file is called “%(name)s”, the method “%(slug)s”. Make them the same."),
    )
    return found


def _same_name(found: FileRead, name: str, msgid: str) -> None:
    slug = (found.values or {}).get("id")
    if slug is not None and slug != name:
        found.fault(found.line("id"), "id", msgid, name=name, slug=slug)


def _entries(folder: Path) -> Sequence[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _methods_in(toolkits: Path) -> list[Path]:
    folders = (folder for folder in _entries(toolkits) if folder.is_dir())
    return [path for folder in folders for path in method_files(folder)]


def built_in() -> set[str]:
    """The methods that come with Kehitys, by slug."""
    return {path.stem for path in _methods_in(content.where()[0])}
