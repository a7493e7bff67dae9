"""A city that does not exist: five districts, two parties, two years."""

from pathlib import Path

import geopandas as gpd
import shapely

UTM = "EPSG:32626"
WEST, SOUTH, SIDE_M = 640_000.0, 4_900_000.0, 1_500.0
DISTRICTS = (
    ("D0", "Harbour", "Port", "الميناء"),
    ("D1", "Old Mill", "Vieux-Moulin", "الطاحونة القديمة"),
    ("D2", "Northgate", "Porte-Nord", "البوابة الشمالية"),
    ("D3", "Saint Anne", "Sainte-Anne", "Saint Anne"),  # its Arabic name is not known
    ("D4", "Orchard", "Verger", "البستان"),
)
GAP_M = 0.4
"""Between the first two districts."""

CONTROL = """\
# What the table says of the districts.
district;from;to;party;extent;source;confidence;situation
Harbour;2012-03;2013-05-15;Harbour Guard;whole;The Herald, 3 April 2012;high;
Port;2013-05-15;2014-06;City Watch;most;The Herald, 16 May 2013;medium;fighting
الميناء;2013-05-15;2014-06;Harbour Guard;part;The Herald, 16 May 2013;;
D1;2013;;City Watch;;The Herald, 3 April 2012;;siege
northgate;2013-02-01;2013-06-30;;;The Herald, 16 May 2013;;ceasefire
sainte-anne;2013-05-15;;City Watch;whole;https://herald.example/2013;high;calm
"""
EVENTS = """\
id,date,date_to,district_ids,type,actors,title_en,title_fr,title_ar,deaths_low,deaths_best,\
deaths_high,people_moved,lon,lat,place_precision,confidence,source_ids,note
quay,2013-05-15,,d0,clash,City Watch,Fighting on the quay,Combats sur le quai,قتال,,,,,,,\
district,medium,the-herald-16-may-2013,
sirens,2013-05-14,,,report,,Sirens in all the city,,,,,,,,,city,low,the-herald-16-may-2013,
"""


def outlines() -> gpd.GeoDataFrame:
    """Squares side by side in metres, with a narrow gap between the first two."""
    squares = []
    for number in range(len(DISTRICTS)):
        west, south = WEST + number % 3 * SIDE_M, SOUTH + number // 3 * SIDE_M
        gap = GAP_M if number == 1 else 0
        squares.append(shapely.box(west + gap, south, west + SIDE_M, south + SIDE_M))
    columns = zip(("code", "label", "nom", "ar"), zip(*DISTRICTS, strict=True), strict=True)
    return gpd.GeoDataFrame(dict(columns), geometry=squares, crs=UTM)


def make_city(folder: Path) -> Path:
    """Make the dataset as a person does: boundaries, then the table, then two events."""
    from damascus_map.data.boundaries import NameColumns, read_boundaries
    from damascus_map.data.new_dataset import Beginning, new_dataset
    from damascus_map.ingest.control import import_control

    folder.mkdir(parents=True)
    outlines().to_file(folder / "districts.gpkg")
    table = folder / "control.csv"
    table.write_text(CONTROL, encoding="utf-8")
    names = NameColumns("code", "label", {"en": "label", "fr": "nom", "ar": "ar"})
    title = {"en": "Riverton: who held what", "fr": "Riverton : qui tenait quoi", "ar": "ريفرتون"}
    city = folder / "riverton"
    new_dataset(city, Beginning(read_boundaries(folder / "districts.gpkg", names), title))
    import_control(table, city)
    (city / "data" / "events.csv").write_text(EVENTS, encoding="utf-8")
    return city
