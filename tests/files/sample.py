"""A sound file to spoil, and the faults of files as they are told."""

from __future__ import annotations

from kehitys.domain.methods import Edition, GroupSize, Method, Minutes
from kehitys.files import content
from kehitys.files.toolkits import method_files
from kehitys.i18n import say
from kehitys.store.ids import new_id

TOOLKITS, TEMPLATES = content.where()

FOLDERS = sorted(path.parent for path in TOOLKITS.glob("*/toolkit.yaml"))

METHODS = [path for folder in FOLDERS for path in method_files(folder)]

SAMPLE = TOOLKITS / "alku" / "alkukierros.yaml"


def told(faults):
    """The faults as fields and sentences, each of which must be complete."""
    return [(fault.line, fault.field, say(fault.problem, fault.values)) for fault in faults]


def own(**more):
    """A method as a person writes it in a hurry."""
    facts = {
        "id": new_id(), "slug": "oma", "toolkit": "own",
        "minutes": Minutes(min=5, typical=10, max=10),
        "group_size": GroupSize(min=2), "editions": (Edition(lang="fi", name="Oma"),),
    }  # fmt: skip
    return Method(**{**facts, **more})
