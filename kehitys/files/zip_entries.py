"""What is asked of every entry of a stranger's zip before anything in it is unpacked."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
import zlib

SPOILT = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, ValueError,
    NotImplementedError, RuntimeError, LookupError, OverflowError,
)  # fmt: skip
"""What the zip module raises at damage; which of them depends on where it stands."""


def strays(info: zipfile.ZipInfo) -> bool:
    """Whether its name would lead out of the folder it is unpacked in, on any system."""
    # The zip module turns \\ into / on some systems, and cuts a name at a zero byte.
    name = info.orig_filename
    signs = any(sign in name for sign in ("\\", "\0", ":"))
    return not name or name.startswith("/") or signs or ".." in name.split("/")


def is_plain(info: zipfile.ZipInfo) -> bool:
    """Whether it is a file or a folder, and no link or device."""
    return stat.S_IFMT(info.external_attr >> 16) in (0, stat.S_IFREG, stat.S_IFDIR)


def same_name(name: str) -> str:
    """What two names share when some system takes them for one."""
    return unicodedata.normalize("NFC", name).casefold()


def swells(info: zipfile.ZipInfo, *, small: int, ratio: int) -> bool:
    """Whether it is larger than `small` bytes and more than `ratio` times its size in the zip."""
    return info.file_size > small and info.file_size > ratio * max(info.compress_size, 1)
