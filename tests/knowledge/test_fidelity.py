"""The encoded knowledge against the source texts: nothing that is not printed there, nothing printed left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kbv_rules.data_folder import data_folder
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.model.knowledge import ApproachAspect, CrossLink, Mention, Statement, SubTheme, Theme
from kbv_rules.yaml_file import read_yaml
from tests.sources.handbook import (
    ASPECTS,
    BULLET,
    PRESENT,
    ROW_LABELS,
    THEMES,
    Span,
    handbook_text,
    normalised,
    places,
    printed_links,
    report_format_text,
    row_text,
    sections,
)

pytestmark = pytest.mark.skipif(not PRESENT, reason="the handbook is not here: set KBV_SOURCES")

Table = Theme | ApproachAspect

TABLES = (*THEMES, *ASPECTS)
ROWS = tuple(ROW_LABELS.values())
BULLETED_ROWS = tuple(row for row in ROWS if row not in ("explanation", "cross_links"))
MOST_WORDS = 12

# Rows that name one thing after another: here not only every bullet but every word must belong to an item.
LISTING_ROWS = ("partners", "laws", "data_sources", "indicators")
CLAIMED = "¤"
CONNECTING_WORDS = frozenset(["de", "die", "en", "in", "ook", "met", "via", "bijvoorbeeld", "waaronder", "zoals"])
# What the print says between the items of a row.
BETWEEN_ITEMS = {
    "partners": ("intern", "extern", "afdelingen", "in de uitvoering"),
    "measures": ("specifiek", "dmv", "e.d.", "o.a.", "o.m."),
    "indicators": ("(vng/inp-model ...)", "(vng/inp ...)"),
}
# Ends of longer items, of which `printed` holds the first words.
TAILS = {
    ("2.1", "data_sources"): ("in nederland (op te vragen bij platform veilig ondernemen)",),
    ("2.3", "indicators"): ("in afstemming met vervoerders, omwonenden, politie",),
    ("2.5", "developments"): (
        "bijvoorbeeld gerelateert aan concentratie arbeidsmigranten/moe-landers",
        "(noordwest-veluwe)",
    ),
    ("4.3", "partners"): ("namens de ghor",),
    ("4.4", "measures"): (
        "te zetten stappen",
        "hiërarchie tijdens crisis is een andere dan die in de normale situatie",
    ),
    ("5.2", "laws"): (
        "biedt wellicht in de toekomst een wettelijke basis aan samenwerkingsverbanden zoals de riec's en zorg- en "
        "veiligheidshuizen. is momenteel in behandeling",
    ),
    ("5.3", "measures"): (
        "ofwel het",
        "binnen de gemeentelijke organisatie. dit kan via",
        "doel is een stevig, organisatiebreed bewustzijn van het belang van dit onderwerp. in vervolg daarop kan een",
        "geformuleerd worden en verankerd worden in",
        "eventueel",
        "indien een medewerker van de gemeente slachtoffer is geworden",
        "accenten",
    ),
    ("5.4", "partners"): ("nadruk bij",),
    ("A3", "measures"): ("(> zie thema 1.6)",),
    ("A5", "role"): (
        "die nodig is, aanvullend toezicht in de openbare ruimte is, naast onder meer het politietoezicht en 'sociale "
        "controle' door bewoners",
        "(technisch, fysiek)",
        ", in een goede balans staan",
        "dat in een effectieve verbinding staat met het ivp (in het bijzonder wat betreft de inhoudelijke speerpunten)",
        "van gemeentelijke handhavers (inclusief aspecten als gastheerschap, balans preventie/repressie",
        ", 'wijknetwerker')",
    ),
    ("A5", "measures"): (
        "toerisme-, centrum- en evenementenbeleid gemeente",
        ", zowel uitvoerend (aanpak overlast, ondersteuning burgerparticipatie) als signalerend (voor bijv. aanpak "
        "ondermijnende criminaliteit)",
        ", inzet communicatieve vaardigheden)",
    ),
}
# Terms that name more than one partner in a breath, and which.
SEVERAL_PARTNERS_IN_ONE = {
    "andere wegbeheerders (rijk en provincie)": {"wegbeheerders", "rijk-wegbeheerder", "provincie"},
    "bewoners(platforms)": {"bewoners", "bewonersplatforms"},
    "bezoekers/toeristen": {"bezoekers", "toeristen"},
    "brandweer/GHOR/Veiligheidsregio": {"brandweer", "ghor", "veiligheidsregio"},
    "brandweer/Veiligheidsregio": {"brandweer", "veiligheidsregio"},
    "brandweer/ Veiligheidsregio": {"brandweer", "veiligheidsregio"},
    "buurgemeenten/andere gemeenten binnen de Veiligheidsregio": {"buurgemeenten", "gemeenten-veiligheidsregio"},
    "city management/city promotion": {"city-management", "city-promotion"},
    "coördinatie rampenbestrijding/OOV": {"coordinatie-rampenbestrijding", "oov"},
    "eigenaren en huurders van vergunningplichtige gebouwen": {
        "eigenaren-vergunningplichtige-gebouwen",
        "huurders-vergunningplichtige-gebouwen",
    },
    "Horeca- en Evenementenbeleid": {"horecabeleid", "evenementenbeleid"},
    "Horeca/Recreatie": {"horecabeleid", "toerisme-recreatie"},
    "horecaondernemers(verenigingen)": {"horecaondernemers", "horecaverenigingen"},
    "instellingen (onderwijs, GGD, verslavingszorg)": {"onderwijsinstellingen", "ggd", "verslavingszorg"},
    "instellingen zorg/gezondheid": {"zorginstellingen", "gezondheidsinstellingen"},
    "Jeugd en Welzijn": {"jeugd", "welzijn"},
    "ondernemers(verenigingen)": {"ondernemers", "ondernemersverenigingen"},
    "Sociaal domein/Welzijn": {"sociaal-domein", "welzijn"},
    "Vastgoed/Wonen/Bouwen": {"vastgoed", "wonen", "bouwen"},
    "water- en stroomnetbeheerders": {"waternetbeheerders", "stroomnetbeheerders"},
    "welzijns- en zorginstellingen": {"welzijnsinstellingen", "zorginstellingen"},
    "wijkteams/instellingen": {"wijkteams", "instellingen"},
    "woningcorporaties (en andere vastgoedeigenaren)": {"woningcorporaties", "vastgoedeigenaren"},
    "Zorg en Welzijn": {"zorg", "welzijn"},
    "zorg- en welzijnsinstellingen": {"zorginstellingen", "welzijnsinstellingen"},
    "Zorg/Gezondheid": {"zorg", "gezondheid"},
}
# The head under which indicators are printed, misprints and all, and the sources it stands for.
SOURCE_HEADS = {
    "veiligheidsmonitor": {"veiligheidsmonitor"},
    "politieregistratie": {"politieregistratie"},
    "politiregistratie": {"politieregistratie"},
    "politierregistratie": {"politieregistratie"},
    "jeugdgezondheidsmonitor": {"jeugdgezondheidsmonitor"},
    "groepsscan": {"groepsscan"},
    "gir": {"gir"},
    "registratie antidiscriminatievoorziening": {"registratie-antidiscriminatievoorziening"},
    "gemeentelijke registratie": {"gemeentelijke-registratie"},
    "gemeente": {"meldingen-openbare-ruimte"},
    "gemeente/zorg- en veiligheidshuis": {"registratie-zvh"},
    "gemeente/ zorg- en veiligheidshuis": {"registratie-zvh"},
    "gemeente/ zorg- en veiligheidshuis/veilig thuis": {"registratie-zvh"},
    "verslavingszorg": {"gegevens-verslavingszorg"},
    "brandweer": {"registratie-brandweer"},
    "gemeente/rud": {"gemeentelijke-registratie", "registratie-rud", "bestuurlijke-verantwoordingen"},
    "gemeente/veiligheidsregio": {"gemeentelijke-registratie"},
}
OVERARCHING_SECTIONS = {
    "S1": "strategisch thema: gedigitaliseerde criminaliteit (waaronder cybercrime)",
    "S2": "strategisch thema: zorg en veiligheid",
    "S3": "strategisch thema: informatiemanagement",
}
# Chapter 6 of the IVP has other names in the sections on care and safety and on information management.
PRINTED_IN_ANOTHER_SECTION = frozenset({"Hoofdstuk 6: Borging.", "Hoofdstuk 6: Coördinatie en borging."})


class Claim(NamedTuple):
    """Words that an item says to be printed in a row."""

    row: str
    item: str
    printed: str


class Quote(NamedTuple):
    """Words that a file says to be printed in the text, and in which section if it says so."""

    printed: str
    section: str | None


@pytest.mark.parametrize("id_", TABLES)
def test_every_item_stands_in_the_row_it_says(knowledge: Knowledge, id_: str) -> None:
    strays = [claim for claim in _claims(_table(knowledge, id_)) if not places(claim.printed, row_text(id_, claim.row))]
    assert strays == []


@pytest.mark.parametrize("id_", TABLES)
def test_every_item_says_where_it_is_printed(knowledge: Knowledge, id_: str) -> None:
    table = _table(knowledge, id_)
    assert table.printed
    assert [_name(item) for row in ROWS for item in _items(table, row) if not item.printed] == []


@pytest.mark.parametrize("owner", [*THEMES, *OVERARCHING_SECTIONS])
def test_every_sub_theme_stands_where_it_says(knowledge: Knowledge, owner: str) -> None:
    subs = (knowledge.themes.get(owner) or knowledge.cross_cutting[owner]).sub_themes
    assert [sub.id for sub in subs if not sub.printed] == []
    strays = [(sub.id, words) for sub in subs for words in sub.printed if not places(words, _text_at(owner, sub))]
    assert strays == []


def test_what_is_printed_is_at_most_twelve_words_never_a_paragraph(knowledge: Knowledge) -> None:
    printed = [claim.printed for id_ in TABLES for claim in _claims(_table(knowledge, id_))]
    printed += [words for sub in knowledge.sub_themes.values() for words in sub.printed]
    printed += [quote.printed for path in _files() for quote in _quotes(read_yaml(path).value)]
    assert [words for words in printed if len(normalised(words).split()) > MOST_WORDS] == []


@pytest.mark.parametrize("id_", TABLES)
def test_no_bullet_is_left_out(knowledge: Knowledge, id_: str) -> None:
    table = _table(knowledge, id_)
    rows = {row: _unclaimed(table, row).split(BULLET)[1:] for row in ROWS}
    assert [(row, bullet) for row, bullets in rows.items() for bullet in bullets if CLAIMED not in bullet] == []


@pytest.mark.parametrize("id_", TABLES)
def test_no_word_of_a_listing_is_left_out(knowledge: Knowledge, id_: str) -> None:
    """Nor of a row that lost its bullets, where that is the only way to see that an item is missing."""
    table = _table(knowledge, id_)
    lost_their_bullets = {row for row in BULLETED_ROWS if BULLET not in row_text(id_, row)}
    left = {row: _words(_left_over(table, row)) for row in lost_their_bullets.union(LISTING_ROWS)}
    assert {row: words for row, words in left.items() if words} == {}


@pytest.mark.parametrize("row", ["measures", "instruments"])
@pytest.mark.parametrize("id_", TABLES)
def test_no_word_of_a_bullet_with_several_items_is_left_out(knowledge: Knowledge, id_: str, row: str) -> None:
    """Where one bullet holds several items, one of them would do to have the bullet claimed."""
    table = _table(knowledge, id_)
    claims = [claim for claim in _claims(table) if claim.row == row]
    for printed, left in zip(row_text(id_, row).split(BULLET), _left_over(table, row).split(BULLET), strict=True):
        if len({claim.item for claim in claims if places(claim.printed, printed)}) > 1:
            assert _words(left) == [], printed


def test_the_list_of_tails_holds_nothing_that_an_item_claims(knowledge: Knowledge) -> None:
    stale = [
        (id_, row, tail)
        for (id_, row), tails in TAILS.items()
        for tail in tails
        if tail not in _unclaimed(_table(knowledge, id_), row)
    ]
    assert stale == []


@pytest.mark.parametrize("id_", TABLES)
def test_partners_stand_on_the_side_they_are_printed(knowledge: Knowledge, id_: str) -> None:
    partners, text = _table(knowledge, id_).partners, row_text(id_, "partners")
    turn = text.find("extern")
    internal = [(mention.id, words) for mention in partners.internal for words in mention.printed]
    external = [(mention.id, words) for mention in partners.external for words in mention.printed]
    assert [item for item in internal if min(places(item[1], text)).start > turn] == []
    assert [item for item in external if max(places(item[1], text)).start < turn] == []


@pytest.mark.parametrize("term", SEVERAL_PARTNERS_IN_ONE)
def test_each_partner_of_a_term_that_names_several_is_listed(knowledge: Knowledge, term: str) -> None:
    """One would do to leave no word over, so the bullets cannot show that the other is missing."""
    printed_in = [id_ for id_ in TABLES if places(term, row_text(id_, "partners"))]
    listed = {id_: {_name(item) for item in _items(_table(knowledge, id_), "partners")} for id_ in printed_in}
    assert printed_in
    assert {id_ for id_, names in listed.items() if not names >= SEVERAL_PARTNERS_IN_ONE[term]} == set()


@pytest.mark.parametrize("id_", ["2.1", "2.2", "2.3", "2.4"])
def test_measures_are_generic_or_specific_as_the_handbook_heads_them(knowledge: Knowledge, id_: str) -> None:
    text = row_text(id_, "measures")
    turn = text.index("specifiek")
    wrong = [
        (measure.id, words)
        for measure in knowledge.themes[id_].measures
        for words in measure.printed
        if measure.row is None and measure.kind != ("generic" if places(words, text)[0].start < turn else "specific")
    ]
    assert wrong == []


@pytest.mark.parametrize("theme", THEMES)
def test_indicators_stand_under_the_source_they_name(knowledge: Knowledge, theme: str) -> None:
    text = row_text(theme, "indicators")
    wrong = [
        (mention.id, heads, source)
        for mention in knowledge.themes[theme].indicators
        for source in (knowledge.indicators[mention.id].source,)
        for heads in ({_head_before(span, text) for words in mention.printed for span in places(words, text)} - {""},)
        if heads and not any(source in SOURCE_HEADS[head] for head in heads)
    ]
    assert wrong == []


@pytest.mark.parametrize("theme", THEMES)
def test_cross_links_are_those_printed_in_their_order(knowledge: Knowledge, theme: str) -> None:
    links = knowledge.themes[theme].cross_links
    assert [link.to for link in links] == printed_links(theme)
    assert [link.printed[0].partition(":")[0] for link in links] == printed_links(theme)


def test_of_241_printed_links_87_pairs_are_mutual_and_66_stand_in_one_direction(knowledge: Knowledge) -> None:
    printed = [(theme, to) for theme in THEMES for to in printed_links(theme)]
    between_two = {pair for pair in printed if pair[0] != pair[1]}
    mutual = {frozenset(pair) for pair in between_two if pair[::-1] in between_two}
    assert (len(printed), len(mutual), len(between_two) - 2 * len(mutual)) == (241, 87, 66)
    assert [pair for pair in printed if pair[0] == pair[1]] == [("4.2", "4.2")]
    assert set(knowledge.links) == between_two
    assert {frozenset(pair) for pair in knowledge.links if knowledge.is_mutual(*pair)} == mutual


def test_every_link_that_is_not_printed_back_is_explained_and_no_other(knowledge: Knowledge) -> None:
    one_way = {(theme, to) for theme in THEMES for to in printed_links(theme) if theme not in printed_links(to)}
    assert {pair for pair, link in knowledge.links.items() if link.one_way} == one_way


@pytest.mark.parametrize("folder", ["method", "cross_cutting"])
def test_everything_of_part_one_stands_in_the_handbook(folder: str) -> None:
    files = [path for path in _files() if path.parent.name == folder and path.stem != "report_format"]
    strays = [(path.name, quote) for path in files for quote in _quotes(read_yaml(path).value) if not _stands(quote)]
    assert files
    assert strays == []


@pytest.mark.parametrize("name", ["partners", "indicators", "data_sources", "instruments", "care_topics"])
def test_everything_said_of_partners_sources_tools_and_care_stands_in_the_handbook(name: str) -> None:
    """These name their place in words of their own, so the text as a whole is searched."""
    quotes = list(_quotes(read_yaml(data_folder("knowledge") / f"{name}.yaml").value))
    assert quotes
    assert [quote.printed for quote in quotes if not places(quote.printed, handbook_text())] == []


def test_every_law_named_outside_its_row_stands_there(knowledge: Knowledge) -> None:
    strays = [
        (law.id, place.section, place.row, words)
        for law in knowledge.catalogue.laws
        for place in law.elsewhere
        for words in place.printed
        if not places(words, row_text(place.section, place.row or "") if place.section in TABLES else handbook_text())
    ]
    assert strays == []


def test_everything_of_the_report_format_stands_in_the_report_format() -> None:
    quotes = list(_quotes(read_yaml(data_folder("knowledge") / "method" / "report_format.yaml").value))
    assert quotes
    assert [quote.printed for quote in quotes if not places(quote.printed, report_format_text())] == []


def _table(knowledge: Knowledge, id_: str) -> Table:
    return knowledge.themes.get(id_) or knowledge.aspects[id_]


def _items(table: Table, row: str) -> tuple[Mention | Statement | CrossLink, ...]:
    """What is encoded of a row; the explanation is one text."""
    if row == "partners":
        return (*table.partners.internal, *table.partners.external)
    return () if row == "explanation" else getattr(table, row, ())


def _name(item: Mention | Statement | CrossLink) -> str:
    if isinstance(item, Statement):
        return item.text
    return item.to if isinstance(item, CrossLink) else item.id


def _claims(table: Table) -> Iterator[Claim]:
    yield from (Claim("explanation", table.id, words) for words in table.printed)
    for row in ROWS:
        for item in _items(table, row):
            stands_in = getattr(item, "row", None) or row
            yield from (Claim(stands_in, _name(item), words) for words in item.printed)


def _unclaimed(table: Table, row: str) -> str:
    """The text of a row with every claimed place blanked; claims may overlap, as where one bullet holds two items."""
    text = row_text(table.id, row)
    left = list(text)
    for claim in _claims(table):
        if claim.row == row:
            for span in places(claim.printed, text):
                left[span.start : span.end] = CLAIMED * (span.end - span.start)
    return "".join(left)


def _left_over(table: Table, row: str) -> str:
    """The text of a row with what belongs to an item, a head or a known tail blanked."""
    left = _unclaimed(table, row)
    heads = [f"{head}:" for head in SOURCE_HEADS] if row == "indicators" else []
    known = (*heads, *BETWEEN_ITEMS.get(row, ()), *TAILS.get((table.id, row), ()))
    for phrase in sorted(known, key=len, reverse=True):
        for span in places(phrase, left):
            left = left[: span.start] + CLAIMED * (span.end - span.start) + left[span.end :]
    return left


def _words(left: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", left) if word not in CONNECTING_WORDS]


def _head_before(item: Span, text: str) -> str:
    """The nearest source head before an item in the row of indicators; empty when there is none."""
    heads = [(span.start, -len(head), head) for head in SOURCE_HEADS for span in places(f"{head}:", text[: item.start])]
    return max(heads)[2] if heads else ""


def _text_at(owner: str, sub: SubTheme) -> str:
    """The row or section a sub-theme is printed in; without `at` the explanation of its own theme."""
    if sub.at is None and owner in OVERARCHING_SECTIONS:
        return sections()[OVERARCHING_SECTIONS[owner]]
    if sub.at is None:
        return row_text(owner, "explanation")
    table, _, row = sub.at.partition(" ")
    return row_text(table, row) if table in TABLES else sections()[normalised(sub.at)]


def _files() -> list[Path]:
    return sorted(data_folder("knowledge").rglob("*.yaml"))


def _quotes(value: Any, section: str | None = None) -> Iterator[Quote]:
    """Every `printed` (or `printed_days` ...) in a file, with the `section` (or `section_days` ...) nearest to it."""
    if isinstance(value, dict):
        section = value.get("section", section)
        for key, part in value.items():
            if key.startswith("printed"):
                named = value.get(key.replace("printed", "section"), section)
                yield from (Quote(words, named) for words in _several(part))
            else:
                yield from _quotes(part, section)
    elif isinstance(value, list):
        for part in value:
            yield from _quotes(part, section)


def _several(part: str | Iterable[str]) -> Iterable[str]:
    return [part] if isinstance(part, str) else part


def _stands(quote: Quote) -> bool:
    """Whether a quote stands in the section it names, or in the handbook when it names none."""
    if quote.section is None or quote.printed in PRINTED_IN_ANOTHER_SECTION:
        return bool(places(quote.printed, handbook_text()))
    return bool(places(quote.printed, sections()[normalised(quote.section)]))
