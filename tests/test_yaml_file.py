"""YAML as advisers write it: what they typed is what is read, and every value keeps its place."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.errors import InputError, Place
from kbv_rules.yaml_file import MAX_DEPTH, YamlFile, parse_yaml, read_yaml


def parse(text: str) -> YamlFile:
    return parse_yaml(text.encode(), "b.yaml")


def fault_of(text: str) -> str:
    with pytest.raises(InputError) as refused:
        parse(text)
    (fault,) = refused.value.faults
    return str(fault)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("nee", "nee"),
        ("no", "no"),
        ("on", "on"),
        ("ja", "ja"),
        ("2026-05-01", "2026-05-01"),
        ("12:30:45", "12:30:45"),
        ("007", "007"),
        ("0715", "0715"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("1,7", "1,7"),
        ('"12"', "12"),
        ("'true'", "true"),
        ('""', ""),
        ("|-\n  twee\n  regels", "twee\nregels"),
        ("true", True),
        ("False", False),
        ("12", 12),
        ("-0", 0),
        ("+12", 12),
        ("1.10", 1.1),
        ("-.5", -0.5),
        ("1e3", 1000.0),
        ("12.", 12.0),
        ("~", None),
        ("null", None),
        ("", None),
        ("nadere analyse", "nadere analyse"),
        ("information", "information"),
    ],
)
def test_what_is_typed_is_what_is_read(written: str, read: Any) -> None:
    value = parse(f"waarde: {written}\n").value["waarde"]
    assert (value, type(value)) == (read, type(read))


def test_keys_are_text_whatever_they_look_like() -> None:
    assert parse("{2024: 57, true: 1, no: 2, 1.10: 3, null: 4}").value == {"2024": 57, "true": 1, "no": 2, "1.10": 3, "null": 4}


def test_every_value_and_key_has_its_place_and_its_spelling() -> None:
    file = parse('schema: 1\nbevindingen:\n  - thema: "1.3"\n    cijfers: {2023: 1.10, 2024: 57}\n')
    assert file.place(("bevindingen", 0, "thema")) == Place("b.yaml", 3, 12)
    assert file.place(("bevindingen", 0, "cijfers", "2024")) == Place("b.yaml", 4, 33)
    assert file.key_place(("bevindingen", 0, "cijfers", "2024")) == Place("b.yaml", 4, 27)
    assert file.written[("bevindingen", 0, "cijfers", "2023")] == "1.10"


def test_a_place_counts_characters_not_bytes() -> None:
    file = parse("{naam: coördinatie – café 😀, thema: S2}")
    assert file.place(("thema",)) == Place("b.yaml", 1, 37)


def test_what_is_not_there_stands_where_its_surroundings_do() -> None:
    file = parse("gemeente:\n  naam: Terneuzen\n")
    assert file.place(("gemeente", "code")) == Place("b.yaml", 2, 3)
    assert file.key_place(("gemeente", "code")) == Place("b.yaml", 2, 3)
    assert file.place(("periode",)) == Place("b.yaml", 1, 1)


def test_an_item_of_a_list_has_no_key_but_a_place() -> None:
    file = parse('themas: ["1.1", "1.2"]\n')
    assert file.key_place(("themas", 1)) == file.place(("themas", 1)) == Place("b.yaml", 1, 17)


def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble() -> None:
    file = parse_yaml("\ufeffnaam: Goes\r\nthema: x\r\n".encode(), "b.yaml")
    assert file.value == {"naam": "Goes", "thema": "x"}
    assert file.place(("thema",)) == Place("b.yaml", 2, 8)


def test_a_byte_order_mark_does_not_shift_the_place_of_a_strange_byte() -> None:
    with pytest.raises(InputError, match=r"b\.yaml:2:11: de tekens zijn geen UTF-8"):
        parse_yaml(b"\xef\xbb\xbf# caf\xc3\xa9\nnaam: caf\xc3\xa9\xe9\n", "b.yaml")


@pytest.mark.parametrize("spelling", [".nan", ".NaN", "nan", "NaN", ".inf", "-.inf", "-Infinity", "inf", "+.INF"])
def test_no_spelling_of_not_a_number_gets_through(spelling: str) -> None:
    assert "geen getal waarmee gerekend kan worden" in fault_of(f"waarde: {spelling}\n")


@pytest.mark.parametrize("written", ["9" * 31, "-" + "9" * 400, "1e309", "-1e400", "9" * 400 + ".0"])
def test_no_number_is_too_large_to_be_refused(written: str) -> None:
    assert fault_of(f"waarde: {written}\n").startswith("b.yaml:1:9: dit getal is onzinnig groot.")


def test_a_duplicate_key_is_told_with_the_line_of_the_first() -> None:
    told = fault_of("naam:\n  plaats: Goes\nthema: x\nnaam: Hulst\n")
    assert told.startswith("b.yaml:4:1: de sleutel 'naam' staat hier voor de tweede keer (eerder op regel 1).")


@pytest.mark.parametrize("text", ["{2024: 57, '2024': 60}", "{a: 1, a: 1}", "- {a: 1}\n- b: 1\n  b: 2"])
def test_a_key_is_a_duplicate_however_it_is_written(text: str) -> None:
    assert "voor de tweede keer" in fault_of(text)


def test_one_key_in_two_blocks_is_no_duplicate() -> None:
    assert parse("[{naam: a}, {naam: b}]").value == [{"naam": "a"}, {"naam": "b"}]


@pytest.mark.parametrize(
    ("text", "place", "tag"),
    [
        ("a: !!python/name:os.system x", "1:4", "!!python/name:os.system"),
        ("a: !!binary aGFsbG8=", "1:4", "!!binary"),
        ("a: !eigen {b: 1}", "1:4", "!eigen"),
        ('a: ! "12"', "1:4", "!"),
        ("a: !!set {b, c}", "1:4", "!!set"),
        ("!!str a: 1", "1:1", "!!str"),
        ("!!map {a: 1}", "1:1", "!!map"),
        ("- !!float 1", "1:3", "!!float"),
    ],
)
def test_no_tag_makes_anything(text: str, place: str, tag: str) -> None:
    assert fault_of(text).startswith(f"b.yaml:{place}: '{tag}' is een YAML-typeaanduiding.")


@pytest.mark.parametrize("text", ["a: &x 1\nb: 2", "&x a: 1", "a: &x [1]", "&x {a: 1}", "a: *x", "<<: *x"])
def test_no_anchor_is_followed(text: str) -> None:
    assert "YAML-verwijzing" in fault_of(text)


def test_the_deepest_nesting_that_is_let_through() -> None:
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH).value is not None
    assert fault_of("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).startswith(f"b.yaml:1:{MAX_DEPTH + 1}: de waarden zijn")


def test_too_many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kbv_rules.yaml_file.MAX_VALUES", 100)
    assert len(parse("[" + "1," * 99 + "]").value) == 99
    assert fault_of("[" + "1," * 100 + "]").startswith("b.yaml:1:200: het bestand bevat te veel waarden.")


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2\n", "---\na: 1\n...\n---\nb: 2\n", "--- 1\n--- 2\n"])
def test_a_second_document_is_refused(text: str) -> None:
    assert "er begint een tweede document ('---')" in fault_of(text)


def test_one_document_may_say_where_it_begins_and_ends() -> None:
    assert parse("%YAML 1.1\n---\na: 1\n...\n").value == {"a": 1}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: 'x\nb: 1\n", "niet afgesloten"),
        ("- a\nb: 1\n", "begint niet met '- '"),
        ("a:\n  b\n  c: 1\n", "dubbele punt"),
        ("a: - b\n", "Hier kan geen lijst beginnen"),
        ("a: 1\nb\nc: 2\n", "ontbreekt een dubbele punt"),
        ("a: `x`\n", "mag niet met dit teken beginnen"),
    ],
)
def test_a_slip_in_the_writing_is_explained_in_dutch(text: str, why: str) -> None:
    told = fault_of(text)
    assert "dit is geen geldige YAML." in told
    assert why in told


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"naam: Goes\n")
    os.close(writing)
    try:
        assert read_yaml(Path(f"/dev/fd/{reading}")).value == {"naam": "Goes"}
    finally:
        os.close(reading)


def test_a_limit_of_its_own_size_is_no_excess(tmp_path: Path) -> None:
    file = tmp_path / "b.yaml"
    file.write_bytes(b"a: 1\n")
    assert read_yaml(file, max_bytes=5).value == {"a": 1}
    with pytest.raises(InputError, match="het bestand is groter dan"):
        read_yaml(file, max_bytes=4)


@pytest.mark.parametrize("name", ["x" * 5000, "map/bestand.yaml", "b.yaml/onder-een-bestand.yaml"])
def test_a_path_that_leads_nowhere(name: str, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("a: 1\n")
    with pytest.raises(InputError) as refused:
        read_yaml(tmp_path / name)
    assert refused.value.faults[0].place == Place(str(tmp_path / name))


@contextmanager
def _unprivileged() -> Iterator[Path]:
    """A folder, and no right to read more than everybody may."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        yield folder
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs POSIX rights")
def test_a_file_that_may_not_be_read_says_so() -> None:
    with _unprivileged() as folder:
        file = folder / "b.yaml"
        if os.geteuid() == 65534:
            os.seteuid(0)
            file.write_text("a: 1\n")
            file.chmod(0)
            os.seteuid(65534)
        else:
            file.write_text("a: 1\n")
            file.chmod(0)
        with pytest.raises(InputError, match=r"het bestand mag niet worden gelezen\.\n  Geef uzelf leesrechten"):
            read_yaml(file)


@given(st.binary(max_size=80) | st.text("ab: -[]{}\"'\n\t#&*!|>%@`,?~1.\\\0é", max_size=60).map(str.encode))
@settings(max_examples=500, deadline=None)
def test_any_bytes_are_read_or_refused_with_their_place(raw: bytes) -> None:
    try:
        parse_yaml(raw, "b.yaml")
    except InputError as refused:
        (fault,) = refused.faults
        assert fault.place.file == "b.yaml"
        assert fault.what.endswith(".")
        assert fault.remedy.endswith(".")


_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(st.characters(codec="utf-8", exclude_categories=["C"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc1.é", min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(_PLAIN)
@settings(max_examples=200, deadline=None)
def test_what_another_program_writes_is_read_unchanged(value: Any) -> None:
    """JSON is YAML: values of every kind come through, and each one has a place and the scalars their spelling."""
    file = parse(json.dumps(value, ensure_ascii=False))
    assert file.value == value
    assert len(file.places) == _count(value)


def _count(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(_count(item) for item in inside)
