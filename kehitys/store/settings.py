"""What belongs to this laptop and its person, not to the shared file."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import whole_file

CONFIG_VARIABLE = "KEHITYS_CONFIG"
DATA_VARIABLE = "KEHITYS_DATA"
_MAPPINGS = ("keymap", "people", "second_folders", "second_copies", "reminded", "warned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Language, looks and who the person is in which file."""

    language: str = ""
    """fi, sv or en; empty before anyone has chosen."""
    theme: str = ""
    keymap: dict[str, str] = field(default_factory=dict)
    """Binding ids and the keys they were moved to."""
    device: str = ""
    last_file: str = ""
    people: dict[str, str] = field(default_factory=dict)
    """Which person I am: the id of a file and the id of a person in it."""
    second_folders: dict[str, str] = field(default_factory=dict)
    """Where copies of the backups of a file go, by the id of the file."""
    second_copies: dict[str, str] = field(default_factory=dict)
    """When the newest backup was last seen there: a moment, UTC."""
    reminded: dict[str, str] = field(default_factory=dict)
    """The day on which a second folder out of reach was last told of."""

    warned: dict[str, str] = field(default_factory=dict)
    """Files of which it has been said where they stand: ids, and cloud or network."""

    def person_in(self, file_id: str) -> UUID | None:
        """Who I am in the file, if that has been said."""
        person = self.people.get(file_id)
        try:
            return UUID(person) if person else None
        except ValueError:
            return None


def config_folder() -> Path:
    """Where the settings stand."""
    if os.environ.get(CONFIG_VARIABLE):
        return Path(os.environ[CONFIG_VARIABLE])
    from platformdirs import user_config_path

    return user_config_path("kehitys", appauthor=False)


def state_folder() -> Path:
    """Where the log of faults stands."""
    if os.environ.get(CONFIG_VARIABLE):
        return Path(os.environ[CONFIG_VARIABLE])
    from platformdirs import user_state_path

    return user_state_path("kehitys", appauthor=False)


def data_file() -> Path:
    """Where the person's own file stands when nobody names another."""
    if os.environ.get(DATA_VARIABLE):
        return Path(os.environ[DATA_VARIABLE]) / "kehitys.db"
    from platformdirs import user_data_path

    return user_data_path("kehitys", appauthor=False) / "kehitys.db"


def load() -> Settings:
    """The settings as they were last saved; the defaults when there are none or they are broken."""
    try:
        kept = json.loads((config_folder() / "settings.json").read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(kept, dict):
        return Settings()
    fitting: dict[str, Any] = {}
    for name, value in kept.items():
        if name in _MAPPINGS and isinstance(value, dict):
            fitting[name] = _texts_of(value, name)
        elif name in Settings.__dataclass_fields__ and name not in _MAPPINGS:
            fitting[name] = value if isinstance(value, str) else ""
    return Settings(**fitting)


def _texts_of(kept: dict[str, Any], name: str) -> dict[str, str]:
    """What of a mapping is texts, and ids where it tells people: whoever edits it may slip."""
    texts = {key: text for key, text in kept.items() if isinstance(text, str)}
    return {key: text for key, text in texts.items() if name != "people" or _is_id(text)}


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def save(settings: Settings) -> Settings:
    """Writes the settings, whole or not at all, and gives them back with a device id."""
    if not settings.device:
        settings = replace(settings, device=uuid4().hex[:12])
    folder = config_folder()
    folder.mkdir(parents=True, exist_ok=True)
    kept = json.dumps(asdict(settings), ensure_ascii=False, indent=2)
    whole_file.write(folder / "settings.json", kept.encode("utf-8"))
    return settings


def unsaved(fault: OSError) -> Problem:
    """What to tell when the settings could not be saved."""
    return Problem(
        N_(
            "The settings could not be saved in %(folder)s: %(why)s. What was saved in the file "
            "is safe. Check that the folder lets you write and the disk has room."
        ),
        folder=config_folder(),
        why=fault.strerror,
    )
