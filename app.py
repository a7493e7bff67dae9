"""The ASGI app that `streamlit run app.py` serves: the page, and the routes beside it."""

import streamlit as st

from damascus_map.server import MIDDLEWARE, PAGE, ROUTES, open_before_serving

app = st.App(PAGE, routes=ROUTES, middleware=MIDDLEWARE, lifespan=open_before_serving)
