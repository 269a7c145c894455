"""Arguments → one pipeline call → printed lines → exit code. Data goes to stdout, talk to stderr."""

from __future__ import annotations

import gc
import importlib

import click

from brief import __version__
from brief.cli.say import own_fault, stopped
from brief.errors import BriefError

COMMANDS = {
    "build": "brief.cli.build",
    "read": "brief.cli.read",
    "find": "brief.cli.find",
    "show": "brief.cli.find",
    "why": "brief.cli.why",
    "verify": "brief.cli.verify",
    "pull": "brief.cli.pull",
    "compare": "brief.cli.compare",
    "impact": "brief.cli.compare",
    "redline": "brief.cli.redline",
    "send": "brief.cli.send",
    "sent": "brief.cli.sent",
    "bounces": "brief.cli.bounces",
    "schema": "brief.cli.start",
    "init": "brief.cli.start",
}
"""Each command's module, imported when the command is called."""


class Commands(click.Group):
    """The commands in the order of use; a stop becomes its message and its exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names as the help shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Runs a command; what stops it is told in one line each."""
        gc.disable()  # a short process: looking for circles is 7 % of a build, and what holds many collects by itself
        try:
            return super().invoke(ctx)
        except BriefError as error:
            ctx.exit(stopped(error))
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001  the last place before a user; nothing below catches everything
            ctx.exit(stopped(own_fault(error)))
        finally:
            gc.freeze()  # the process ends here: no last look for circles among the boxes of pages
            gc.enable()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="brief %(version)s")
def main() -> None:
    """Turn a folder of articles into a checked policy brief.

    \b
    Example:
      brief build config/weekly.yaml
    """
