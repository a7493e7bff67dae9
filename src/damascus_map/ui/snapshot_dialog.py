"""The dialog that makes a file of the view: options, a preview, and the file on a click."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Final
from urllib.parse import urljoin

import streamlit as st

from damascus_map.errors import DamascusMapError
from damascus_map.language import LANGUAGE_NAMES, LANGUAGES, N_, Language
from damascus_map.model.view import View
from damascus_map.render.exports.writers import FORMS as EXPORTS
from damascus_map.render.exports.writers import export_bytes
from damascus_map.render.markup import element
from damascus_map.render.picture_order import (
    PICTURE_TYPES,
    PictureOrder,
    address_of_order,
    command_of,
    file_name,
    highest_scale,
)
from damascus_map.render.publication import Publication
from damascus_map.render.static.layouts import LAYOUTS
from damascus_map.render.studio import drawn_picture
from damascus_map.ui import state
from damascus_map.ui.outlets import show


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which the dialog hands out a view.

    Attributes
    ----------
    label
        Its name.
    media_type
        As in the header ``Content-Type``.
    write
        Makes the file, when the reader asks for it.
    note
        What is in it; nothing for a picture, which is seen.
    """

    label: str
    media_type: str
    write: Callable[[Publication, PictureOrder], bytes]
    note: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it has a layout and an address of its own."""
        return not self.note


def _drawn(shown: Publication, order: PictureOrder) -> bytes:
    return drawn_picture(shown.dataset.tables, order)


def _exported(shown: Publication, order: PictureOrder) -> bytes:
    return export_bytes(shown.dataset, order.view, order.form)


def _bundled(shown: Publication, order: PictureOrder) -> bytes:
    from damascus_map.render.exports.bundle import bundle_bytes

    return bundle_bytes(shown.dataset, order.view)


def _page(shown: Publication, order: PictureOrder) -> bytes:
    from damascus_map.render.offline import offline_page

    lang = order.view.lang
    languages = (lang, *(one for one in LANGUAGES if one != lang))
    return offline_page(shown.dataset.tables, order.view, languages, shown.last_day)


_DATA: Final = N_("Districts, events, statements and sources of this view as tables.")
_BUNDLE: Final = N_(
    "Pictures, data and sources of this view, with the command that makes them again."
)
_OFFLINE: Final = N_("The whole map as one page that needs no network.")

FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {form: Form(form.upper(), kind, _drawn) for form, kind in PICTURE_TYPES.items()}
    | {
        "zip": Form("ZIP", "application/zip", _bundled, _BUNDLE),
        "xlsx": Form("Excel", EXPORTS["xlsx"].media_type, _exported, _DATA),
        "gpkg": Form("GeoPackage", EXPORTS["gpkg"].media_type, _exported, _DATA),
        "html": Form("HTML", "text/html", _page, _OFFLINE),
    }
)
"""The forms that can be chosen, by the ending of the file."""

LAYOUT_NAMES: Final[Mapping[str, str]] = {
    "landscape": N_("Landscape"),
    "square": N_("Square"),
    "page": N_("A4 page"),
}
_SCALES: Final = (1, 2, 3, 4)
_PREVIEW_SCALES: Final = {"landscape": 0.5, "square": 0.6, "page": 0.25}
DATASET: Final = "FOLDER"


def show_snapshot_button(words: Language) -> None:
    """Offer the dialog."""
    st.button(
        words.text(N_("Save")),
        icon=":material/download:",
        key=state.SNAPSHOT,
        on_click=state.open_dialog,
    )


def show_snapshot_dialog(
    shown: Publication, view: View, words: Language, *, own_dataset: bool
) -> None:
    """Show the dialog while the reader has it open, from when the map has told what it shows.

    Parameters
    ----------
    shown, view, words
        The dataset, what the page shows of it, and the page's language.
    own_dataset
        Whether that is another dataset than the one that the program carries.
    """
    if not (state.dialog_is_open() and state.view_is_current()):
        return
    title = words.text(N_("This view as a file"))
    dialog = st.dialog(title, width="large", on_dismiss=state.close_dialog)(_show_content)
    dialog(shown, view, words, DATASET if own_dataset else None)


def _show_content(shown: Publication, view: View, words: Language, dataset: str | None) -> None:
    if view.districts == ():
        _say(words.text(N_("No district is shown: choose one beside the map, then come back.")))
        return
    sheet, options = st.columns([1.9, 1], gap="medium")
    with options:
        order = _asked_order(view, shown, words)
        _offer_download(shown, order, words)
    with sheet, st.container(key="dm-snapshot-preview"):
        _show_preview(shown, order, words)
    # Of a reader's own data the server can make no picture by address, nor a shell elsewhere.
    if FORMS[order.form].is_picture and not shown.token:
        _show_origin(shown, order, words, dataset)


def _asked_order(view: View, shown: Publication, words: Language) -> PictureOrder:
    """Ask for form, layout, size and language; the view gives the rest."""
    form = choice(N_("Format"), tuple(FORMS), {k: one.label for k, one in FORMS.items()}, words)
    layout, scale = "landscape", 1
    if not FORMS[form].is_picture:
        _say(words.text(FORMS[form].note))
    else:
        names = {key: words.text(name) for key, name in LAYOUT_NAMES.items()}
        layout = choice(N_("Layout"), tuple(LAYOUTS), names, words)
    if form == "png":
        scale = _asked_scale(layout, words)
    lang = choice(N_("Language of the file"), LANGUAGES, LANGUAGE_NAMES, words, default=view.lang)
    districts = view.districts
    if view.district is not None and _asked_whether_alone(view.district, shown, words):
        districts = (view.district,)
    plain = replace(view, lang=lang, districts=districts, district=None, map_view=None, span=None)
    return PictureOrder(plain, form, layout, scale)


def choice(
    label: str,
    values: Sequence[str],
    names: Mapping[str, str],
    words: Language,
    default: str | None = None,
    *,
    key: str = state.SNAPSHOT,
) -> str:
    """Ask for one of a few values; its widget's key begins with `key`.

    Parameters
    ----------
    label
        In English, as the catalogues have it.
    values, names
        What can be chosen, and how each is called.
    words
        The language.
    default
        What is chosen at first; None for the first value.
    """
    chosen = st.segmented_control(
        words.text(label),
        values,
        default=default or values[0],
        format_func=names.__getitem__,
        required=True,
        key=f"{key}-{label}",
    )
    return str(chosen)


def _asked_scale(layout: str, words: Language) -> int:
    """Ask how many pixels, where there is a choice, and say how many they are."""
    scales = [scale for scale in _SCALES if scale <= highest_scale(layout)]
    scale = scales[0]
    if len(scales) > 1:
        scale = st.segmented_control(
            words.text(N_("Size")),
            scales,
            default=scale,
            format_func=lambda times: words.isolated(f"{times}\N{MULTIPLICATION SIGN}"),
            required=True,
            key="dm-snapshot-scale",
        )
    sheet = LAYOUTS[layout]
    dots = sheet.dots_per_unit * scale
    pixels = words.text(
        N_("{width} by {height} pixels"),
        width=words.number(round(sheet.width * dots)),
        height=words.number(round(sheet.height * dots)),
    )
    show(element("p", pixels, class_="dm-pixels"))
    return scale


def _asked_whether_alone(district: str, shown: Publication, words: Language) -> bool:
    name = shown.dataset.tables.districts.at[district, f"name_{words.code}"]
    return st.checkbox(words.text(N_("Only {district}"), district=name), key="dm-snapshot-only")


def _show_preview(shown: Publication, order: PictureOrder, words: Language) -> None:
    small = replace(order, form="png", scale=_PREVIEW_SCALES[order.layout])
    try:
        with st.spinner(words.text(N_("Drawing…"))):
            content = drawn_picture(shown.dataset.tables, small)
    except DamascusMapError as error:
        show(element("p", words.text(str(error)), class_="dm-notice", role="alert"))
        return
    alt = words.text(N_("Preview of the picture: {day}"), day=words.day(order.view.on))
    st.image(content, alt=alt, output_format="PNG")


def _offer_download(shown: Publication, order: PictureOrder, words: Language) -> None:
    form = FORMS[order.form]
    st.download_button(
        words.text(N_("Download {form}"), form=form.label),
        partial(form.write, shown, order),
        file_name(order, shown.dataset.tables.package.name),
        form.media_type,
        on_click="ignore",
        type="primary",
        width="stretch",
        key="dm-snapshot-download",
    )


def _show_origin(
    shown: Publication, order: PictureOrder, words: Language, dataset: str | None
) -> None:
    """Give the address of the picture, to be put into an article, and the command."""
    address = address_of_order(order, shown.dataset.tables)
    _show_line(words.text(N_("Address of the picture, for an article")), urljoin(_here(), address))
    if order.view.types != ():
        _show_line(
            words.text(N_("Command that makes it again")), command_of(order, dataset=dataset)
        )


def _show_line(label: str, text: str) -> None:
    show(element("p", label, class_="dm-label"))
    st.code(text, language=None, wrap_lines=True)


def _here() -> str:
    """Return the page's address as the reader's browser has it."""
    return st.context.url or ""


def _say(text: str) -> None:
    show(element("p", text, class_="dm-quiet", role="status"))
