"""The script that Streamlit runs for each reader: the pages, on the dataset of the server."""

from damascus_map.server import dataset_path, share, shown_publication
from damascus_map.ui.pages import show_pages
from damascus_map.ui.site import Server

show_pages(Server(shown_publication, share, own_dataset=dataset_path() is not None))
