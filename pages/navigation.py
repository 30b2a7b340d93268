"""What is on every page: the page config, the menu, the pinned choice, and the page itself."""

import streamlit as st

from ui import frame, site

st.set_page_config(page_title=site.TITLE, page_icon=str(site.ICON), layout="wide")

page = st.navigation(list(site.pages().values()), position="hidden")
frame.header()
page.run()
frame.footer()
