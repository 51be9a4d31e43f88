"""Writes a Word document anew with comments added, and nothing else changed. See docs/decisions/0015-word-comments.md.

Source: ECMA-376 part 1, 17.13.4 (comments), and part 2 (packages).
"""

from __future__ import annotations

import posixpath
import shutil
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from kbv_rules.documents.archive import Archive, damaged, encrypted
from kbv_rules.documents.docx import main_part
from kbv_rules.documents.legal_text import legal
from kbv_rules.documents.word_marks import Mark, appended, as_bytes_of_ascii, marked, places
from kbv_rules.documents.xml_parts import tree
from kbv_rules.errors import input_error

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS_KIND = "application/vnd.openxmlformats-package.relationships+xml"
_EMPTY = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# [MS-OI29500] 2.1.315: Word does not open a file with more.
_MOST = 32_767
_DATE = (1980, 1, 1, 0, 0, 0)


class Line(NamedTuple):
    """A paragraph of a comment; `label` stands in bold in front."""

    text: str
    label: str = ""


class Comment(NamedTuple):
    """A comment; `anchor` is that of the paragraph it is on (`Paragraph.anchor`), None for the document as a whole."""

    anchor: int | None
    lines: tuple[Line, ...]


class Signature(NamedTuple):
    """Who comments, and when ('2026-11-21T12:00:00Z')."""

    author: str
    initials: str
    time: str


def write_commented(path: Path, comments: Sequence[Comment], signature: Signature, out: IO[bytes]) -> None:
    """Write the Word document at `path` to `out`, with `comments` added to those it has, in the same order.

    Raises:
        InputError: no Word document, damaged, encrypted, unsafe, or with no place for a comment.
    """
    with Archive(path) as archive:
        changed = _changed(archive, comments, signature)
    _copy(path, changed, out)


class _Relation(NamedTuple):
    id: str
    type: str
    target: str


def _changed(archive: Archive, comments: Sequence[Comment], signature: Signature) -> dict[str, bytes]:
    """The parts that are new or other than they were, by name."""
    path, main = archive.path, main_part(archive)
    if main is None or main not in archive or _TYPES not in archive:
        raise damaged(path)
    folder, name = posixpath.split(main)
    relations_part = posixpath.join(folder, "_rels", f"{name}.rels")
    relations = _relations(archive, relations_part, folder)
    document = as_bytes_of_ascii(archive.read(main))
    found = places(document, path, [comment.anchor for comment in comments])
    if found is None:
        raise input_error(path, "er is geen alinea waar een opmerking bij kan staan.", "Kies een andere vorm: --format html.")
    changed: dict[str, bytes] = {}
    part = _target(relations, "comments")
    if part is None:
        namespace = found.spots[0].namespace if found.spots else ""
        part = _free(archive, folder)
        body, root = None, _EMPTY + f'<w:comments xmlns:w="{namespace}"/>'.encode()
        changed[relations_part] = _with_relation(archive, relations_part, relations, posixpath.basename(part))
        changed[_TYPES] = _with_type(archive, part)
    elif part in archive:
        root = as_bytes_of_ascii(archive.read(part))
        body = tree(root, path)
    else:
        raise damaged(path)
    known = [] if body is None else _ids(body)
    first = max([found.highest, *known]) + 1
    if len(known) + len(comments) > _MOST:
        raise input_error(
            path,
            f"met deze opmerkingen zouden het er meer dan {_MOST} zijn, en dat opent Word niet.",
            "Toets minder tegelijk, met --only.",
        )
    text_style, reference_style = _styles(archive, relations)
    ids = range(first, first + len(comments))
    written = [_comment(id_, one, signature, (text_style, reference_style)) for id_, one in zip(ids, comments, strict=True)]
    namespace = found.spots[0].namespace if found.spots else ""
    added = "".join(f'<w:comment xmlns:w="{namespace}"{one}' for one in written)
    changed[part] = appended(root, added, path)
    marks = [Mark(id_, spot) for id_, spot in zip(ids, found.spots, strict=True)]
    changed[main] = marked(document, marks, reference_style)
    return changed


def _relations(archive: Archive, part: str, folder: str) -> list[_Relation]:
    """The relations of the main part, their targets as names of parts."""
    if part not in archive:
        return []
    told = []
    for one in tree(archive.read(part), archive.path):
        target = one.get("Target", "")
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
        told.append(_Relation(one.get("Id", ""), one.get("Type", ""), target))
    return told


def _target(relations: Sequence[_Relation], kind: str) -> str | None:
    return next((one.target for one in relations if one.type.endswith(f"/relationships/{kind}")), None)


def _free(archive: Archive, folder: str) -> str:
    """A name for the part with comments that no other part has."""
    taken = {name.lower() for name in archive.names()}
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(taken) + 1))
    return next(name for name in names if name.lower() not in taken)


def _with_relation(archive: Archive, part: str, relations: Sequence[_Relation], target: str) -> bytes:
    """The relations of the main part with one to the comments; of the same edition of the standard as the document."""
    kinds = [one.get("Type", "") for one in tree(archive.read("_rels/.rels"), archive.path)]
    office = next(kind for kind in kinds if kind.endswith("/officeDocument"))
    taken = {one.id for one in relations}
    id_ = next(name for number in range(len(taken) + 1) if (name := f"rIdKbv{number or ''}") not in taken)
    type_ = office.removesuffix("officeDocument") + "comments"
    data = archive.read(part) if part in archive else _EMPTY + f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
    relation = f'<Relationship xmlns="{_PACKAGE}/relationships" Id="{id_}" Type={quoteattr(type_)} Target="{target}"/>'
    return appended(as_bytes_of_ascii(data), relation, archive.path)


def _with_type(archive: Archive, part: str) -> bytes:
    """The list of what each part is, with the comments in it."""
    data = as_bytes_of_ascii(archive.read(_TYPES))
    namespace = f"{_PACKAGE}/content-types"
    listed = list(tree(data, archive.path))
    added = ""
    if all(one.get("PartName", "").lower() != f"/{part}".lower() for one in listed):
        added += f'<Override xmlns="{namespace}" PartName="/{part}" ContentType="{_KIND}"/>'
    if all(one.get("Extension", "").lower() != "rels" for one in listed):
        added += f'<Default xmlns="{namespace}" Extension="rels" ContentType="{_RELATIONS_KIND}"/>'
    return appended(data, added, archive.path)


def _ids(comments: _Element) -> list[int]:
    """The ids of the comments that are there."""
    ids = (str(value) for one in comments for key, value in one.attrib.items() if str(key).endswith("}id"))
    return [int(id_) for id_ in ids if id_.isdecimal() and len(id_) < 10]


def _styles(archive: Archive, relations: Sequence[_Relation]) -> tuple[str | None, str | None]:
    """The ids of the styles Word keeps for comments, where the document has them: their text, and the reference to them."""
    part = _target(relations, "styles")
    if part is None or part not in archive:
        return None, None
    found: dict[str, str] = {}
    for style in tree(archive.read(part), archive.path):
        for child in style:
            if isinstance(child.tag, str) and child.tag.endswith("}name"):
                name = next((str(value) for key, value in child.attrib.items() if str(key).endswith("}val")), "").lower()
                id_ = next((str(value) for key, value in style.attrib.items() if str(key).endswith("}styleId")), "")
                found.setdefault(name, id_)
    return found.get("annotation text") or None, found.get("annotation reference") or None


def _comment(id_: int, comment: Comment, signature: Signature, styles: tuple[str | None, str | None]) -> str:
    """One comment, after its opening and the declaration of its namespace."""
    of_text, of_reference = styles
    paragraph = f"<w:pPr><w:pStyle w:val={quoteattr(of_text)}/></w:pPr>" if of_text else ""
    reference = f"<w:rPr><w:rStyle w:val={quoteattr(of_reference)}/></w:rPr>" if of_reference else ""
    lines = []
    for number, line in enumerate(comment.lines):
        mark = "" if number else f"<w:r>{reference}<w:annotationRef/></w:r>"
        label = _run(line.label, "<w:rPr><w:b/></w:rPr>", space=bool(line.text)) if line.label else ""
        lines.append(f"<w:p>{paragraph}{mark}{label}{_run(line.text) if line.text else ''}</w:p>")
    author, initials, time = (quoteattr(legal(value)) for value in signature)
    return f' w:id="{id_}" w:author={author} w:date={time} w:initials={initials}>{"".join(lines)}</w:comment>'


def _run(text: str, properties: str = "", *, space: bool = False) -> str:
    """A run of text on one line, with a space behind it where more follows."""
    line = " ".join(legal(text).split()) + " " * space
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>'


def _copy(path: Path, changed: dict[str, bytes], out: IO[bytes]) -> None:
    """All parts as they were, but for those that changed; new ones come last."""
    try:
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            members = {member.filename: member for member in source.infolist()}
            for name, member in members.items():
                if member.flag_bits & 1:
                    raise encrypted(path)
                entry = zipfile.ZipInfo(name, max(member.date_time, _DATE))
                entry.compress_type = zipfile.ZIP_STORED if member.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
                entry.external_attr, entry.create_system = member.external_attr, member.create_system
                if name in changed:
                    target.writestr(entry, changed[name])
                    continue
                entry.file_size = member.file_size
                with source.open(member) as from_, target.open(entry, "w") as to:
                    shutil.copyfileobj(from_, to)
            for name in sorted(changed.keys() - members.keys()):
                entry = zipfile.ZipInfo(name, _DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, changed[name])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise damaged(path) from error
