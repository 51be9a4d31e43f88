"""A compiled copy is never stale, never trusted when damaged, and never needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from kbv_rules import compiled
from kbv_rules.data_folder import data_folder
from kbv_rules.errors import InputError
from kbv_rules.knowledge.files import read_catalogue
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.knowledge import Catalogue
from kbv_rules.rules.files import RuleFiles, read_rule_files
from kbv_rules.rules.rule_set import load_rule_set


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for compiled copies."""
    home = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    return home / "kbv-rules"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A municipality's own copy of the rules."""
    return Path(shutil.copytree(data_folder("rules"), tmp_path / "rules"))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(data_folder("knowledge"))


@pytest.fixture(scope="module")
def rule_files() -> RuleFiles:
    return read_rule_files(data_folder("rules"))


def record_of(model: BaseModel) -> Any:
    """The model after a journey through the compiled copy."""
    return compiled.remember("test", "0" * 64, model)


def standard_profile(folder: Path) -> str:
    return load_rule_set(folder).profile(None).name


def rename_profile(folder: Path, old: str, new: str) -> None:
    file = folder / "profiles.yaml"
    text = file.read_text(encoding="utf-8")
    assert f"name: {old}\n" in text
    file.write_text(text.replace(f"name: {old}\n", f"name: {new}\n"), encoding="utf-8")


# The same content


def test_a_record_says_the_same_as_its_model_for_all_knowledge(cache: Path, catalogue: Catalogue) -> None:
    assert record_of(catalogue).model_dump() == catalogue.model_dump(mode="json")


def test_a_record_says_the_same_as_its_model_for_all_rules(cache: Path, rule_files: RuleFiles) -> None:
    assert record_of(rule_files).model_dump() == rule_files.model_dump(mode="json")


def test_a_record_can_be_walked_like_its_model(cache: Path, catalogue: Catalogue, rule_files: RuleFiles) -> None:
    """Every field of every model, one by one: models where it has models, tuples where it has tuples."""
    for model in (catalogue, rule_files):
        assert [*_differences(model, record_of(model), type(model).__name__)] == []


def _differences(model: Any, record: Any, where: str) -> Iterator[str]:
    if isinstance(model, BaseModel):
        if type(record).__name__ != type(model).__name__:
            yield f"{where}: {type(record).__name__} for {type(model).__name__}"
            return
        for name in (*type(model).model_fields, *(model.__pydantic_extra__ or {})):
            yield from _differences(getattr(model, name), getattr(record, name), f"{where}.{name}")
    elif isinstance(model, tuple):
        if type(record) is not tuple or len(record) != len(model):
            yield f"{where}: {record!r} for {model!r}"
            return
        for index, (one, other) in enumerate(zip(model, record, strict=True)):
            yield from _differences(one, other, f"{where}[{index}]")
    elif isinstance(model, dict):
        if not isinstance(record, dict) or [str(key) for key in model] != list(record):
            yield f"{where}: {record!r} for {model!r}"
            return
        for key, value in model.items():
            yield from _differences(value, record[str(key)], f"{where}[{key}]")
    elif model != record:
        yield f"{where}: {record!r} for {model!r}"


def test_a_copy_read_back_is_the_copy_that_was_written(cache: Path, catalogue: Catalogue) -> None:
    written = compiled.remember("knowledge", "a" * 64, catalogue)
    assert compiled.recall("knowledge", "a" * 64).model_dump() == written.model_dump()


def test_a_record_cannot_be_changed_and_knows_its_fields(cache: Path, catalogue: Catalogue) -> None:
    theme = record_of(catalogue).themes[0]
    with pytest.raises(AttributeError, match="Theme is immutable"):
        theme.name = "Iets anders"
    with pytest.raises(AttributeError, match="Theme has no field 'naam'"):
        _ = theme.naam
    assert theme.name == catalogue.themes[0].name
    assert theme.name in repr(theme)


# Never stale


def test_a_changed_rule_file_gives_another_answer(cache: Path, rules: Path) -> None:
    before = standard_profile(rules)
    rename_profile(rules, before, "Zoals de raad het wil")
    assert standard_profile(rules) == "Zoals de raad het wil"
    rename_profile(rules, "Zoals de raad het wil", before)
    assert standard_profile(rules) == before


def test_one_changed_byte_of_the_knowledge_gives_another_answer(cache: Path, tmp_path: Path) -> None:
    """Even when the file keeps its size and its time."""
    folder = Path(shutil.copytree(data_folder("knowledge"), tmp_path / "knowledge"))
    before = load_knowledge(folder)
    file = folder / "fields.yaml"
    status = file.stat()
    text = file.read_text(encoding="utf-8")
    name = before.catalogue.fields[0].name
    file.write_text(text.replace(f"name: {name}", f"name: {name[:-1]}x", 1), encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_size == status.st_size
    after = load_knowledge(folder)
    assert after.catalogue.fields[0].name == f"{name[:-1]}x"
    assert after.hash != before.hash


@pytest.mark.parametrize("change", ["a byte", "a new file", "a file gone", "another name", "another folder"])
def test_every_change_of_a_folder_changes_its_fingerprint(change: str, rules: Path) -> None:
    before = compiled.fingerprint(rules)
    file = rules / "limits.yaml"
    if change == "a byte":
        file.write_bytes(file.read_bytes() + b"\n")
    elif change == "a new file":
        (rules / "leeg.yaml").write_bytes(b"")
    elif change == "a file gone":
        file.unlink()
    elif change == "another name":
        file.rename(rules / "grenzen.yaml")
    else:
        file.rename(rules / "tables" / "limits.yaml")
    assert compiled.fingerprint(rules) != before


def test_what_is_no_rule_file_does_not_count(rules: Path) -> None:
    before = compiled.fingerprint(rules)
    (rules / "LEESMIJ.md").write_text("Onze eigen regels.\n", encoding="utf-8")
    assert compiled.fingerprint(rules) == before


def test_a_copy_of_the_folder_elsewhere_has_the_same_fingerprint(rules: Path, tmp_path: Path) -> None:
    assert compiled.fingerprint(rules) == compiled.fingerprint(Path(shutil.copytree(rules, tmp_path / "kopie")))


def test_a_file_that_cannot_be_read_is_told_before_anything_is_reckoned(rules: Path) -> None:
    (rules / "map.yaml").mkdir()
    with pytest.raises(InputError, match=r"map\.yaml: het bestand is niet te lezen"):
        compiled.fingerprint(rules)


def test_all_code_that_reads_the_files_counts_for_a_copy() -> None:
    """A kbv-rules that reads or refuses differently must not take over the copy of another."""
    asked = (
        "import sys, kbv_rules.knowledge.files, kbv_rules.rules.files, kbv_rules.shapes, kbv_rules.compiled\n"
        "import kbv_rules.check.word_lists, kbv_rules.model.word_lists, kbv_rules.check.rules, kbv_rules.check.rule_files\n"
        "print(*(module.__file__ for name, module in sys.modules.items() if name.startswith('kbv_rules.')))"
    )
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    package = Path(compiled.__file__).parent
    used = {Path(name).relative_to(package).as_posix() for name in ran.stdout.split() if not name.endswith("__init__.py")}
    # How a message is worded and where the files are found says nothing of what is in them.
    assert used - {"errors.py", "data_folder.py"} == set(compiled._CODE)


# Never trusted


@pytest.fixture
def copy(cache: Path, rules: Path) -> Path:
    """The compiled copy of the rules."""
    load_rule_set(rules)
    (file,) = cache.glob("rules-*.json")
    return file


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: raw[:-100],
        lambda raw: raw[:64],
        lambda raw: raw[:100] + raw[100:].replace(b"1", b"2"),
        lambda raw: raw[:1000] + bytes([raw[1000] ^ 1]) + raw[1001:],
        lambda raw: raw.partition(b"\n")[2],
        lambda raw: b"{}",
        lambda raw: b"\xff" * 1000,
    ],
    ids=["empty", "cut off", "only the hash", "numbers changed", "one bit", "no hash", "other JSON", "rubbish"],
)
def test_a_damaged_copy_is_made_anew(damage: Any, copy: Path, rules: Path) -> None:
    sound = copy.read_bytes()
    copy.write_bytes(damage(sound))
    assert copy.read_bytes() != sound
    assert load_rule_set(rules).profiles.model_dump() == load_rule_set().profiles.model_dump()
    assert copy.read_bytes() == sound


def test_a_copy_of_other_rules_under_this_name_is_made_anew(copy: Path, rules: Path, cache: Path) -> None:
    before = standard_profile(rules)
    rename_profile(rules, before, "Zoals de raad het wil")
    load_rule_set(rules)
    (foreign,) = {*cache.glob("rules-*.json")} - {copy}
    shutil.copy(foreign, copy)
    rename_profile(rules, "Zoals de raad het wil", before)
    assert standard_profile(rules) == before


def test_a_folder_where_the_copy_should_be_is_no_trouble(copy: Path, rules: Path) -> None:
    copy.unlink()
    copy.mkdir()
    assert standard_profile(rules) == standard_profile(data_folder("rules"))


# Never needed


def test_without_a_place_to_write_all_still_works(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    occupied = tmp_path / "bezet"
    occupied.write_text("hier staat al een bestand", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(occupied))
    before = standard_profile(rules)
    rename_profile(rules, before, "Zoals de raad het wil")
    assert standard_profile(rules) == "Zoals de raad het wil"
    assert occupied.read_text(encoding="utf-8") == "hier staat al een bestand"


def test_a_user_without_a_home_gets_the_same_answers(rules: Path) -> None:
    """As in a container that runs under a number nobody knows."""
    asked = (
        "import os, sys\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "from pathlib import Path\n"
        "Path.expanduser = lambda self: (_ for _ in ()).throw(RuntimeError('Could not determine home directory.'))\n"
        "from kbv_rules.rules.rule_set import load_rule_set\n"
        "print(load_rule_set(Path(sys.argv[1])).profile(None).name)"
    )
    package = str(Path(compiled.__file__).parents[1])
    told = subprocess.run([sys.executable, "-c", asked, str(rules), package], env={}, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == standard_profile(data_folder("rules"))


def test_only_the_latest_copies_are_kept(cache: Path, rule_files: RuleFiles) -> None:
    for number in range(12):
        compiled.remember("rules", f"{number:064x}"[::-1], rule_files)
    assert len([*cache.glob("rules-*.json")]) == compiled._KEPT
    assert compiled.recall("rules", f"{11:064x}"[::-1]) is not None
    assert [path.suffix for path in cache.iterdir()] == [".json"] * compiled._KEPT
