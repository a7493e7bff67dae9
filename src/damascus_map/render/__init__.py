"""What is to be drawn, and drawing it; knows no Streamlit."""
