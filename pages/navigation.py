"""What is on every page: the page config, the menu, the pinned choice, and the page itself."""

import streamlit as st

from loaders import division
from ui import choice, frame, site

division.follow()
page = st.navigation(list(site.pages().values()), position="hidden")
choice.keep_address()
st.set_page_config(page_title=f"{page.title} - {site.TITLE}", page_icon=str(site.ICON), layout="wide")
frame.header()
page.run()
frame.footer()
