"""`kehitys toolkit new`, `import`, `remove` and `export`, as one who shares methods uses them."""

from __future__ import annotations

import json
import shutil
import zipfile
from functools import partial

import pytest

from kehitys.cli import toolkit_import
from kehitys.files import content
from kehitys.i18n import LANGUAGES
from kehitys.operations import methods as operations
from kehitys.store import methods as store
from kehitys.store.backups import backups
from kehitys.store.database import Database
from tests.bench import many_methods
from tests.cli.command import run

TOOLKITS, _TEMPLATES = content.where()


@pytest.fixture
def ask(ask, library):
    """Runs a command on a file with the library in it."""
    return partial(ask, "--db", library.path)


@pytest.fixture
def kit(tmp_path):
    """A toolkit of five methods from elsewhere."""
    many_methods.write(tmp_path / "espoon-tavat", 5)
    return tmp_path / "espoon-tavat"


def names(library):
    """The methods in the lists by slug."""
    return {method.slug: method for method in library.read(store.everything)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_folder_passes_the_check_and_is_imported(ask, tmp_path, lang):
    """What one begins from is without fault, in the language asked for."""
    folder = tmp_path / "oma-paketti"
    code, out, _ = ask("toolkit", "new", folder, "--lang", lang)
    assert code == 0, out
    assert ask("toolkit", "check", folder)[0] == 0
    assert f"languages: [{lang}]" in (folder / "toolkit.yaml").read_text("utf-8")
    code, out, _ = ask("toolkit", "import", folder, "--json")
    assert (code, len(json.loads(out)["new"])) == (0, 1)


def test_new_writes_nothing_over_and_wants_a_name_for_files(ask, tmp_path):
    """A folder with something in it stays as it is."""
    folder = tmp_path / "oma"
    folder.mkdir()
    (folder / "kirje.txt").write_text("x", "utf-8")
    code, _, err = ask("toolkit", "new", folder)
    assert (code, "already" in err) == (1, True)
    assert [path.name for path in folder.iterdir()] == ["kirje.txt"]
    for name in ("Oma paketti", "own"):
        assert ask("toolkit", "new", tmp_path / name)[0] == 1
        assert not (tmp_path / name).exists()
    assert "ahtarin-paketti" in ask("toolkit", "new", tmp_path / "Ähtärin paketti")[2]


def test_an_import_shows_what_is_new_and_a_second_one_changes_nothing(ask, library, kit):
    """All of it is in, found by search and told by the list; twice is once."""
    code, out, _ = ask("toolkit", "import", kit)
    assert code == 0
    assert "New ones (5)" in out
    assert "kehitys toolkit remove espoon-tavat" in out
    assert {f"tapa-{n}" for n in range(5)} <= set(names(library))
    before = names(library)
    code, out, _ = ask("toolkit", "import", kit, "--json")
    told = json.loads(out)
    assert (code, told["new"], told["changed"], told["same"]) == (0, [], [], 5)
    assert told["imported"] is False
    assert names(library) == before
    listed = json.loads(ask("toolkit", "list", "--json")[1])
    assert [(each["methods"], each["imported"]) for each in listed if each["id"] == kit.name] == [
        (5, True)
    ]


def test_a_dry_run_only_shows(ask, library, kit):
    """Nothing is in afterwards."""
    code, out, _ = ask("toolkit", "import", kit, "--dry-run", "--json")
    assert (code, len(json.loads(out)["new"])) == (0, 5)
    assert "tapa-0" not in names(library)


def test_a_new_version_tells_what_changes_and_what_leaves(ask, library, kit):
    """One new, one changed, one gone; the others keep their version."""
    ask("toolkit", "import", kit)
    many_methods.write(kit.parent / "muut", 6, seed=8)
    shutil.copy(kit.parent / "muut" / "tapa-5.yaml", kit)
    shutil.copy(kit.parent / "muut" / "tapa-0.yaml", kit)
    (kit / "tapa-4.yaml").unlink()
    card = kit / "toolkit.yaml"
    card.write_text(card.read_text("utf-8").replace("version: 1", "version: 2"), "utf-8")
    told = json.loads(ask("toolkit", "import", kit, "--json")[1])
    assert (told["old_version"], told["version"]) == (1, 2)
    assert told["new"] == ["tapa-5"]
    assert told["changed"] == ["tapa-0"]
    assert told["leaving"] == ["tapa-4"]
    assert told["same"] == 3
    after = names(library)
    assert (after["tapa-0"].version, after["tapa-1"].version) == (2, 1)
    assert "tapa-4" not in after


def test_an_older_version_needs_a_yes(ask, kit):
    """Going back is told and never happens by itself."""
    card = kit / "toolkit.yaml"
    newer = card.read_text("utf-8").replace("version: 1", "version: 3")
    card.write_text(newer, "utf-8")
    ask("toolkit", "import", kit)
    card.write_text(newer.replace("version: 3", "version: 2"), "utf-8")
    code, out, err = ask("toolkit", "import", kit)
    assert code == 1
    assert "older" in out
    assert "--yes" in err
    assert ask("toolkit", "import", kit, "--yes")[0] == 0


@pytest.mark.parametrize(("answer", "done"), [("k", True), ("y", True), ("", False), ("n", False)])
def test_at_a_terminal_it_asks_first(ask, kit, monkeypatch, answer, done):
    """Anything but yes leaves the library as it was."""
    monkeypatch.setattr(toolkit_import.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(toolkit_import.click, "prompt", lambda *_words, **_more: answer)
    code, _, _ = ask("toolkit", "import", kit)
    assert (code == 0) is done
    listed = [each["id"] for each in json.loads(ask("toolkit", "list", "--json")[1])]
    assert (kit.name in listed) is done


def test_a_fault_anywhere_imports_nothing(ask, library, kit):
    """Every fault is told with file, line and what to do."""
    path = kit / "tapa-3.yaml"
    path.write_text(path.read_text("utf-8").replace("energy: ", "energi: ", 1), "utf-8")
    (kit / "tapa-1.yaml").write_text("id: [", "utf-8")
    code, out, _ = ask("toolkit", "import", kit, "--json")
    told = json.loads(out)
    assert (code, told["imported"]) == (1, False)
    assert {fault["file"][-11:] for fault in told["faults"]} == {"tapa-1.yaml", "tapa-3.yaml"}
    assert all(fault["line"] for fault in told["faults"])
    assert "Nothing was imported" in ask("toolkit", "import", kit)[1]
    assert "tapa-0" not in names(library)


def change(path, old, new):
    """Replaces one text in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_what_belongs_to_another_toolkit_is_a_fault(ask, kit):
    """A built-in toolkit’s name, another’s method, and a method said to be another’s."""
    shutil.copytree(TOOLKITS / "alku", kit.parent / "x" / "alku")
    code, out, _ = ask("toolkit", "import", kit.parent / "x" / "alku")
    assert (code, "of Kehitys itself" in out) == (1, True)
    shutil.copy(TOOLKITS / "alku" / "alkukierros.yaml", kit)
    code, out, _ = ask("toolkit", "import", kit, "--json")
    faults = {fault["field"]: fault for fault in json.loads(out)["faults"]}
    assert code == 1
    assert set(faults) == {"id", "formerly"}
    assert "“alku”" in faults["id"]["problem"]
    assert faults["formerly"]["line"] == 3
    (kit / "alkukierros.yaml").unlink()
    change(kit / "tapa-0.yaml", "version: 1\n", "version: 1\nformerly: perusta\n")
    assert ask("toolkit", "import", kit)[0] == 0


def test_formerly_never_takes_a_method_of_another_imported_toolkit(ask, library, kit):
    """While that toolkit stands its methods are its own; once removed, they may move."""
    ask("toolkit", "import", kit)
    other = kit.parent / "uudet-tavat"
    many_methods.write(other, 1)
    change(other / "tapa-0.yaml", "version: 1\n", "version: 1\nformerly: espoon-tavat\n")
    code, out, _ = ask("toolkit", "import", other)
    assert (code, "another toolkit" in out) == (1, True)
    before = names(library)["tapa-0"].id
    assert ask("toolkit", "remove", "espoon-tavat")[0] == 0
    assert ask("toolkit", "import", other)[0] == 0
    assert names(library)["tapa-0"].id == before
    assert names(library)["tapa-0"].toolkit == "uudet-tavat"


def test_a_neighbour_that_is_nowhere_is_a_fault_and_one_in_the_library_is_not(ask, kit):
    """Links may lead to built-in methods and to those of the library."""
    change(kit / "tapa-0.yaml", "outcome:", "related: [alkukierros, tapa-1]\noutcome:")
    assert ask("toolkit", "import", kit)[0] == 0
    change(kit / "tapa-0.yaml", "tapa-1]", "tapa-99]")
    code, out, _ = ask("toolkit", "import", kit)
    assert (code, "tapa-99" in out) == (1, True)


def test_a_removed_toolkit_comes_back_with_an_import(ask, library, kit):
    """Its methods leave the lists together, and are the same methods again."""
    ask("toolkit", "import", kit)
    before = {slug: method.id for slug, method in names(library).items()}
    code, out, _ = ask("toolkit", "remove", "espoon-tavat")
    assert (code, "5 methods" in out) == (0, True)
    assert "tapa-0" not in names(library)
    assert ask("toolkit", "remove", "espoon-tavat")[0] == 1
    assert ask("toolkit", "remove", "alku")[0] == 1
    ask("toolkit", "import", kit)
    assert {slug: method.id for slug, method in names(library).items()} == before


def test_copies_and_own_methods_are_never_touched(ask, library, kit):
    """A copy keeps its words when its original changes, leaves and comes back."""
    ask("toolkit", "import", kit)
    original = names(library)["tapa-0"]
    _, copy_id = library.write(partial(operations.copy_to_own, method_id=original.id, speak="fi"))
    copy = library.read(partial(store.method, method_id=copy_id))
    change(kit / "tapa-0.yaml", "version: 1", "version: 2")
    ask("toolkit", "import", kit)
    ask("toolkit", "remove", "espoon-tavat")
    ask("toolkit", "import", kit)
    assert library.read(partial(store.method, method_id=copy_id)) == copy
    assert library.read(partial(store.method, method_id=original.id)).method_version == 2


def test_a_zip_is_read_as_its_folder(ask, library, kit, tmp_path):
    """Zipped with the folder or only its files, and with what a Mac leaves in it."""
    path = tmp_path / "tavat.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in kit.iterdir():
            archive.write(file, f"espoon-tavat/{file.name}")
            archive.writestr(f"__MACOSX/espoon-tavat/._{file.name}", b"x")
    assert json.loads(ask("toolkit", "import", path, "--json")[1])["imported"] is True
    flat = tmp_path / "litteä.zip"
    with zipfile.ZipFile(flat, "w") as archive:
        for file in kit.iterdir():
            archive.write(file, file.name)
    told = json.loads(ask("toolkit", "import", flat, "--json")[1])
    assert (told["toolkit"], told["same"], told["imported"]) == ("espoon-tavat", 5, False)
    assert "tapa-4" in names(library)


def test_an_exported_toolkit_is_imported_elsewhere_to_the_same_words(ask, library, kit, tmp_path):
    """Nothing is lost on the way, not even another language."""
    change(kit / "tapa-0.yaml", "outcome:", "length: {fi: a, sv: b, en: c, de: d}\noutcome:")
    ask("toolkit", "import", kit)
    code, _, _ = ask("toolkit", "export", "espoon-tavat", tmp_path / "ulos")
    assert code == 0
    assert ask("toolkit", "check", tmp_path / "ulos")[0] == 0
    other = Database(tmp_path / "other.db")
    assert run("--db", other.path, "toolkit", "import", tmp_path / "ulos") == 0
    there = names(other)
    other.close()
    here = names(library)
    assert [there[f"tapa-{n}"] for n in range(5)] == [here[f"tapa-{n}"] for n in range(5)]
    assert "de" in {edition.lang for edition in there["tapa-0"].editions}
    code, _, err = ask("toolkit", "export", "espoon-tavat", tmp_path / "ulos")
    assert (code, "already" in err) == (1, True)


def test_a_zip_is_checked_as_its_folder(ask, kit, tmp_path):
    """With the same faults: the file in the zip, its line and what to do."""
    path = tmp_path / "Minun tavat.ZIP"

    def zip_kit():
        with zipfile.ZipFile(path, "w") as archive:
            for file in kit.iterdir():
                archive.write(file, f"{kit.name}/{file.name}")

    zip_kit()
    assert ask("toolkit", "check", path)[0] == 0
    spoilt = kit / "tapa-1.yaml"
    spoilt.write_text(spoilt.read_text("utf-8").replace("energy: ", "vauhti: ", 1), "utf-8")
    zip_kit()
    code, out, _ = ask("toolkit", "check", path)
    assert (code, "tapa-1.yaml:" in out, "vauhti" in out) == (1, True, True)


def test_ones_own_methods_are_exported_as_a_toolkit_of_their_own(ask, library, tmp_path):
    """Another organisation imports it under the name of the folder."""
    assert ask("toolkit", "export", "own", tmp_path / "meidan-tavat")[0] == 1
    original = names(library)["alkukierros"]
    library.write(partial(operations.copy_to_own, method_id=original.id, speak="fi"))
    assert ask("toolkit", "export", "own", tmp_path / "meidan-tavat")[0] == 0
    assert ask("toolkit", "check", tmp_path / "meidan-tavat")[0] == 0
    files = {path.name for path in (tmp_path / "meidan-tavat").iterdir()}
    assert files == {"toolkit.yaml", "alkukierros-2.yaml"}
    assert ask("toolkit", "export", "ei-ole", tmp_path / "x")[0] == 1


def test_ones_own_methods_are_exported_into_a_folder_of_any_name(ask, library, tmp_path):
    """The toolkit in it is called the same in the letters of a file’s name."""
    original = names(library)["alkukierros"]
    library.write(partial(operations.copy_to_own, method_id=original.id, speak="fi"))
    for folder, slug in (("Ähtärin tavat", "ahtarin-tavat"), ("体験", "own-methods")):
        code, out, _ = ask("toolkit", "export", "own", tmp_path / folder)
        assert (code, slug in out) == (0, True)
        assert ask("toolkit", "check", tmp_path / folder / slug)[0] == 0


def test_the_bar_can_be_stopped_and_then_nothing_is_in(library, kit):
    """Ctrl+c in the middle of writing undoes the whole of it."""
    from kehitys.domain.progress import Stopped
    from kehitys.files.importing import bring
    from kehitys.operations.toolkits import import_toolkit

    brought = bring(kit, library.read)
    told = []

    def progress(done, total):
        told.append((done, total))
        if done == total:
            raise Stopped

    with pytest.raises(Stopped):
        library.write(partial(import_toolkit, toolkit=brought.toolkit, progress=progress))
    assert told == [(0, 5), (5, 5)]
    assert "tapa-0" not in names(library)
    with pytest.raises(Stopped):
        bring(kit, library.read, progress)


def test_a_backup_stands_before_what_is_imported(ask, kit, library):
    """One made just before; nothing imported, none made."""
    assert ask("toolkit", "import", kit, "--dry-run")[0] == 0
    assert backups(library.path) == ()
    assert ask("toolkit", "import", kit, "--yes")[0] == 0
    assert [each.why for each in backups(library.path)] == ["before_import"]
