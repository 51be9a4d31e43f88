"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

import pytest

from kbv_rules.errors import InputError, input_error
from kbv_rules.report.write import write, write_stream

TEXT = "Beïnvloedbaarheid: één\n"


def test_without_a_file_the_text_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    write(TEXT, None)
    assert capsys.readouterr().out == TEXT


def test_the_text_is_written_as_it_is_in_utf_8(tmp_path: Path) -> None:
    write(TEXT, tmp_path / "advies.md")
    assert (tmp_path / "advies.md").read_bytes() == TEXT.encode("utf-8")


def test_an_earlier_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "advies.md"
    target.write_text("vorig advies, dat langer was dan dit", encoding="utf-8")
    write(TEXT, target)
    assert target.read_text(encoding="utf-8") == TEXT
    assert list(tmp_path.iterdir()) == [target]


def test_the_file_may_be_read_by_whoever_the_user_lets_read(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write(TEXT, tmp_path / "advies.md")
    finally:
        os.umask(before)
    assert (tmp_path / "advies.md").stat().st_mode & 0o777 == 0o644


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="dit is een map") as caught:
        write(TEXT, tmp_path)
    assert caught.value.faults[0].place.file == str(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="hier kan niet geschreven worden"):
        write(TEXT, tmp_path / "nieuw" / "advies.md")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_encoded_leaves_the_earlier_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "advies.md"
    target.write_text("vorig advies", encoding="utf-8")
    with pytest.raises((InputError, UnicodeError)):
        write("half een teken: \udc80", target)
    assert target.read_text(encoding="utf-8") == "vorig advies"
    assert list(tmp_path.iterdir()) == [target]


def test_a_stream_that_fails_halfway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "uit.docx"
    target.write_bytes(b"oud")

    def fill(file: IO[bytes]) -> None:
        file.write(b"half")
        raise input_error(target, "het bestand is beschadigd.", "Sla het opnieuw op.")

    with pytest.raises(InputError, match="beschadigd"):
        write_stream(fill, target)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"uit.docx": b"oud"}
