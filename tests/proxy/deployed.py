"""The nginx files of ``deploy/`` themselves, with the ports and places of this test filled in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.server import ROOT, free_port
from tests.proxy.nginx import started

NGINX = ROOT / "deploy" / "nginx"

#: What Debian's /etc/nginx/nginx.conf has around them, and nothing else.
AROUND = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/conf.d/*.conf;
}}
"""


def filled_in(text: str, filled: dict[str, str]) -> str:
    """The text with each name replaced. Errors: ``AssertionError`` for one that does not stand in it exactly once."""
    for old, new in filled.items():
        assert text.count(old) == 1, f"{old!r} does not stand there once"
        text = text.replace(old, new)
    return text


@contextmanager
def deployed(folder: Path, ports: Sequence[int]) -> Iterator[str]:
    """Run nginx with the files of ``deploy/`` before processes on these two ports; gives the address of the site."""
    (folder / "conf.d").mkdir()
    port = free_port()
    site = filled_in(
        (NGINX / "sociale-monitor.conf").read_text(encoding="utf-8"),
        {"listen 80;": f"listen 127.0.0.1:{port};", "/var/log/nginx/": f"{folder}/"},
    ).replace("/etc/nginx/snippets/sociale-monitor-proxy.conf", str(NGINX / "proxy.conf"))
    upstream = filled_in(
        (NGINX / "upstream.conf").read_text(encoding="utf-8"),
        {":8501 ": f":{ports[0]} ", ":8502 ": f":{ports[1]} "},
    )
    (folder / "conf.d" / "site.conf").write_text(site, encoding="utf-8")
    (folder / "conf.d" / "upstream.conf").write_text(upstream, encoding="utf-8")
    user = "user root;" if os.getuid() == 0 else ""
    with started(folder, AROUND.format(user=user, folder=folder), port) as url:
        yield url
