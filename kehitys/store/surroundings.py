"""Where a file stands: on the computer's own disk, in a cloud folder, or on a network disk."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

CLOUD, NETWORK = "cloud", "network"

_CLOUD_NAMES = (
    "onedrive", "dropbox", "nextcloud", "owncloud", "google drive", "googledrive", "my drive",
    "icloud", "mobile documents", "cloudstorage", "box sync", "pcloud",
)  # fmt: skip
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Windows keeps the person's OneDrive folders in these, whatever they are called."""

_NETWORK_TYPES = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ncpfs", "webdav", "davfs",
    "fuse.davfs", "fuse.davfs2", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.smbnetfs",
    "fuse.glusterfs", "glusterfs", "ceph", "fuse.ceph", "lustre", "gfs2", "ocfs2",
})  # fmt: skip
_MOUNTS = Path("/proc/self/mountinfo")
_WINDOWS_REMOTE = 4


def place_of(
    path: Path,
    *,
    mounts: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """`CLOUD`, `NETWORK`, or nothing for the computer's own disk.

    `mounts` is the system's table of mounted disks and `environment` its variables; those of this
    computer when none are given.
    """
    real = Path(os.path.abspath(path))
    try:
        real = real.resolve()
    except (OSError, RuntimeError):
        return ""
    if _in_cloud(real, os.environ if environment is None else environment):
        return CLOUD
    return NETWORK if _on_network(real, mounts) else ""


def _in_cloud(path: Path, environment: Mapping[str, str]) -> bool:
    for name in _CLOUD_VARIABLES:
        folder = environment.get(name)
        if folder and path.is_relative_to(folder):
            return True
    return any(_names_cloud(part.casefold()) for part in path.parent.parts)


def _names_cloud(part: str) -> bool:
    """Whether a folder is called as the cloud programs call theirs: ”OneDrive - Espoo”."""
    return any(
        part.startswith(word) and not part[len(word) : len(word) + 1].isalpha()
        for word in _CLOUD_NAMES
    ) or part.startswith("com~apple~clouddocs")


def _on_network(path: Path, mounts: str | None) -> bool:
    if mounts is None and sys.platform == "win32":
        return _windows_remote(path)
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text("utf-8", "replace")
        except OSError:
            return False
    return _type_of(path, mounts) in _NETWORK_TYPES


def _type_of(path: Path, mounts: str) -> str:
    """The type of the disk that the path is on: that of the longest mount point above it."""
    nearest, kind = "", ""
    for line in mounts.splitlines():
        before, _dash, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = (
            fields[4].encode().decode("unicode_escape").encode("latin-1").decode("utf-8", "replace")
        )
        # The last line wins, as the later mount hides the earlier one.
        if path.is_relative_to(point) and len(point) >= len(nearest):
            nearest, kind = point, after.split()[0]
    return kind


def _unescaped(field: str) -> str:
    """A path of the table, in which the system writes spaces as octal numbers."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)


def _windows_remote(path: Path) -> bool:
    import ctypes

    if str(path).startswith("\\\\"):
        return True
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    return bool(kernel.GetDriveTypeW(path.anchor) == _WINDOWS_REMOTE)
