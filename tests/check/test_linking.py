"""Where a text tells how themes are tied."""

# ruff: noqa: E501 - drafts stay on one line

from __future__ import annotations

from kbv_rules.check.linking import speaks_of_links, texts_of_links
from tests.check.conftest import Read

LINKS = "Met portiers en cafés spreken wij sluitingstijden af. Brandveiligheid van loodsen bekijken wij tegelijk. Geweld en straatroof volgen wij samen. In de haven kijkt iemand mee."
OWN = "Wij houden integrale controles. Het RIEC levert het beeld. Brandveiligheid van loodsen bekijken wij dan tegelijk."


def test_sentences_that_go_from_one_theme_to_the_next_are_links_without_saying_so(plan: Read) -> None:
    read = plan(f"## Prioriteiten\n\n### Ondermijning\n\n{OWN}\n\n{LINKS}\n")
    own, links = sorted(read.outline.paragraphs)[-2:]
    assert texts_of_links(read, [own, links], frozenset({"5.2"})) == {links}


def test_what_organised_crime_is_speaks_of_no_link(plan: Read) -> None:
    read = plan("## Prioriteiten\n\n### Ondermijning\n\nTekst.\n")
    assert speaks_of_links(read, "dit is verweven met overlast in de buurt")
    assert not speaks_of_links(read, "de bovenwereld raakt verweven met de onderwereld")
