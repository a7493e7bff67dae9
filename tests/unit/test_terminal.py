"""What the command line says of a fault."""

import errno

import pytest
import typer

from damascus_map.errors import LostProcessError
from damascus_map.terminal import CALL_IS_WRONG, reported


def test_a_folder_that_may_not_be_entered_is_told_without_a_traceback(capsys):
    with pytest.raises(typer.Exit) as ended, reported("en"):
        raise PermissionError(errno.EACCES, "Permission denied", "locked/my-map")
    assert ended.value.exit_code == CALL_IS_WRONG
    told = capsys.readouterr().err
    assert "locked/my-map cannot be reached: Permission denied" in told
    assert "Check that you may enter its folder" in told


def test_a_process_that_was_lost_is_told_without_a_traceback(capsys):
    with pytest.raises(typer.Exit), reported("en"):
        raise LostProcessError("A process that read was ended from outside.")
    assert capsys.readouterr().err == "Error: A process that read was ended from outside.\n"
