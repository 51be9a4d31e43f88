"""Messages are data first, text last: what, where, why, what to do."""

from __future__ import annotations

import pytest

from kbv_rules.errors import AmbiguousTermError, Fault, InputError, KbvError, Place, UnknownTermError, input_error


def test_a_fault_reads_as_place_what_why_and_on_the_next_line_what_to_do() -> None:
    fault = Fault(
        Place("bevindingen.yaml", 14, 9),
        "thema '3.6' bestaat niet.",
        "Bedoelde u '3.4' (Veilig in en om de school)?",
        "Veld 3 telt de thema's 3.1 t/m 3.4.",
    )
    assert str(fault) == (
        "bevindingen.yaml:14:9: thema '3.6' bestaat niet. Veld 3 telt de thema's 3.1 t/m 3.4.\n"
        "  Bedoelde u '3.4' (Veilig in en om de school)?"
    )


def test_a_fault_without_a_reason_leaves_no_gap() -> None:
    fault = Fault(Place("leeg.yaml"), "het bestand is leeg.", "Vul het in.")
    assert str(fault) == "leeg.yaml: het bestand is leeg.\n  Vul het in."


def test_a_fault_of_a_file_as_a_whole_has_no_line() -> None:
    error = input_error("leeg.yaml", "het bestand is leeg.", "Vul het in.", "Zonder bevindingen is er geen advies.")
    assert error.faults == (
        Fault(Place("leeg.yaml", None, None), "het bestand is leeg.", "Vul het in.", "Zonder bevindingen is er geen advies."),
    )


@pytest.mark.parametrize(
    ("number", "last"),
    [(20, "  Verbeter 20."), (21, "... en nog 1 andere fout."), (23, "... en nog 3 andere fouten.")],
)
def test_twenty_faults_are_shown_and_the_rest_is_counted(number: int, last: str) -> None:
    faults = [Fault(Place("b.yaml", line, 1), f"fout {line}.", f"Verbeter {line}.") for line in range(1, number + 1)]
    error = InputError(faults)
    assert error.faults == tuple(faults)
    lines = str(error).splitlines()
    assert lines[0] == "b.yaml:1:1: fout 1."
    assert lines[38:40] == ["b.yaml:20:1: fout 20.", "  Verbeter 20."]
    assert lines[-1] == last


def test_an_unknown_term_offers_the_three_nearest() -> None:
    near = [("1.1", "Sociale kwaliteit"), ("1.2", "Fysieke kwaliteit"), ("1.3", "Objectieve veiligheid"), ("1.4", "Vier")]
    error = UnknownTermError("thema", "kwaliteit van leven", near)
    assert error.suggestions == tuple(near)
    assert str(error) == (
        "thema 'kwaliteit van leven' niet gevonden.\n"
        "  Bedoelde u '1.1' (Sociale kwaliteit) of '1.2' (Fysieke kwaliteit) of '1.3' (Objectieve veiligheid)?"
    )


def test_an_unknown_term_without_anything_near_asks_nothing() -> None:
    assert str(UnknownTermError("partner", "xyz", [])) == "partner 'xyz' niet gevonden."


def test_an_ambiguous_term_asks_which_of_all_is_meant() -> None:
    error = AmbiguousTermError("thema", "kwaliteit", [("1.1", "Sociale kwaliteit"), ("1.2", "Fysieke kwaliteit")])
    assert (error.kind, error.text) == ("thema", "kwaliteit")
    assert str(error).splitlines()[1] == "  Bedoelt u '1.1' (Sociale kwaliteit) of '1.2' (Fysieke kwaliteit)?"


@pytest.mark.parametrize("error", [input_error("a", "b", "c"), UnknownTermError("a", "b", []), AmbiguousTermError("a", "b", [])])
def test_a_face_can_catch_them_all(error: Exception) -> None:
    assert isinstance(error, KbvError)
