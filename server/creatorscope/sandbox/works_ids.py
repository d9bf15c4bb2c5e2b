"""Ids of the sandbox's works and accounts, which say by themselves whose they are."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from hashlib import sha256
from typing import NamedTuple

SLOTS = 512
_MASK32, _MASK64 = (1 << 32) - 1, (1 << 64) - 1
_ODD32, _ODD64 = 0x9E3779B1, 0x9E3779B97F4A7C15
_BACK32, _BACK64 = pow(_ODD32, -1, 1 << 32), pow(_ODD64, -1, 1 << 64)
_SEC_UID = "MS4wLjABAAAA"
_SEC_UID_BYTES = 32


class Place(NamedTuple):
    """Which work of which account of a platform: both counted from 0."""

    author: int
    slot: int


def work_number(platform: str, place: Place, published: int) -> int:
    """Return a 64-bit id whose upper half is the second of publishing, as on TikTok."""
    return published << 32 | _mix(platform, place.author * SLOTS + place.slot)


def place_of(platform: str, number: int) -> Place:
    """Return which work an id would be; whether there is one, and of that second, is to be checked."""
    return Place(*divmod(_unmix(platform, number & _MASK32), SLOTS))


def code_of(number: int) -> str:
    """Return a 64-bit id as the 11 characters that links show."""
    return _encode((number * _ODD64 & _MASK64).to_bytes(8, "big"))


def number_of(code: str) -> int | None:
    """Return the id that 11 characters stand for; None where they cannot be one."""
    found = _decode(code)
    if found is None or len(found) != 8:
        return None
    return int.from_bytes(found, "big") * _BACK64 & _MASK64


def note_id_of(number: int) -> str:
    """Return a 64-bit id as 24 hexadecimal digits, the first 8 the second of publishing."""
    return f"{number:016x}{sha256(str(number).encode()).hexdigest()[:8]}"


def number_of_note(note_id: str) -> int | None:
    """Return the id behind 24 hexadecimal digits; None where they are none of ours."""
    try:
        number = int(note_id[:16], 16)
    except ValueError:
        return None
    return number if note_id == note_id_of(number) else None


def sec_uid_of(platform: str, author: int) -> str:
    """Return an account's secure id."""
    head = _mix(f"{platform}:sec_uid", author).to_bytes(4, "big")
    tail = sha256(f"{platform}:{author}".encode()).digest()[: _SEC_UID_BYTES - len(head)]
    return _SEC_UID + _encode(head + tail)


def author_of_sec_uid(platform: str, sec_uid: str) -> int | None:
    """Return which account a secure id would be of; None where it cannot be one."""
    found = _decode(sec_uid.removeprefix(_SEC_UID)) if sec_uid.startswith(_SEC_UID) else None
    if found is None or len(found) != _SEC_UID_BYTES:
        return None
    return _unmix(f"{platform}:sec_uid", int.from_bytes(found[:4], "big"))


def user_id_of(platform: str, author: int) -> str:
    """Return an account id of 24 hexadecimal digits."""
    return note_id_of(0x5F << 56 | _mix(f"{platform}:user", author))


def author_of_user_id(platform: str, user_id: str) -> int | None:
    """Return which account 24 hexadecimal digits would be of; None where they are none of ours."""
    number = number_of_note(user_id)
    return None if number is None else _unmix(f"{platform}:user", number & _MASK32)


def _mix(salt: str, value: int) -> int:
    return (value * _ODD32 & _MASK32) ^ _salt(salt)


def _unmix(salt: str, mixed: int) -> int:
    return (mixed ^ _salt(salt)) * _BACK32 & _MASK32


def _salt(text: str) -> int:
    return int(sha256(text.encode()).hexdigest()[:8], 16)


def _encode(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _decode(text: str) -> bytes | None:
    try:
        return urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
    except (Error, ValueError):
        return None
