"""The files of ``deploy/``: processes come and go behind nginx, and no reader loses a link or what is on the screen."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
import yaml
from playwright.sync_api import Browser, Page

from bench.browser import chromium, select
from bench.server import ROOT, Server, free_port, serve
from deploy.ready import ready
from tests.proxy.deployed import NGINX, deployed
from ui.choose import site

DEPLOY = ROOT / "deploy"
#: A page at the root and one below the prefix.
VIEWS = ("/trend?indicator=roken&gemeente=emmen", "/monitor/kaart?indicator=roken")
LINKS = [
    *(f"{prefix}/{path}" for prefix in ("", "/monitor") for path in sorted(site.paths())),
    "/open-data/observations.csv?indicator=roken&region=GM0114",
    "/monitor/open-data/map/gemeenten-drenthe.geojson?indicator=roken",
]


#: Two servers that start, die and start again, with a browser before them: that takes a machine of its own.
KILLING = pytest.mark.skipif(
    not os.environ.get("MONITOR_TEST_KILLING"), reason="make test-deploy kills processes below two browsers"
)


@dataclass
class Replica:
    """One process of the monitor, on a port that stays its own."""

    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    server: Server | None = None
    running: ExitStack = field(default_factory=ExitStack)

    def start(self) -> None:
        # ready.py, as systemd does: started is, serves readers.
        self.server = self.running.enter_context(
            serve(ROOT / "app.py", port=self.port, environment=self.environment)
        )
        assert ready(self.port)

    def stop(self) -> None:
        """As systemd stops it."""
        self.running.close()

    def kill(self) -> None:
        assert self.server
        os.kill(self.server.pid, signal.SIGKILL)
        self.running.close()

    def sessions(self) -> int:
        return int(httpx.get(f"http://127.0.0.1:{self.port}/health", timeout=60).json()["sessions"]["open"])

    def made(self) -> int:
        """How many pages it made since it started."""
        told = httpx.get(f"http://127.0.0.1:{self.port}/metrics", timeout=60).text
        found = re.search(r'^monitor_reruns_total\{ended="finished"\} (\d+)', told, re.MULTILINE)
        assert found
        return int(found[1])


@dataclass(frozen=True)
class Deployed:
    url: str
    folder: Path
    replicas: tuple[Replica, Replica]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    folder = tmp_path_factory.mktemp("deployed")
    shared = {"MONITOR_DOWNLOADS": str(folder / "downloads"), "FORWARDED_ALLOW_IPS": "127.0.0.1"}
    replicas = (Replica(shared), Replica(shared))
    with ExitStack() as running:
        for replica in replicas:
            running.callback(replica.stop)
        with ThreadPoolExecutor() as together:
            list(together.map(Replica.start, replicas))
        url = running.enter_context(deployed(folder, [one.port for one in replicas]))
        yield Deployed(url, folder, replicas)


@pytest.fixture(scope="module")
def readers(place: Deployed, browser: Browser) -> Iterator[list[Page]]:
    """Two readers."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="nl-NL")
    pages = []
    for view in VIEWS:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(place.url + view)
        settled(page)
        page.get_by_role("combobox", name="Cijfer", exact=True).wait_for()
        page.wait_for_load_state("networkidle")
        pages.append(page)
    yield pages
    context.close()


def settled(page: Page) -> None:
    page.wait_for_selector(
        '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
    )
    page.get_by_text("telt en vertelt").wait_for()


def shown(page: Page) -> tuple[str, list[str]]:
    """The address, and all text of the page itself."""
    lines = page.locator(".st-key-inhoud").inner_text().splitlines()
    return page.url, [line for line in lines if line.strip()]


def shows(page: Page, view: tuple[str, list[str]]) -> None:
    """Wait until the page shows all of this, also when it is being made again at this moment."""
    lost = {"not looked yet"}
    for _ in range(300):
        url, lines = shown(page)
        lost = {view[0], *view[1]} - {url, *lines}
        if not lost:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"no longer there: {sorted(lost)}")


def goes_on(page: Page) -> None:
    """A download and a choice: what only a process can give that knows the page."""
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Cijfers (CSV").first.click()
    assert Path(download.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
    name, id = ("Eenzaam", "eenzaam") if "=roken" in page.url else ("Roken", "roken")
    select(page, "Cijfer", name)
    page.wait_for_url(re.compile(f"indicator={id}"))
    settled(page)
    page.wait_for_load_state("networkidle")


@contextmanager
def followed_links(url: str) -> Iterator[list[str]]:
    """Someone follows all links, again and again; what does not lead anywhere ends up in the list."""
    lost: list[str] = []
    done, around = threading.Event(), threading.Event()

    def follow() -> None:
        with httpx.Client(base_url=url, timeout=60) as reader:
            while not done.is_set():
                for link in LINKS:
                    status = reader.get(link).status_code
                    if status != 200:
                        lost.append(f"{status} {link}")
                around.set()

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        yield lost
        around.clear()
        around.wait(60)
    finally:
        done.set()
        thread.join()


@KILLING
@pytest.mark.browser
def test_a_process_that_is_killed_loses_no_link_and_no_view(place: Deployed, readers: list[Page]) -> None:
    before = [shown(page) for page in readers]
    other, killed = sorted(place.replicas, key=Replica.sessions)
    moving, made = killed.sessions(), other.made()
    assert moving > 0
    with followed_links(place.url) as lost:
        killed.kill()
        for page in readers:
            # The reader does nothing: the page finds the other process, and that one makes it again.
            settled(page)
        while other.sessions() < len(readers) or other.made() < made + moving:
            readers[0].wait_for_timeout(100)
        for page, view in zip(readers, before, strict=True):
            shows(page, view)
        for page in readers:
            goes_on(page)
    assert lost == []
    killed.start()


@KILLING
@pytest.mark.browser
def test_a_restart_of_one_after_the_other_loses_no_reader(place: Deployed, readers: list[Page]) -> None:
    before = [shown(page) for page in readers]
    with followed_links(place.url) as lost:
        for replica in place.replicas:
            replica.stop()
            replica.start()
        for page in readers:
            settled(page)
        while any(one.made() < one.sessions() for one in place.replicas):
            readers[0].wait_for_timeout(100)
        for page, view in zip(readers, before, strict=True):
            shows(page, view)
        for page in readers:
            goes_on(page)
    assert lost == []


def test_nobody_outside_sees_the_numbers(place: Deployed) -> None:
    for prefix in ("", "/monitor"):
        answer = httpx.get(f"{place.url}{prefix}/metrics")
        assert answer.status_code == 404
        assert "monitor_" not in answer.text
    assert "monitor_sessions" in httpx.get(f"http://127.0.0.1:{place.replicas[0].port}/metrics").text


def test_the_log_of_nginx_has_neither_reader_nor_query(place: Deployed) -> None:
    httpx.get(f"{place.url}/trend", params={"zoek": "geheim"})
    # nginx writes the line after its answer has gone out.
    for _ in range(50):
        written = (place.folder / "sociale-monitor.json").read_text(encoding="utf-8")
        if '"path":"/trend"' in written:
            break
        time.sleep(0.1)
    assert '"path":"/trend"' in written
    assert "geheim" not in written
    assert not re.search(r"127\.0\.0\.1(?!:)", written)  # the processes are named with their port


def test_a_reader_cannot_say_to_be_somebody_else() -> None:
    told = re.findall(r"X-Forwarded-For (\S+);", (NGINX / "proxy.conf").read_text(encoding="utf-8"))
    assert told == ["$remote_addr"]


def test_the_container_holds_all_that_the_monitor_runs_on() -> None:
    told = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    copied = {name for line in re.findall(r"^COPY (.+) \S+$", told, re.MULTILINE) for name in line.split()}
    assert all((ROOT / name).exists() for name in copied)
    rooms = {
        path.name
        for path in ROOT.iterdir()
        if (path / "__init__.py").is_file() or path.name in ("data", "pages")
    }
    assert rooms - {"tests", "bench", "attack", "deploy"} - copied == set()


def test_compose_names_files_and_services_that_are_there() -> None:
    told = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    services = told["services"]
    mounted = [volume.split(":")[0] for volume in services["nginx"]["volumes"]]
    assert all((DEPLOY / file).exists() for file in mounted if file.startswith("./"))
    upstream = (NGINX / "upstream-compose.conf").read_text(encoding="utf-8")
    assert set(re.findall(r"server ([\w-]+):8501", upstream)) == set(services) - {"nginx"}
    # And for the rest the two are one.
    here = re.sub(r"server \S+ |^#.*\n", "", (NGINX / "upstream.conf").read_text(encoding="utf-8"))
    assert re.sub(r"server \S+ |^#.*\n", "", upstream) == here
