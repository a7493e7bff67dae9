"""What lies beneath the districts, as the plugin is given it."""

import numpy as np
import pytest
import shapely

from damascus_map.render.ground import GROUND_LAYERS, PARTS_OF_A_DEGREE, ground, shapes_in
from damascus_map.render.style import GROUND

WEST, MIDDLE, EAST = 36.3, 36.31, 36.32
METRE = 1 / PARTS_OF_A_DEGREE


def collection(*shapes, **properties):
    features = [
        {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)}
        for shape in shapes
    ]
    return {"type": "FeatureCollection", "features": features}


def line_of(steps):
    points = np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / PARTS_OF_A_DEGREE
    return shapely.LineString(points)


def layer_of(context, source, **kept):
    layers = zip(GROUND_LAYERS, ground(context), strict=True)
    return next(drawn for layer, drawn in layers if (layer.source, layer.kept) == (source, kept))


def test_a_line_is_its_first_point_and_the_steps_from_there():
    road = shapely.LineString([(WEST, 33.5), (WEST + 0.00021, 33.50042), (WEST, 33.51)])
    drawn = layer_of(
        {"roads": collection(road, **{"class": "major"})}, "roads", **{"class": "major"}
    )
    assert drawn["lines"] == [[3630000, 3350000, 21, 42, -21, 958]]
    assert drawn["areas"] == []


def test_a_border_of_two_is_drawn_once():
    left, right = shapely.box(WEST, 33.5, MIDDLE, 33.51), shapely.box(MIDDLE, 33.5, EAST, 33.51)
    drawn = layer_of({"neighbourhoods": collection(left, right)}, "neighbourhoods")
    length = sum(line_of(line).length for line in drawn["lines"])
    assert length == pytest.approx(7 * 0.01)
    assert drawn["areas"] == []


def test_water_keeps_its_islands():
    lake = shapely.box(WEST, 33.5, EAST, 33.52).difference(
        shapely.box(36.305, 33.505, 36.31, 33.51)
    )
    river = shapely.LineString([(WEST, 33.4), (EAST, 33.4)])
    drawn = layer_of({"water": collection(lake, river)}, "water")
    rings = [shapely.Polygon(line_of(ring)) for ring in drawn["areas"][0]]
    assert len(drawn["areas"]) == 1
    assert rings[0].difference(rings[1]).symmetric_difference(lake).area < METRE**2
    assert [line_of(line).length for line in drawn["lines"]] == [pytest.approx(0.02)]


def test_a_layer_that_is_not_there_is_empty():
    assert all(layer["lines"] == layer["areas"] == [] for layer in ground({}))


def test_every_colour_is_one_of_the_style():
    used = {one.line for one in GROUND_LAYERS} | {one.fill for one in GROUND_LAYERS if one.fill}
    assert used <= set(GROUND)


def test_the_shapes_of_the_dataset_stay_where_they_are(dataset):
    context = dataset.tables.context
    for layer, drawn in zip(GROUND_LAYERS, ground(context), strict=True):
        rings = [ring for area in drawn["areas"] for ring in area]
        sent = shapely.union_all([line_of(line) for line in [*drawn["lines"], *rings]])
        parts = shapely.get_parts(shapes_in(context, layer.source, layer.kept))
        known = [part if part.geom_type == "LineString" else part.boundary for part in parts]
        assert shapely.hausdorff_distance(sent, shapely.union_all(known)) < METRE
