"""The colours and letters that Streamlit tells the browser at the start of every run, worked out once."""

from __future__ import annotations

from collections.abc import Callable

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def keep() -> None:
    """Have Streamlit look its theme up once, and again when its settings are read again: it goes through all of them six
    times for every run, a sixth of the work for a small page. Once, when the server starts."""
    made: dict[str, CustomThemeConfig] = {}
    work_out: Callable[[CustomThemeConfig, str], None] = app_session._populate_theme_msg

    def told(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in made:
            content = CustomThemeConfig()
            work_out(content, section)
            made[section] = content
        # A part without anything stays out of the message.
        if made[section].ByteSize():
            msg.MergeFrom(made[section])

    app_session._populate_theme_msg = told
    config.on_config_parsed(made.clear, force_connect=True)
