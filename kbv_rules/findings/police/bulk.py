"""Reads a table too large to hold: polars streams it and keeps only municipalities, added up per year.

Memory does not grow with the file: what comes out is at most a few hundred thousand sums. One pass; only when something is
wrong a second one finds the first places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.errors import InputError, input_error
from kbv_rules.findings.police.labels import MISSING

if TYPE_CHECKING:
    import polars as pl

    from kbv_rules.findings.police.layouts import Columns
    from kbv_rules.findings.police.text_file import TextFile

_SHOWN = 20


class BulkTable(NamedTuple):
    """`years`: kind, region, year, whether it was summed from months, total, and how many periods have a value.

    `bad`: line, value, and whether it was to be a number (else a period).
    """

    years: list[tuple[str, str, int, bool, int, int]]
    bad: list[tuple[int, str, bool]]
    neighbourhoods: bool


def read_bulk(file: TextFile, between: str, at: Columns) -> BulkTable:
    """
    Raises:
        InputError: the rows do not have the fields of the header, a count stands twice, or the file is in UTF-16.
    """
    import polars as pl

    if file.encoding == "utf-16":
        raise input_error(file.path, "dit grote bestand is opgeslagen als UTF-16.", "Sla het op als CSV UTF-8.")
    try:
        return _read(file, between, at)
    except pl.exceptions.PolarsError as error:
        raise _other_width(file, f"({str(error).splitlines()[0][:120]})") from None


def _read(file: TextFile, between: str, at: Columns) -> BulkTable:
    import polars as pl

    scan = pl.scan_csv(
        file.path, separator=between, has_header=True, infer_schema=False, encoding="utf8-lossy", row_index_name="row"
    )
    given = scan.collect_schema().names()[1:]
    named = {"kind": at.kind, "region": at.region, "period": at.period, "value": at.value}
    table = scan.select("row", **{name: pl.col(given[index]) for name, index in named.items()})
    # A row with fewer fields, as when the sign between them changes, has no region.
    kept = table.filter(pl.col("region").str.starts_with("GM") | (pl.col("region").is_null() & pl.col("period").is_null()))
    rows = kept.with_columns(pl.col("kind", "region", "period", "value").str.strip_chars())
    value = pl.col("value").fill_null("")
    missing = value.str.to_lowercase().is_in(sorted(MISSING))
    count = value.str.replace("[.,]0{1,2}$", "").cast(pl.Int64, strict=False)
    year = pl.col("period").str.extract("^((?:19|20)[0-9]{2})(?:JJ00|MM(?:0[1-9]|1[0-2]))?$").cast(pl.Int32)
    wrong = (~missing & (count.is_null() | (count < 0))) | year.is_null()
    found = (
        rows.with_columns(year=year, monthly=pl.col("period").str.slice(4, 2) == "MM", count=count, there=~missing, wrong=wrong)
        .group_by("kind", "region", "year", "monthly")
        .agg(
            total=pl.col("count").sum(),
            there=pl.col("there").sum(),
            rows=pl.len(),
            periods=pl.col("period").n_unique(),
            first=pl.col("row").min(),
            wrong=pl.col("wrong").any(),
        )
        .collect(engine="streaming")
    )
    cut = found.filter(pl.col("region").is_null())
    if cut.height:
        raise _other_width(file, f"Dat begint op regel {cut['first'].min() + 2}.")  # type: ignore[operator]
    municipal = found.filter(pl.col("region").str.contains("^GM[0-9]{4}$"))
    if municipal.filter("wrong").height:
        faults = rows.filter(wrong).select("row", "value", "period", number=year.is_not_null()).head(_SHOWN + 1)
        bad = faults.collect(engine="streaming").sort("row").rows()
        return BulkTable(
            [], [(row + 2, value if number else period, number) for row, value, period, number in bad], neighbourhoods=False
        )
    _once(file, municipal)
    years = municipal.filter(pl.col("there") > 0).select("kind", "region", "year", "monthly", "total", "there")
    return BulkTable(list(years.iter_rows()), [], not municipal.height and _neighbourhoods(table))


def _neighbourhoods(table: pl.LazyFrame) -> bool:
    """Whether the first rows are of neighbourhoods."""
    first = table.select("region").head(1000).collect(engine="streaming").to_series()
    return bool(first.str.contains("^(WK|BU)").any())


def _once(file: TextFile, found: pl.DataFrame) -> None:
    """
    Raises:
        InputError: a count stands twice.
    """
    twice = found.filter(found["rows"] != found["periods"])
    if twice.height:
        kind, region, when = twice.select("kind", "region", "year").sort("kind", "region", "year").row(0)
        raise input_error(
            file.path,
            f"soort {kind} van {region} staat er in {when} twee keer in.",
            "Haal de dubbele regels weg, of download de tabel opnieuw.",
        )


def _other_width(file: TextFile, why: str) -> InputError:
    return input_error(
        file.path,
        "niet alle regels van dit grote bestand hebben de velden van de kopregel.",
        "Gebruik in het hele bestand hetzelfde scheidingsteken; download de tabel anders opnieuw.",
        why,
    )
