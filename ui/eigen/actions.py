"""What cannot be done with a reader's own figure: it does not go along in a link, a list or a presentation."""

from __future__ import annotations

import streamlit as st

from compare.own_edition import is_own
from ui.choose import site
from ui.choose import url as choice
from ui.eigen import session

#: For who opens an address of somebody else, or of a session that is over.
NOT_HERE = (
    "Dit adres is van een eigen cijfer. Eigen cijfers staan niet in een link: ze zijn alleen van wie ze inlas, en weg als die "
    "het venster sluit. U ziet nu een ander cijfer."
)


def instead_of_links() -> bool:
    """Say why this view has no link, where it is of an own figure of this reader; whether it is."""
    if not (session.of_this_session() and session.in_address()):
        return False
    st.page_link(
        site.pages()["eigen"],
        label="Alleen u ziet dit",
        icon=":material/lock:",
        query_params=choice.carried(choice.PINNED),
    )
    return True


def of_another() -> None:
    """Say what an address with an own figure means that this session does not have; and take it out of the address."""
    known = {figure.indicator.id for figure in session.figures()}
    unknown = {
        name: value
        for name, value in st.query_params.to_dict().items()
        if is_own(value) and value not in known
    }
    if unknown:
        st.warning(NOT_HERE, icon=":material/lock:")
        choice.choose(**dict.fromkeys(unknown))
