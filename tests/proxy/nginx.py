"""Debian's nginx in front of the monitor, as a province would run it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bench.server import free_port

CONFIGURATION = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }}
  upstream monitor {{
    {sticky}
    {servers}
  }}
  server {{
    listen 127.0.0.1:{port};
    location {at} {{
      proxy_pass http://monitor{to};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_read_timeout 1h;
    }}
  }}
}}
"""


def executable() -> str | None:
    """nginx on this machine; Debian puts it where only root looks."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def nginx(
    folder: Path, upstream: Sequence[str], *, at: str = "/", strip: bool = True, sticky: bool = False
) -> Iterator[str]:
    """Serve these upstream servers ("127.0.0.1:8501") below ``at`` ("/monitor/"); gives the address of the proxy.

    ``strip``: take the prefix off; ``sticky``: a client always gets the same server, else they take turns.
    """
    port = free_port()
    configuration = CONFIGURATION.format(
        user="user root;" if os.getuid() == 0 else "",
        folder=folder,
        port=port,
        at=at,
        to="/" if strip else "",
        sticky="ip_hash;" if sticky else "",
        servers=" ".join(f"server {address};" for address in upstream),
    )
    with started(folder, configuration, port) as url:
        yield url


@contextmanager
def started(folder: Path, text: str, port: int) -> Iterator[str]:
    """Run nginx with this configuration until the end; gives the address of the port. Skips the test without an nginx."""
    program = executable()
    if program is None:
        pytest.skip(
            "nginx is not on this machine and could not be installed (tests/proxy/install-nginx says how)"
        )
    configuration = folder / "nginx.conf"
    configuration.write_text(text, encoding="utf-8")
    told = (folder / "nginx.out").open("w+")
    process = subprocess.Popen(
        [program, "-p", str(folder), "-c", str(configuration)], stdout=told, stderr=subprocess.STDOUT
    )
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                httpx.get(url)
                break
            except httpx.TransportError:
                assert process.poll() is None, (folder / "nginx.out").read_text()
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait(10)
        told.close()
