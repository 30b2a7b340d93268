"""The browser is told the same theme as by Streamlit itself."""

import pytest
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from ui.parts import theme_message


def _told() -> bytes:
    message = CustomThemeConfig()
    app_session._populate_theme_msg(message)
    for part, section in ((message.light, "theme.light"), (message.dark.sidebar, "theme.dark.sidebar")):
        app_session._populate_theme_msg(part, section)
    return message.SerializeToString(deterministic=True)


def test_the_browser_is_told_the_theme_as_streamlit_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    own = _told()
    theme_message.keep()
    assert [_told(), _told()] == [own, own]
    assert b"#6cb2f5" not in own
    assert b"#0b5394" in own
