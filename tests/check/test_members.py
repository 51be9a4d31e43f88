"""Which themes a declared name stands for: by its name, by what its text is about, by where the other themes have their home."""

from __future__ import annotations

import pytest

from tests.check.conftest import Read
from tests.check.drafts import others_but

FIRE = "Rookmelders helpen bij brand in een vluchtweg van een woning."
NIGHT = "Op een uitgaansavond houden portiers van cafés zich aan de sluitingstijd."
SHOPS = "Winkeliers in het winkelgebied melden winkeldieven aan het winkelteam."
STATE = "Agressie tegen raadsleden, medewerkers en boa's melden wij altijd."
ROAD = "Te hard rijden op de weg: automobilisten en fietsers botsen bij de oversteek."

PLAN = "## Prioriteiten\n\n### {0}\n\n{1}\n\n### Ondermijning\n\nTekst.\n\n## Overige thema's\n\n{2}\n"


def written(name: str, *texts: str, others: str = "### Omgevingsveiligheid\n\nTekst over gevaarlijke stoffen.") -> str:
    return PLAN.format(name, "\n\n".join(texts), others)


@pytest.mark.parametrize(
    ("texts", "members"),
    [
        ((STATE, STATE, STATE), ("5.3",)),
        ((STATE, STATE, STATE, NIGHT, NIGHT), ("2.3", "5.3")),
        # One that is spoken of much less is a link.
        ((STATE, STATE, STATE, NIGHT), ("5.3",)),
        # So little text tells nothing.
        ((STATE, NIGHT), ()),
    ],
)
def test_a_name_that_says_nothing_means_what_most_of_its_text_is_about(
    texts: tuple[str, ...], members: tuple[str, ...], plan: Read
) -> None:
    read = plan(written("Tegen een stootje", *texts, others=f"### Uit\n\n{NIGHT}\n\n### Bestuur\n\n{STATE}"))
    assert read.priorities[0].members == members


def test_of_a_slogan_the_part_that_says_most_counts(plan: Read) -> None:
    assert plan(written("Samen thuiskomen: verkeersveiligheid", ROAD)).priorities[0].candidates[0] == "4.1"
    assert plan(written("Ondermijning – de onzichtbare macht", ROAD)).priorities[0].candidates[0] == "5.2"


@pytest.mark.parametrize(("care", "candidates"), [(4, ("S2",)), (1, ())])
def test_a_text_that_speaks_of_care_all_the_time_is_on_care_and_safety(
    care: int, candidates: tuple[str, ...], plan: Read
) -> None:
    sentences = ["Het Zorg- en Veiligheidshuis heeft de procesregie bij deze zaken."] * care + ["Dat gaat goed zo."] * (14 - care)
    assert plan(written("Tussen hard en zacht", " ".join(sentences))).priorities[0].candidates[:1] == candidates


def test_a_bundle_loses_what_another_section_is_about(plan: Read) -> None:
    hanging = "Jeugdoverlast: hangjongeren en hun groepen geven last in de buurt."
    school = "### Op school\n\n**Veilig in en om de school.** Leraren letten op wapens in de kluisjes."
    assert "3.4" in plan(written("Jeugd en veiligheid", *[hanging] * 3)).priorities[0].members
    assert "3.4" not in plan(written("Jeugd en veiligheid", *[hanging] * 3, others=school)).priorities[0].members


def test_a_theme_without_a_home_lives_in_the_priority_that_is_about_it(plan: Read) -> None:
    text = (SHOPS, SHOPS, SHOPS, NIGHT, NIGHT)
    name = "Een fijne en veilige binnenstad"
    assert plan(written(name, *text, others=others_but("2.1", "2.3"))).priorities[0].members == ("2.1", "2.3")
    assert plan(written(name, *text, others=others_but("2.1"))).priorities[0].members == ("2.1",)
    # Where a plan has no home for most of its themes, nothing is told by that.
    assert plan(written(name, *text, others="### Brandveiligheid\n\nTekst.")).priorities[0].members == ("2.1",)


def test_a_name_that_says_itself_what_it_is_takes_no_other_theme(plan: Read) -> None:
    text = (SHOPS, SHOPS, SHOPS, NIGHT, NIGHT)
    assert plan(written("Veilig winkelgebied", *text, others=others_but("2.1", "2.3"))).priorities[0].members == ("2.1",)


def test_what_nothing_tells_is_told_by_the_themes_that_are_left(plan: Read) -> None:
    text = "Onze jeugdboa spreekt hangjongeren aan, en jeugdcriminaliteit neemt toe."
    assert plan(written("Groot worden", text, others=others_but("3.1", "3.2"))).priorities[0].members == ("3.1", "3.2")
    assert plan(written("Groot worden", text, others=others_but())).priorities[0].members == ()


@pytest.mark.parametrize(
    ("name", "members"), [("Winkels, bedrijven en uitgaan", ("2.1", "2.3", "4.2")), ("Veilig uitgaan", ("2.3",))]
)
def test_rows_on_other_themes_make_a_cluster_of_a_name_that_is_not_sure(name: str, members: tuple[str, ...], plan: Read) -> None:
    read = plan(
        f"## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n## Overige thema's\n\n### {name}\n\n{SHOPS}\n\n{NIGHT}\n\n{FIRE}\n"
    )
    assert read.others[0].members == members


def test_a_part_of_a_theme_is_meant_when_the_text_speaks_of_that_part_most(plan: Read) -> None:
    name = "Geen uitbuiting aan onze kust"
    exploited = "Mensenhandel is er ook. " * 5
    drugs = "Drugscriminaliteit, hennepteelt en witwassen nemen toe. " * 3
    assert plan(written(name, exploited + drugs.partition(".")[0] + ".")).priorities[0].subs == {"5.2/mensenhandel"}
    assert plan(written(name, drugs + "Mensenhandel is er ook.")).priorities[0].subs == frozenset()


def test_a_name_that_seems_a_theme_with_a_home_elsewhere_is_the_one_without(plan: Read) -> None:
    crime = "Ondermijning: witwassen en drugscriminaliteit in loodsen."
    estate = "Bedrijventerreinen: ondernemers en parkmanagement houden toezicht."
    priorities = "## Prioriteiten\n\n### Schone werklocaties\n\n{}\n\n### Jeugdoverlast\n\nTekst.\n\n## Overige thema's\n\n{}"
    text = priorities.format("\n\n".join([crime, crime, crime, estate]), others_but("2.2", "3.1", "5.2"))
    assert plan(f"{text}\n\n### Werk\n\n{estate}\n").priorities[0].members == ("5.2",)
    assert plan(f"{text}\n").priorities[0].members == ("2.2", "5.2")


def test_a_theme_without_a_home_that_completes_a_bundle_needs_only_be_named(plan: Read) -> None:
    streets = ("Jeugdcriminaliteit: ronselaars zoeken loopjongens en drugsrunners.",) * 3
    others = others_but("3.1", "3.2", "5.2")
    assert plan(written("Geen kind overboord", *streets, "Hangjongeren zijn er ook.", others=others)).priorities[0].members == (
        "3.1",
        "3.2",
    )
    assert plan(written("Geen kind overboord", *streets, others=others)).priorities[0].members == ("3.2",)


def test_a_sentence_that_calls_one_theme_the_priority_does_not_outweigh_the_text(plan: Read) -> None:
    called = "Jeugdoverlast was in het vorige plan geen prioriteit."
    drink = "Jeugd, alcohol en drugs: hokken en keten met drank en vapes."
    assert plan(written("Jeugd en veiligheid", called, drink, drink, drink)).priorities[0].members == ("3.1", "3.2", "3.3", "3.4")
    assert plan(written("Jeugd en veiligheid", called, "Wij gaan door.")).priorities[0].members == ("3.1",)


def test_a_bundle_loses_what_another_priority_is_about(plan: Read) -> None:
    drinking = "Jeugd, alcohol en drugs: hokken en keten met drank en vapes."
    hanging = "Jeugdoverlast: hangjongeren en hun groepen geven last in de buurt."
    text = "## Prioriteiten\n\n### Jeugd en veiligheid\n\n{}\n\n### Jongeren, drank en drugs\n\n{}\n\n## Overige thema's\n\n{}\n"
    read = plan(text.format("\n\n".join([hanging] * 3), drinking, "### Brandveiligheid\n\nTekst."))
    assert "3.3" not in read.priorities[0].members
    assert read.priorities[1].members == ("3.3",)
