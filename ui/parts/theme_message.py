"""The colours and letters that Streamlit tells the browser at the start of every run, worked out once."""

from __future__ import annotations

from collections.abc import Callable

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def keep() -> None:
    """Have Streamlit look its theme up once, and again when its settings are read again: it goes through all of them six
    times for every run, a sixth of the work for a small page. Once, when the server starts."""
    message_of_section: dict[str, CustomThemeConfig] = {}
    work_out: Callable[[CustomThemeConfig, str], None] = app_session._populate_theme_msg

    def kept_message(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in message_of_section:
            content = CustomThemeConfig()
            work_out(content, section)
            message_of_section[section] = content
        # A part without anything stays out of the message.
        if message_of_section[section].ByteSize():
            msg.MergeFrom(message_of_section[section])

    app_session._populate_theme_msg = kept_message
    config.on_config_parsed(message_of_section.clear, force_connect=True)
