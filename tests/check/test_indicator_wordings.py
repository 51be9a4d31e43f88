"""Indicators as municipalities write them: what is read of each, in a list, a sentence or a row of a table."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.check.measured import Measured
from kbv_rules.check.view import View
from kbv_rules.model.check_rules import CheckRules
from tests.check.conftest import Read

OBJECTIVE, SUBJECTIVE, OUTPUT = frozenset({"objective"}), frozenset({"subjective"}), frozenset({"output"})
EITHER = OBJECTIVE | SUBJECTIVE
HIGHER, LOWER, NEUTRAL = "higher_is_better", "lower_is_better", "neutral"


class Seen(NamedTuple):
    kinds: frozenset[str]
    direction: str | None
    baseline: float | None
    target: float | None


ITEMS = {
    # What is registered.
    "Aantal woninginbraken: van 1.120 in 2025 naar hoogstens 1.000 in 2030 (politie)": Seen(OBJECTIVE, LOWER, 1120, 1000),
    "Woninginbraken per 1.000 woningen: nu 3,6, straks maximaal 2,8": Seen(OBJECTIVE, LOWER, 3.6, 2.8),
    "Verkeersongevallen met letsel (BRON): 161 (2025) → 130 (2030)": Seen(OBJECTIVE, LOWER, 161, 130),
    "Het aantal jeugdige verdachten zakt van 96 terug naar 70": Seen(OBJECTIVE, LOWER, 96, 70),
    "Meldingen van geluidsoverlast bij de politie: 331 in 2025, ten hoogste 290 in 2030": Seen(
        OBJECTIVE, "fewer_reports", 331, 290
    ),
    "Aantal explosies: nulmeting 9 (2025), streefwaarde 4 (2030)": Seen(OBJECTIVE, LOWER, 9, 4),
    "Aandeel jongeren dat binnen twee jaar recidiveert volgens de politieregistratie: van 46% naar 36%": Seen(
        OBJECTIVE, LOWER, 46, 36
    ),
    "Winkeldiefstallen: uitgangspunt 214, ambitie uiterlijk 2030: 170": Seen(OBJECTIVE, LOWER, 214, 170),
    "Aantal lopende woonoverlastdossiers volgens onze administratie: van 71 in 2025 naar 50 in 2030": Seen(
        OBJECTIVE, LOWER, 71, 50
    ),
    "Het aantal mensen met drie of meer politiemeldingen gaat van 19 in 2025 naar 10": Seen(OBJECTIVE, None, 19, 10),
    "Percentage opgeloste woninginbraken: 11% in 2025, minimaal 14% in 2030": Seen(OBJECTIVE, HIGHER, 11, 14),
    "Aandeel pogingen in het totaal aantal inbraken: 34% (2025), 42% (2030)": Seen(OBJECTIVE, None, 34, 42),
    "Percentage misdrijven waarvan de dader bekend is: van 22 naar 26 procent": Seen(OBJECTIVE, HIGHER, 22, 26),
    "Huishoudens met een nieuwe melding bij Veilig Thuis binnen twaalf maanden: 29 procent in 2025, 23 procent in 2030": Seen(
        OBJECTIVE, LOWER, 29, 23
    ),
    "Minderjarige verdachten van 12 tot 18 jaar: 69 in 2025 en 55 in 2030": Seen(OBJECTIVE, LOWER, 69, 55),
    # What people are asked.
    "Aandeel inwoners dat zich weleens onveilig voelt: van 17% in 2025 naar 15% in 2030": Seen(SUBJECTIVE, LOWER, 17, 15),
    "Percentage inwoners dat zich 's avonds veilig voelt: van 71 naar 76 procent": Seen(SUBJECTIVE, HIGHER, 71, 76),
    "Percentage inwoners dat zich niet veilig voelt in het centrum: van 31 naar 26 procent": Seen(SUBJECTIVE, LOWER, 31, 26),
    "Rapportcijfer veiligheid in de buurt: van een 7,1 naar een 7,4": Seen(SUBJECTIVE, HIGHER, 7.1, 7.4),
    "Inwoners die vaak last hebben van rondhangende jongeren: 11% (2025), 8% (2030)": Seen(SUBJECTIVE, LOWER, 11, 8),
    "Ondernemers die zeggen verdachte situaties te melden: van 38 procent in 2025 naar 55 procent in 2030": Seen(
        SUBJECTIVE, HIGHER, 38, 55
    ),
    "Jongeren die nooit alcohol drinken (Gezondheidsmonitor Jeugd): van 62% naar 70%": Seen(SUBJECTIVE, HIGHER, 62, 70),
    "Jongeren van 12 tot 16 jaar die de laatste maand dronken (GGD-monitor jeugd): 38% nu, 28% straks": Seen(
        SUBJECTIVE, LOWER, 38, 28
    ),
    "Inwoners die weten waar zij ondermijning kunnen melden: van 22% naar 40%": Seen(EITHER, HIGHER, 22, 40),
    "Inwoners die maatregelen nemen tegen inbraak (Veiligheidsmonitor): 54% in 2025, 62% in 2030": Seen(EITHER, HIGHER, 54, 62),
    "Inwoners die geen aangifte doen van online fraude (enquête): van 78% naar 70%": Seen(EITHER, LOWER, 78, 70),
    "Slachtoffers die melding of aangifte doen (Veiligheidsmonitor): van 25% naar 34%": Seen(EITHER, HIGHER, 25, 34),
    "Aandeel slachtoffers van cybercrime dat aangifte doet: van 17 procent naar 25 procent": Seen(OBJECTIVE, HIGHER, 17, 25),
    "Percentage slachtoffers dat geen aangifte doet: van 83 procent naar 75 procent": Seen(OBJECTIVE, LOWER, 83, 75),
    "Bewoners die 's avonds niet over straat durven: van 12 naar 9 procent": Seen(SUBJECTIVE, LOWER, 12, 9),
    "Tevredenheid van slachtoffers over het optreden van de politie: van 58% naar 65%": Seen(SUBJECTIVE, HIGHER, 58, 65),
    "Medewerkers die agressie altijd melden (medewerkersonderzoek): van 61% naar 80%": Seen(EITHER, None, 61, 80),
    "Inwoners die de buurtapp kennen (inwonerspanel): 45 procent in 2026, 60 procent in 2030": Seen(SUBJECTIVE, HIGHER, 45, 60),
    "Schaalscore sociale cohesie: 6,1 in 2025, 6,4 in 2030": Seen(SUBJECTIVE, HIGHER, 6.1, 6.4),
    "Vertrouwen in de politie (burgerpeiling): 61% in 2025, 65% of meer in 2030": Seen(SUBJECTIVE, HIGHER, 61, 65),
    # The municipality's own work.
    "Aantal integrale controles: van 8 in 2025 naar 12 in 2030": Seen(OUTPUT, None, 8, 12),
    "Gehouden bewonersavonden: 4 in 2025, 8 in 2030": Seen(OUTPUT, None, 4, 8),
    "Aantal gastlessen over messen: 10 nu, 25 in 2030": Seen(OUTPUT, None, 10, 25),
    "Preventieadviezen aan huis: van 120 naar 200": Seen(OUTPUT, None, 120, 200),
    # A case at which more is controlled is none.
    "Overtredingen bij horecacontroles: 31 in 2025, hoogstens 20 in 2030": Seen(OBJECTIVE, LOWER, 31, 20),
}


def measured(text: str, plan: Read) -> tuple[Measured, ...]:
    view = View(plan(f"## Prioriteiten\n\n### Woninginbraken\n\n{text}\n"))
    return view.measured(view.plan.priorities[0])


def seen(one: Measured) -> Seen:
    return Seen(one.kinds, one.direction, one.baseline, one.target)


@pytest.mark.parametrize(("text", "wanted"), ITEMS.items())
def test_an_item_is_read_as_it_is_meant(text: str, wanted: Seen, plan: Read) -> None:
    (one,) = measured(f"#### Indicatoren\n\n- {text}.\n", plan)
    assert seen(one) == wanted


@pytest.mark.parametrize(("text", "wanted"), ITEMS.items())
def test_two_items_of_one_sentence_are_two_indicators(text: str, wanted: Seen, plan: Read) -> None:
    other = "het aantal branden gaat van 40 in 2025 naar 31 in 2030"
    found = measured(f"#### Indicatoren\n\nWij volgen twee cijfers: {text}; {other}.\n", plan)
    assert [(one.baseline, one.target) for one in found] == [wanted[2:], (40, 31)]


ROWS = {
    "| Wat | Waar staat het | Nu | Straks |": "| {} | Politie | {} | {} |",
    "| Graadmeter | Nulmeting 2025 | Streefwaarde 2030 | Bron |": "| {} | {} | {} | Politieregistratie |",
    "| Nr. | Indicator | Soort | 2025 | 2030 |": "| 1 | {} | registratie | {} | {} |",
    "| KPI | Bron | Huidig | Doel |": "| {} | Politie | {} | {} |",
}


@pytest.mark.parametrize(("head", "row"), ROWS.items())
@pytest.mark.parametrize(("now", "later"), [("1.120 (2025)", "hoogstens 1.000"), ("1.120", "max. 1.000 (meting 2029)")])
def test_a_table_is_read_whatever_its_columns_are_called(head: str, row: str, now: str, later: str, plan: Read) -> None:
    rule = "|" + "---|" * (head.count("|") - 1)
    (one,) = measured(f"{head}\n{rule}\n{row.format('Woninginbraken', now, later)}\n", plan)
    assert seen(one) == Seen(OBJECTIVE, LOWER, 1120, 1000)


def test_a_table_of_money_is_none_of_indicators(plan: Read) -> None:
    assert measured("| Post | 2027 | 2028 |\n|---|---|---|\n| Jongerenwerk | 120.000 | 140.000 |\n", plan) == ()


def test_a_sentence_with_semicolons_is_counted_by_its_parts(plan: Read) -> None:
    text = (
        "In getallen: het aantal incidenten met onbegrepen gedrag gaat van 1.048 in 2025 terug naar ten hoogste 900 in 2030; het "
        "aandeel huishoudens met een nieuwe melding daalt van 29 procent in 2025 naar 23 procent in 2030; en het percentage "
        "inwoners dat in de Veiligheidsmonitor zegt hinder te ondervinden, loopt terug van 8,6 in 2025 naar 7,0 in 2030."
    )
    assert [(one.baseline, one.target) for one in measured(text, plan)] == [(1048, 900), (29, 23), (8.6, 7.0)]


def test_what_follows_with_and_needs_a_name_of_its_own(plan: Read) -> None:
    two = "Het aantal branden gaat van 40 in 2025 naar 31 in 2030 en het aandeel inwoners met veel last van 12 naar 10 procent."
    one = "Het aantal branden was 40 in 2025 en moet in 2030 zijn gedaald naar 31."
    assert [len(measured(text, plan)) for text in (two, one)] == [2, 1]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Slachtoffers die melding of aangifte doen: van 25% naar 34%", False),
        ("Slachtoffers die melding of aangifte doen: van 25% naar 19%", True),
        ("Aandeel pogingen in het totaal aantal inbraken: van 34% naar 42%", False),
        ("Inwoners die onveilige situaties melden: van 200 naar 350", False),
        ("Jongeren die geen alcohol drinken: van 60% naar 70%", False),
        ("Jongeren die geen alcohol drinken: van 60% naar 50%", True),
        ("Inwoners die de burgemeester vertrouwen: van 60% naar 50%", True),
        ("Daling van het aantal woninginbraken: van 5% naar 10%", False),
        ("Winkeliers die winkeldiefstal altijd aangeven: van 30% naar 45%", False),
        ("Meldingen van discriminatie: van 300 naar 350", False),
        ("Inwoners die vinden dat de gemeente overlast goed aanpakt: van 31% naar 40%", False),
        ("Inwoners die zich weleens onveilig voelen: van 17% naar 19%", True),
        ("Woningen met een keurmerk tegen inbraak: van 12% naar 20%", False),
        ("Het aantal branden daalt van 40 in 2025 naar 44 in 2030", True),
        ("Percentage overlastmeldingen dat binnen een week is afgehandeld: van 60% naar 80%", False),
        ("Aandeel incidenten waarbij het slachtoffer direct hulp krijgt: van 60% naar 80%", False),
        ("Jongeren die iemand kennen met een wapen: van 20% naar 12%", False),
        ("Ondernemers die slachtoffer waren en aangifte deden: van 20% naar 30%", False),
        ("Verdachten die een leertraject afronden: van 40% naar 60%", False),
        ("Statushouders en jongeren die overlast durven te melden: van 40% naar 60%", False),
    ],
)
def test_only_what_surely_goes_the_wrong_way_is_remarked(text: str, plan: Read, check_rules: CheckRules, *, wrong: bool) -> None:
    draft = plan(f"## Prioriteiten\n\n### Woninginbraken\n\n#### Indicatoren\n\n- {text}\n")
    assert bool(check_plan(draft, check_rules, only=["target-contradicts-direction"]).remarks) is wrong
