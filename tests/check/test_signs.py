"""Words that point to a theme without naming it, and what a text is about by them."""

from __future__ import annotations

from kbv_rules.check.homes import subjects
from kbv_rules.check.signs import clearest
from tests.check.conftest import Read


def test_only_the_themes_with_most_signs_count() -> None:
    found = {"2.3": {"cafe", "portiers", "nacht"}, "3.3": {"drank", "keet"}, "4.1": {"fiets", "weg"}, "4.2": {"brand"}}
    assert clearest(found, 2, 1) == {"2.3"}
    assert clearest(found, 2, 2) == {"2.3", "3.3", "4.1"}
    assert clearest(found, 4, 2) == set()


def test_a_part_of_a_name_points_nowhere_by_itself(plan: Read) -> None:
    read = plan("## Prioriteiten\n\n### Ondermijning\n\nWij doen iets aan auto-inbraak.\n")
    number = max(read.outline.paragraphs)
    assert "4.1" not in read.signs.within(number)
    assert "1.3" in read.signs.within(number)


def test_a_text_is_about_what_its_label_points_to_or_its_sentences_tell(plan: Read) -> None:
    labelled = "Portiers en sluitingstijd. Hierover zijn afspraken gemaakt die blijven staan."
    told = (
        "Dit blijft. Agressie tegen raadsleden, medewerkers en boa's melden wij. Rookmelders helpen bij brand in een vluchtweg."
    )
    read = plan(f"## Overige thema's\n\n{labelled}\n\n{told}\n")
    first, second = sorted(read.outline.paragraphs)[-2:]
    assert set(subjects(read, [first])) == {"2.3"}
    assert {"4.2", "5.3"} <= set(subjects(read, [second]))
