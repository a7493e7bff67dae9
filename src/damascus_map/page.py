"""The script that Streamlit runs for each reader: the page, on the dataset of the server."""

from damascus_map.server import dataset_path, shown_publication
from damascus_map.ui.page import show_page

show_page(shown_publication, own_dataset=dataset_path() is not None)
