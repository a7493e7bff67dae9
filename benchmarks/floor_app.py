"""The least that a Streamlit page can do: one button, one text. The floor of a round trip."""

import streamlit as st

st.session_state.setdefault("n", 0)


def _count() -> None:
    st.session_state["n"] += 1


st.button("count", on_click=_count)
st.html(f'<p id="count">{st.session_state["n"]}</p>')
