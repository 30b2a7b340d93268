"""What is on every page: the page config, the menu, the pinned choice, and the page itself."""

import streamlit as st

from compare.edition import one_edition
from monitor import division
from reports import in_session
from ui.choose import frame, site, subject
from ui.choose import url as choice
from ui.eigen import actions as own
from ui.eigen import session
from ui.lijst import collect as my_list
from ui.parts import notice, take_along, turn
from ui.present import collect, room

with turn.of_this_reader(), one_edition():
    division.follow()
    page = st.navigation(list(site.pages().values()), position="hidden")
    choice.keep_address(page.url_path)
    st.set_page_config(page_title=f"{page.title} - {site.TITLE}", page_icon=site.ICON, layout="wide")
    name = site.name_of(page.url_path)
    session.on_page(name)
    if room.asked():
        with frame.contents():
            own.of_another()
            room.show(name)
    else:
        frame.header(name)
        with frame.contents():
            notice.of_last_good()
            own.of_another()
            subject.show()
            if name not in subject.PAGES:
                subject.not_on_this_page()
            actions = frame.actions()
            page.run()
            with actions:
                take_along.button(name, in_session.made)
                if not own.instead_of_links():
                    my_list.action(name)
                    collect.actions(name)
                    frame.share(page.url_path)
        frame.footer()
