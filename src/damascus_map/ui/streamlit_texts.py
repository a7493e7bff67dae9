"""What Streamlit's own widgets say, for the catalogues: it has these texts in English alone.

They are those of the release that the project is held to; one that a later release words in
another way stays English until its row here is changed.
"""

from __future__ import annotations

from typing import Final

from damascus_map.language import N_

STREAMLIT_TEXTS: Final = (
    # The page and its sidebar.
    N_("Sidebar"),
    N_("Collapse sidebar"),
    N_("Expand sidebar"),
    N_("Skip to main content"),
    N_("Running..."),
    N_("Stop"),
    N_("Close"),
    N_("Dismiss"),
    N_("Press Enter to apply"),
    # Code and pictures.
    N_("Copy to clipboard"),
    N_("Copied"),
    N_("Fullscreen"),
    N_("Close fullscreen"),
    N_("Fullscreen: {name}"),
    # Tables.
    N_("Search"),
    N_("Close Search"),
    N_("Type to search"),
    N_("Previous Result"),
    N_("Next Result"),
    N_("Download as CSV"),
    N_("Show/hide columns"),
    N_("Dataframe column menu"),
    N_("Copy column name"),
    N_("Sort ascending"),
    N_("Sort descending"),
    N_("Autosize"),
    N_("Pin column"),
    N_("Unpin column"),
    N_("Hide column"),
    N_("Select all"),
    N_("Clear selection"),
    N_("Loading..."),
    N_("empty"),
    # Choices and files.
    N_("Choose an option"),
    N_("Choose options"),
    N_("No results"),
    N_("No options to select"),
    N_("Clear all"),
    N_("Clear value"),
    N_("Select..."),
    N_("No options"),
    N_("Upload"),
    N_("file upload"),
    N_("Add files"),
    N_("Drag and drop files here"),
    N_("Remove {name}"),
    N_("Previous page"),
    N_("Next page"),
    # When the server does not answer.
    N_("Connection error"),
)
