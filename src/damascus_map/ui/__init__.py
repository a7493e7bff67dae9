"""The Streamlit page: state, controls, panels."""
