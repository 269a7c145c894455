"""Where the password comes from → the password, held so that nothing shows it."""

from __future__ import annotations

import importlib
import os
import shlex
import subprocess

from brief.errors import BriefError, UsageError
from brief.model.delivery import Mail, PasswordFrom, Secret

_SECONDS = 60


def password(mail: Mail) -> Secret | None:
    """The password; None where nobody logs in.

    Raises:
        UsageError: it is not where the mail file says.
    """
    if mail.password is None:
        return None
    match mail.password.sort:
        case "env":
            value = os.environ.get(mail.password.name, "")
        case "command":
            value = _of_command(mail.password)
        case "keyring":
            value = _of_keyring(mail.password, mail.user or "")
    if not value or any(char in value for char in "\r\n\0"):
        raise _none(mail.password, "is empty" if not value else "has a line end in it")
    return Secret(value)


def _of_command(asked: PasswordFrom) -> str:
    """The first line that a command prints; what it says besides is passed over, for it may be the password."""
    try:
        done = subprocess.run(  # noqa: S603  the user's own command, no shell
            shlex.split(asked.name), capture_output=True, timeout=_SECONDS, check=True, stdin=subprocess.DEVNULL
        )
        return done.stdout.decode().partition("\n")[0].rstrip("\r")
    except (OSError, ValueError, subprocess.SubprocessError):
        raise _none(asked, "does not give one: the command fails") from None


def _of_keyring(asked: PasswordFrom, user: str) -> str:
    try:
        found = importlib.import_module("keyring").get_password(asked.name, user)
    except ImportError:
        raise _none(asked, "needs the package keyring: `pip install keyring`") from None
    except Exception:  # noqa: BLE001  each system's keyring has its own; its words might hold the password
        raise _none(asked, "cannot be read") from None
    return str(found or "")


def _none(asked: PasswordFrom, what: str) -> BriefError:
    named = {
        "env": f"the variable `{asked.name}`",
        "command": "the command",
        "keyring": f"`{asked.name}` in the keyring",
    }
    return UsageError.at(f"no password: {named[asked.sort]} {what}", asked.place)
