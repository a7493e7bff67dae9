"""What a column of someone's table can mean, and the names by which it is recognised.

Names are compared folded (`field_key`): small letters, no accents, letters and digits only.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from damascus_map.ingest.texts import folded


class Field(StrEnum):
    """What a column means."""

    ID = "id"
    DATE = "date"
    DATE_TO = "date_to"
    DATE_PRECISION = "date_precision"
    TYPE = "type"
    SUBTYPE = "subtype"
    ACTOR = "actor"
    TITLE = "title"
    TITLE_FR = "title_fr"
    TITLE_AR = "title_ar"
    DEATHS_LOW = "deaths_low"
    DEATHS_BEST = "deaths_best"
    DEATHS_HIGH = "deaths_high"
    PEOPLE_MOVED = "people_moved"
    LAT = "lat"
    LON = "lon"
    PRECISION = "precision"
    PLACE = "place"
    TEXT = "text"
    REGION = "region"
    SOURCE = "source"
    CONFIDENCE = "confidence"
    NOTE = "note"


MOST_COLUMNS: Final[Mapping[Field, int]] = MappingProxyType(
    {Field.ACTOR: 2, Field.PLACE: 6, Field.TEXT: 6}
)
"""How many columns may have the same meaning; one, where nothing is said."""

Names = Mapping[Field, tuple[tuple[str, ...], ...]]
"""For each meaning its columns; for each column the names that it has had, the best first."""


def _once(**names: str) -> Names:
    return {Field(name): (tuple(text.split()),) for name, text in names.items()}


UCDP_NAMES: Final[Names] = MappingProxyType(
    {
        **_once(
            id="id",
            date="date_start",
            date_to="date_end",
            date_precision="date_prec",
            type="type_of_violence",
            deaths_low="low low_est",
            deaths_best="best best_est",
            deaths_high="high high_est",
            lat="latitude",
            lon="longitude",
            precision="where_prec",
            text="source_headline source_article",
            region="adm_1",
            source="source_office source_original",
            confidence="event_clarity",
        ),
        Field.ACTOR: (("side_a",), ("side_b",)),
        Field.PLACE: (("where_coordinates",), ("where_description",)),
    }
)
UCDP_SIGNS: Final = frozenset({"typeofviolence", "datestart", "dateend"})

ACLED_NAMES: Final[Names] = MappingProxyType(
    {
        **_once(
            id="event_id_cnty data_id",
            date="event_date",
            date_precision="time_precision",
            type="event_type",
            subtype="sub_event_type",
            deaths_best="fatalities",
            lat="latitude",
            lon="longitude",
            precision="geo_precision",
            place="location",
            text="notes",
            region="admin1",
            source="source",
        ),
        Field.ACTOR: (("actor1",), ("actor2",)),
    }
)
ACLED_SIGNS: Final = frozenset({"eventdate", "eventtype", "fatalities", "geoprecision"})
ACLED_ID: Final = "eventidcnty"
"""No other table has it: it tells one whose other columns were left out."""

TABLE_NAMES: Final[Mapping[Field, tuple[str, ...]]] = MappingProxyType(
    {
        Field.ID: ("id", "event_id", "identifier", "identifiant", "معرف", "رقم", "الرقم"),
        Field.DATE: (
            *("date", "day", "when", "event_date", "date_start", "start_date", "start", "from"),
            *("jour", "quand", "date_debut", "debut", "du", "date_evenement"),
            *("تاريخ", "التاريخ", "اليوم", "متى", "تاريخ_البداية", "من"),
        ),
        Field.DATE_TO: (
            *("date_to", "date_end", "end_date", "end", "until", "to"),
            *("date_fin", "fin", "jusqu'au", "au"),
            *("تاريخ_النهاية", "النهاية", "إلى", "حتى"),
        ),
        Field.DATE_PRECISION: ("date_precision", "precision_date", "دقة_التاريخ"),
        Field.TYPE: (
            *("type", "kind", "event_type", "category", "genre", "categorie", "type_evenement"),
            *("النوع", "نوع", "نوع_الحدث", "الفئة"),
        ),
        Field.SUBTYPE: ("subtype", "sub_type", "sub_event_type", "sous_type", "النوع_الفرعي"),
        Field.ACTOR: (
            *("actor", "actors", "actor1", "actor2", "actor_1", "actor_2", "side_a", "side_b"),
            *("acteur", "acteurs", "acteur_1", "acteur_2", "الطرف", "الطرف_الأول", "الطرف_الثاني"),
        ),
        Field.TITLE: ("title", "title_en", "titre", "titre_en", "العنوان", "عنوان"),
        Field.TITLE_FR: ("title_fr", "titre_fr"),
        Field.TITLE_AR: ("title_ar", "titre_ar"),
        Field.DEATHS_LOW: ("deaths_low", "deaths_min", "killed_min", "morts_min", "low"),
        Field.DEATHS_BEST: (
            *("deaths_best", "deaths", "fatalities", "killed", "dead", "best", "victims"),
            *(
                "morts",
                "tues",
                "deces",
                "nombre_de_morts",
                "قتلى",
                "القتلى",
                "عدد_القتلى",
                "الوفيات",
            ),
        ),
        Field.DEATHS_HIGH: ("deaths_high", "deaths_max", "killed_max", "morts_max", "high"),
        Field.PEOPLE_MOVED: (
            *(
                "people_moved",
                "displaced",
                "evacuated",
                "deplaces",
                "evacues",
                "نازحون",
                "النازحون",
            ),
        ),
        Field.LAT: ("lat", "latitude", "y", "gps_lat", "خط_العرض", "العرض"),
        Field.LON: ("lon", "lng", "long", "longitude", "x", "gps_lon", "خط_الطول", "الطول"),
        Field.PRECISION: (
            *("precision", "place_precision", "geo_precision", "precision_lieu", "دقة_المكان"),
        ),
        Field.PLACE: (
            *("place", "location", "where", "district", "district_ids", "districts", "town"),
            *("neighbourhood", "neighborhood", "place_name", "quarter", "city"),
            *("lieu", "quartier", "ou", "ville", "localite"),
            *("المكان", "مكان", "الحي", "حي", "الموقع", "المنطقة", "المدينة"),
        ),
        Field.TEXT: (
            *("text", "description", "notes", "note", "headline", "what", "details", "summary"),
            *("texte", "remarques", "resume", "quoi", "الوصف", "وصف", "ملاحظات", "النص", "تفاصيل"),
        ),
        Field.REGION: (
            *("region", "governorate", "province", "adm_1", "admin1", "adm1", "gouvernorat"),
            *("المحافظة", "محافظة"),
        ),
        Field.SOURCE: ("source", "sources", "source_name", "المصدر", "مصدر"),
        Field.CONFIDENCE: ("confidence", "fiabilite", "confiance", "الموثوقية", "الثقة"),
    }
)
"""Names in tables of one's own. `note` is kept only where it is asked for: it may hold names."""

TAGS: Final[tuple[tuple[str, frozenset[str], Field], ...]] = tuple(
    (tag, frozenset(attributes.split()), field)
    for tag, attributes, field in (
        ("#date", "start", Field.DATE),
        ("#date", "end", Field.DATE_TO),
        ("#date", "occurred", Field.DATE),
        ("#date", "", Field.DATE),
        ("#geo", "lat", Field.LAT),
        ("#geo", "lon", Field.LON),
        ("#event", "id", Field.ID),
        ("#event", "code", Field.ID),
        ("#event", "type", Field.TYPE),
        ("#event", "category", Field.TYPE),
        ("#cause", "type", Field.TYPE),
        ("#affected", "killed min", Field.DEATHS_LOW),
        ("#affected", "killed low", Field.DEATHS_LOW),
        ("#affected", "killed max", Field.DEATHS_HIGH),
        ("#affected", "killed high", Field.DEATHS_HIGH),
        ("#affected", "killed", Field.DEATHS_BEST),
        ("#affected", "displaced", Field.PEOPLE_MOVED),
        ("#adm1", "name", Field.REGION),
        ("#loc", "name", Field.PLACE),
        ("#adm4", "name", Field.PLACE),
        ("#adm5", "name", Field.PLACE),
        ("#description", "", Field.TEXT),
        ("#event", "description", Field.TEXT),
        ("#event", "name", Field.TEXT),
        ("#meta", "source", Field.SOURCE),
    )
)
"""Tags of the Humanitarian Exchange Language: tag, the attributes it must have, the meaning.

References
----------
HXL hashtag dictionary, https://hxlstandard.org/standard/1-1final/dictionary/
"""


def field_key(name: str) -> str:
    """Return the name of a column as it is compared.

    >>> field_key("Date début"), field_key("event_date")
    ('datedebut', 'eventdate')
    """
    return "".join(letter for letter in folded(name) if letter.isalnum())


def field_of_tag(tag: str) -> Field | None:
    """Return what a tag of the Humanitarian Exchange Language means; the closest row counts.

    >>> field_of_tag("#date+start")
    <Field.DATE: 'date'>
    """
    name, *attributes = tag.strip().casefold().replace(" ", "").split("+")
    fitting = [
        (len(wanted), field)
        for known, wanted, field in TAGS
        if known == name and wanted <= set(attributes)
    ]
    return max(fitting, key=lambda found: found[0])[1] if fitting else None
