"""Makes an advice again from its receipt, byte for byte, or says which file is no longer the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kbv_rules import __version__
from kbv_rules.advise.advise import advise
from kbv_rules.advise.receipt import hash_of
from kbv_rules.errors import Fault, InputError, Place, input_error
from kbv_rules.findings.read import read_findings
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.report.advice_json import advice_json
from kbv_rules.rules.rule_set import load_rule_set

_MOST_BYTES = 20_000_000


def replay(path: Path) -> str:
    """The advice of a receipt as JSON, the very same bytes as when it was made.

    `path` is the JSON that `kbv advise --format json` wrote. The findings and rules are looked for where the receipt says
    they were, seen from the folder of the receipt or from here.

    Raises:
        InputError: no receipt in it; a file that is gone or has changed; or the advice was edited afterwards.
    """
    original, data = read_advice(path)
    receipt = data["receipt"]
    files = receipt.get("files") or {}
    if "findings" not in files:
        raise input_error(
            path,
            "de verantwoording noemt geen bestand met bevindingen.",
            "Maak het advies met 'kbv advise BESTAND --format json -o advies.json'.",
        )
    if receipt["version"] != __version__:
        raise input_error(
            path,
            f"dit advies is gemaakt met kbv-rules {receipt['version']}, dit is {__version__}.",
            "Gebruik die versie om het precies over te doen.",
        )
    knowledge = load_knowledge()
    rules = load_rule_set(_found(path, files["rules"]) if files.get("rules") else None)
    findings_path = _found(path, files["findings"])
    findings = read_findings(findings_path, knowledge=knowledge, rules=rules)
    changed = [
        Fault(
            Place(str(file)),
            f"{what} niet meer hetzelfde als toen het advies werd gemaakt.",
            "Zet de versie van toen terug, of maak een nieuw advies.",
        )
        for file, what, now, then in (
            (findings_path, "dit bestand is", hash_of(findings), receipt["findings"]),
            (rules.folder, "de regels in deze map zijn", rules.hash, receipt["rules"]),
            ("knowledge", "de kennis van deze installatie is", knowledge.hash, receipt["knowledge"]),
        )
        if now != then
    ]
    if changed:
        raise InputError(changed)
    again = advice_json(
        advise(
            findings,
            knowledge=knowledge,
            rules=rules,
            profile=receipt["profile"],
            robustness=bool(receipt.get("robustness")),
            time=receipt["time"],
            files=files,
        )
    )
    if again != original:
        raise input_error(
            path,
            "dit advies is na het maken veranderd: opnieuw gemaakt is het anders.",
            "Vergelijk met 'kbv diff', of maak een nieuw advies.",
        )
    return again


def read_advice(path: Path) -> tuple[str, dict[str, Any]]:
    """The text and the values of an advice in JSON.

    Raises:
        InputError: not such a file.
    """
    remedy = "Geef het bestand op dat 'kbv advise --format json -o advies.json' maakte."
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise input_error(path, "het bestand is te groot voor een advies.", remedy)
        text = path.read_text(encoding="utf-8")
        data = json.loads(text)
    except (OSError, UnicodeDecodeError, ValueError, RecursionError):
        raise input_error(path, "dit is geen advies in JSON.", remedy) from None
    known = isinstance(data, dict) and isinstance(data.get("receipt"), dict)
    if not known or not {"version", "knowledge", "rules", "findings", "profile", "time"} <= set(data["receipt"]):
        raise input_error(path, "er staat geen verantwoording (receipt) in dit bestand.", remedy)
    return text, data


def _found(receipt: Path, name: str) -> Path:
    """A file the receipt names, seen from the receipt's own folder or from here."""
    for place in (receipt.parent / name, Path(name)):
        if place.exists():
            return place
    raise input_error(name, "dit bestand, dat de verantwoording noemt, is er niet meer.", "Zet het terug op deze plaats.")
