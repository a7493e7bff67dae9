"""The same events on the maps that others use in Streamlit, each as its documentation shows."""
