"""The text of a `mail.yaml` in; the server, the sender and their rules, or every mistake with its place, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from brief.errors import UsageError
from brief.load.advice import in_order, mistake
from brief.load.fields import Fields, Key, Table, block, fields
from brief.load.forms import Form, choice, each, expected, line, pattern, text_of, whole
from brief.load.readers import address, header, mark
from brief.located_yaml import Mapping, Node, Scalar, parse
from brief.model.delivery import Mail, PasswordFrom
from brief.model.diagnostic import Diagnostic

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_PASSWORD_KEYS = ("env", "command", "keyring")
_HOW = "`{env: BRIEF_MAIL_PASSWORD}`, `{command: pass show mail}` or `{keyring: brief}`"


def _password(node: Node) -> PasswordFrom:
    """Where it comes from. What stands there is never quoted: it may be the password itself."""
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        raise _no_password(node)
    (key, value), *_ = node.entries
    if key.text not in _PASSWORD_KEYS or not isinstance(value, Scalar) or not value.text.strip():
        raise _no_password(node)
    sort: Any = key.text
    return PasswordFrom(sort=sort, name=value.text.strip(), place=value.place)


def _no_password(node: Node) -> UsageError:
    message = "expected where the password comes from, never the password itself"
    return UsageError(mistake(node.place, message, f"write {_HOW}"))


def _days(node: Node) -> int:
    what = "a number of days from 1 to 3650, such as `7 days`"
    digits = text_of(node, what).strip().removesuffix("days").removesuffix("day").strip()
    if not (digits.isascii() and digits.isdigit() and 1 <= int(digits[:6]) <= 3650):
        raise expected(what, node)
    return int(digits)


_HOST = pattern(r"[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,250}[A-Za-z0-9])?|::1", "a server such as `smtp.example.org`")
_SENDER = Table(
    name="`from`",
    keys={
        "name": Key(form=header("a name"), about="As readers see it."),
        "address": Key(form=address, about="The address that mail comes from.", required=True),
    },
)
_LEAVE = Table(
    name="`unsubscribe`",
    keys={
        "mail": Key(form=address, about="The address that takes readers off."),
        "web": Key(
            form=pattern(r"https://[!-;=?-~]{1,500}", "an address that begins with `https://`"),
            about="A page that takes a reader off by one click; `{address}` is filled in.",
        ),
    },
)
_MAIL = Table(
    name="the mail file",
    keys={
        "host": Key(form=_HOST, about="The server that takes the mail.", required=True),
        "port": Key(form=whole(1, 65535), about="587 by default; 465 where TLS is from the start."),
        "tls": Key(
            form=choice("starttls", "from the start", "none"),
            about="How the connection is made secret; `none` only for a server on this machine.",
        ),
        "ca": Key(form=line("a file"), about="The house's own certificate authority, relative to this file."),
        "user": Key(form=header("a user", 254), about="Who logs in."),
        "password": Key(
            form=Form(read=_password, schema={"type": "object"}), about=f"Where the password comes from: {_HOW}."
        ),
        "from": Key(form=block(_SENDER, lambda read, _: read.stop()), about="Who sends.", into="sender", required=True),
        "reply_to": Key(form=address, about="Where answers go."),
        "subject": Key(
            form=header("a subject", 200), about="In place of the title; `{title}`, `{product}`, `{edition}`."
        ),
        "readers": Key(form=line("a file"), about="The readers' file, relative to this file; `readers.yaml`."),
        "unsubscribe": Key(form=block(_LEAVE, lambda read, _: read.stop()), about="How a reader leaves.", into="leave"),
        "stale_after": Key(form=Form(read=_days, schema={}), about="Days from which a brief is not sent; 7 days."),
        "rate": Key(form=whole(0, 100_000), about="Messages a minute; 0, the default, is as fast as it goes."),
        "timeout": Key(form=whole(1, 3600), about="Seconds that one step of the dialogue may take; 60."),
        "marks": Key(form=each(mark, "handling marks", 1), about="The house's own handling marks, the lowest first."),
    },
)


def mail(text: str, path: str) -> Mail:
    """The mail file; raises UsageError with all mistakes, in order of place."""
    read = fields(parse(text, path), _MAIL)
    read.mistakes += [*_together(read)]
    read.mistakes = in_order(read.mistakes)
    values = read.stop()
    sender, leave = values.pop("sender"), values.pop("leave", {})
    if values.get("tls") == "from the start":
        values.setdefault("port", 465)
    return Mail(
        path=path,
        sender=sender["address"],
        sender_name=sender.get("name", ""),
        leave_by_mail=leave.get("mail"),
        leave_by_web=leave.get("web"),
        keys=read.places,
        **values,
    )


def _together(read: Fields) -> Iterator[Diagnostic]:
    """What no key says by itself."""
    values, places = read.values, read.places
    if values.get("tls") == "none" and values.get("host", "localhost") not in _LOCAL:
        message = f"`tls: none` would send the brief to `{values['host']}` in the clear"
        yield mistake(places["tls"], message, "write `starttls` or `from the start`; `none` is for this machine only")
    if values.get("tls") == "none" and "password" in values:
        yield mistake(places["tls"], "`tls: none` would send the password in the clear", "leave `password` out")
    if "user" in values and "password" not in places:
        yield mistake(places["user"], "`user` without `password`", f"say where it comes from: {_HOW}")
    if "password" in places and "user" not in places:
        yield mistake(places["password"], "`password` without `user`", "add `user: …`")
    if "subject" in values and (fault := _unfilled(values["subject"])):
        yield mistake(places["subject"], fault, "it takes `{title}`, `{product}` and `{edition}`")


def _unfilled(subject: str) -> str | None:
    rest = subject.replace("{title}", "").replace("{product}", "").replace("{edition}", "")
    return "a subject with a `{` or `}` that nothing fills" if "{" in rest or "}" in rest else None
