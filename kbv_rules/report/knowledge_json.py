"""The knowledge as JSON: the contract for programs. Keys stay; new ones may come."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.base import Term
    from kbv_rules.model.knowledge import ApproachAspect, CrossCuttingTheme, Mention, Statement, SubTheme, Theme

Json = dict[str, Any]


def knowledge_json(knowledge: Knowledge) -> str:
    """Everything, in the order of the handbook."""
    return json.dumps(export(knowledge), ensure_ascii=False, indent=1) + "\n"


def export(knowledge: Knowledge) -> Json:
    """The same as plain values."""
    catalogue = knowledge.catalogue
    return {
        "schema": 1,
        "fields": [{"id": field.id, "name": field.name, "explanation": field.explanation} for field in catalogue.fields],
        "themes": [_theme(theme, knowledge) for theme in catalogue.themes],
        "aspects": [_rows(aspect, knowledge) for aspect in catalogue.aspects],
        "cross_cutting_themes": [_cross_cutting(theme, knowledge) for theme in catalogue.cross_cutting_themes],
        "chapters": [_fact(chapter.model_dump(mode="json")) for chapter in catalogue.chapters],
        "implementation_plan_chapters": [_fact(chapter.model_dump(mode="json")) for chapter in catalogue.implementation_chapters],
        "steps": [_fact(step.model_dump(mode="json")) for step in catalogue.steps],
        "care_topics": [topic.model_dump(mode="json") for topic in catalogue.care_topics],
        "laws": [law.model_dump(mode="json") for law in catalogue.laws],
        "general_partners": [partner.model_dump(mode="json") for partner in catalogue.partners if partner.general],
        "general_indicators": [indicator.model_dump(mode="json") for indicator in catalogue.indicators if indicator.general],
        "method_instruments": [instrument.model_dump(mode="json") for instrument in catalogue.method_instruments],
        "method": catalogue.method,
    }


def _theme(theme: Theme, knowledge: Knowledge) -> Json:
    data = _rows(theme, knowledge)
    data["field"] = theme.field
    data["aspects"] = list(theme.aspects)
    data["sub_themes"] = [_sub_theme(sub) for sub in theme.sub_themes]
    data["cross_links"] = [
        {
            "to": link.to,
            "mutual": knowledge.is_mutual(theme.id, link.to),
            "label": link.label,
            "printed": list(link.printed),
            "note": link.note,
        }
        for link in theme.cross_links
    ]
    data["indicators"] = [
        _item(mention, knowledge.indicators[mention.id])
        | {"source": knowledge.indicators[mention.id].source, "kind": knowledge.indicators[mention.id].kind}
        for mention in theme.indicators
    ]
    data["data_sources"] = [_item(mention, knowledge.data_sources[mention.id]) for mention in theme.data_sources]
    return data


def _rows(rows: Theme | ApproachAspect, knowledge: Knowledge) -> Json:
    """What a theme and an aspect have in common; for 1.1-1.4 what comes through the aspects is marked with `via`."""
    return {
        "id": rows.id,
        "name": rows.name,
        "aliases": list(rows.aliases),
        "explanation": rows.explanation,
        "printed": list(rows.printed),
        "role": [statement.text for source, _ in knowledge.sources_of_rows(rows.id) for statement in source.role],
        "role_printed": [_printed(statement) for source, _ in knowledge.sources_of_rows(rows.id) for statement in source.role],
        "partners": [
            _item(use.mention, knowledge.partners[use.mention.id]) | {"side": use.side, "via": use.via}
            for use in knowledge.partners_of(rows.id)
        ],
        "laws": [
            _item(mention, knowledge.laws[mention.id])
            | {
                "article": mention.article,
                "status": knowledge.laws[mention.id].status,
                "successor": knowledge.laws[mention.id].successor,
                "via": via,
            }
            for mention, via in knowledge.laws_of(rows.id)
        ],
        "measures": [
            _item(mention, knowledge.measures[mention.id]) | {"kind": mention.kind, "via": via}
            for mention, via in knowledge.measures_of(rows.id)
        ],
        "instruments": [
            _item(mention, knowledge.instruments[mention.id]) | {"url": knowledge.instruments[mention.id].url, "via": via}
            for mention, via in knowledge.instruments_of(rows.id)
        ],
        "developments": [statement.text for source, _ in knowledge.sources_of_rows(rows.id) for statement in source.developments],
        "developments_printed": [
            _printed(statement) for source, _ in knowledge.sources_of_rows(rows.id) for statement in source.developments
        ],
    }


def _item(mention: Mention, term: Term) -> Json:
    return {
        "id": term.id,
        "name": term.name,
        "aliases": list(term.aliases),
        "printed": list(mention.printed),
        "row": mention.row,
    }


def _fact(value: Any) -> Any:
    """A fact of part 1 with `printed` as everywhere else: a list of terms."""
    if isinstance(value, dict):
        return {key: [item] if key == "printed" and isinstance(item, str) else _fact(item) for key, item in value.items()}
    return [_fact(item) for item in value] if isinstance(value, list) else value


def _printed(statement: Statement) -> list[str]:
    return list(statement.printed)


def _sub_theme(sub: SubTheme) -> Json:
    return {
        "id": sub.id,
        "name": sub.name,
        "aliases": list(sub.aliases),
        "printed": list(sub.printed),
        "tags": list(sub.tags),
        "cross_cutting": list(sub.cross_cutting),
    }


def _cross_cutting(theme: CrossCuttingTheme, knowledge: Knowledge) -> Json:
    data = theme.model_dump(mode="json")
    data["sub_themes"] = [_sub_theme(sub) for sub in theme.sub_themes]
    data["taken_along"] = list(knowledge.taken_along[theme.id])
    data["instruments"] = [
        _item(mention, knowledge.instruments[mention.id]) | {"url": knowledge.instruments[mention.id].url, "via": None}
        for mention in theme.instruments
    ]
    return data
