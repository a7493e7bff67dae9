"""The command line as the tests call it."""

from click.testing import Result
from typer.testing import CliRunner

from damascus_map import cli


def run(*arguments: object) -> Result:
    """Run a command; a traceback is never an answer."""
    result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert "Traceback" not in result.output, result.output
    return result
