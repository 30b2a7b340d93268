"""Lays what a reader downloads where every process of this machine finds it (:mod:`server.downloads`)."""

from __future__ import annotations

from typing import Any

from streamlit import runtime
from streamlit.runtime.media_file_storage import MediaFileKind

from server.downloads import Private, Shelf


def share(shelf: Shelf) -> None:
    """Have every download that Streamlit keeps in memory laid on the shelf too. Once, when the runtime is there.

    Streamlit lets no app choose another storage, so its own is made to do one thing more.
    """
    storage: Any = runtime.get_instance().media_file_mgr._storage
    keep = storage.load_and_get_id

    def load_and_get_id(
        path_or_data: str | bytes, mimetype: str, kind: MediaFileKind, filename: str | None = None
    ) -> str:
        id: str = keep(path_or_data, mimetype, kind, filename)
        if kind == MediaFileKind.DOWNLOADABLE and not isinstance(path_or_data, Private):
            shelf.put(id, storage.get_file(id).content, mimetype, filename)
        return id

    storage.load_and_get_id = load_and_get_id
