"""Een verhaallijn voor een werkatelier: views in an order, to play in front of a room."""

import streamlit as st
from slugify import slugify

from reports.files import line_file
from ui.choose import frame
from ui.choose import url as choice
from ui.parts.literal import literal
from ui.parts.take_along import FORMS
from ui.present import collect, edit, ready, talk

#: In the URL: what the ready line that is offered is about, and where.
SUBJECT, AREA = "onderwerp", "waar"


def offer(first: bool) -> None:
    """A line that is there already, for a subject and an area; it takes the place of the one in the address."""
    st.header(
        "Begin met een kant-en-klare lijn" if first else "Of begin met een kant-en-klare lijn", anchor=False
    )
    subjects, areas = ready.subjects(), ready.areas()
    with choice.row():
        subject = choice.pick(
            "Onderwerp",
            SUBJECT,
            list(subjects),
            next(iter(subjects)),
            format_func=subjects.__getitem__,
            width=300,
        )
        area = choice.pick(
            "Waar", AREA, list(areas), ready.area_of(frame.pinned()), format_func=areas.__getitem__, width=300
        )
        take = st.empty()
    ways = st.empty()
    # Empty until the line is made: who chooses and presses at once would play the line of the choice before.
    made = ready.line(subject, area)
    take.button("Neem deze lijn", icon=":material/playlist_add_check:", type="primary" if first else "secondary",
                on_click=edit.keep, args=(made,))  # fmt: skip
    if first:
        with ways.container():
            edit.play(made)
    asked = sum(bool(view.question) for view in made.views)
    st.caption(
        literal(
            f"{len(made.views)} beelden en {asked} vragen: "
            + "; ".join(map(edit.what_is_in, made.views))
            + "."
        )
    )


st.title("Verhaallijn")
st.markdown(
    "Een rij beelden voor een werkatelier. Zet ze in de goede volgorde, geef ze een eigen titel en een vraag, en speel ze af. "
    "De lijn zit in het adres van deze pagina: bewaar de link of het bestand. Op de server blijft niets."
)
line, fault = collect.line()
if fault:
    choice.warn(literal(fault))
if line.views:
    edit.play(line)
    talk.afterwards(
        lambda ending, words: line_file(ending, line, frame.home(), words),
        f"verhaallijn-met-woorden-{slugify(line.title)[:60]}",
        {ending: form.title for ending, form in FORMS.items()},
    )
    edit.views(line)
    offer(first=False)
else:
    offer(first=True)
    st.header("Of maak uw eigen lijn", anchor=False)
    st.markdown(
        "Open een kaart, een trend of een andere pagina en kies daar **Voeg toe aan verhaallijn**, rechts boven. Elk beeld dat u "
        "toevoegt, staat dan hier."
    )
edit.open_link()
