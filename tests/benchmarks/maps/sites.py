"""The four that are compared: how each is started, where its map is, and how a person changes its period."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.settings import SIMULATED
from tests.benchmarks.maps.browser import Act
from tests.benchmarks.maps.peers.figure import STATIC
from tests.benchmarks.maps.world import INDICATOR, World
from tests.benchmarks.measuring import PROJECT, own_mb, resident_mb, with_children
from tests.serving import comes_to_answer, end, free_port

READY_WITHIN_S = 120
THREADS = 8
_PEERS = Path(__file__).parent / "peers"


@dataclass(frozen=True, slots=True)
class Site:
    """One that is compared. `module` and `arguments`: what Python runs; `{port}` stands for the port.

    act: how the period before is chosen. graph: the element of the map.
    """

    name: str
    title: str
    module: str
    arguments: tuple[str, ...]
    act: Act
    graph: str
    path: str = "/"


OURS = Site(
    name="ours",
    title="Netralitas",
    module="dashboard.cli",
    arguments=("serve", "--port", "{port}"),
    path=f"/peta?level=regency&indicator={INDICATOR}",
    act=Act("#period-slider", "ArrowLeft"),
    graph="#map-graph .main-svg",
)
PEERS = (
    Site(
        name="dash",
        title="plain Dash",
        module="gunicorn",
        arguments=(
            *("--bind", "127.0.0.1:{port}", "--threads", str(THREADS), "--log-level", "warning"),
            "tests.benchmarks.maps.peers.plain_dash:server",
        ),
        act=Act("[role=slider]", "ArrowLeft"),
        graph="#map .main-svg",
    ),
    Site(
        name="streamlit",
        title="Streamlit",
        module="streamlit",
        arguments=(
            *("run", str(_PEERS / "streamlit_app.py"), "--server.port", "{port}", "--server.address", "127.0.0.1"),
            *("--server.headless", "true", "--server.fileWatcherType", "none", "--server.enableStaticServing", "true"),
            *("--browser.gatherUsageStats", "false", "--client.toolbarMode", "minimal"),
        ),
        act=Act(".stSlider input[type=range]", "ArrowLeft"),
        graph=".main-svg",
    ),
    Site(
        name="panel",
        title="Panel",
        module="panel",
        arguments=(
            *("serve", str(_PEERS / "panel_app.py"), "--port", "{port}", "--address", "127.0.0.1"),
            *("--allow-websocket-origin", "127.0.0.1:{port}", "--static-dirs", f"topojson={STATIC}"),
        ),
        path="/panel_app",
        act=Act(".noUi-handle", "ArrowLeft"),
        graph=".main-svg",
    ),
)
SITES = (OURS, *PEERS)


@dataclass(frozen=True, slots=True)
class Running:
    """A site that answers."""

    site: Site
    address: str
    pid: int

    @property
    def url(self) -> str:
        return f"{self.address}{self.site.path}"

    def memory_mb(self) -> tuple[float, float]:
        """What its processes hold: with shared pages in each, and with shared pages once."""
        pids = with_children(self.pid)
        return sum(map(resident_mb, pids)), sum(map(own_mb, pids))


@contextmanager
def running(site: Site, world: World) -> Iterator[Running]:
    """The site as a process of its own, until the end of the block. Raises RuntimeError if it does not answer."""
    port = free_port()
    command = [sys.executable, "-m", site.module, *(each.format(port=port) for each in site.arguments)]
    log = Path(world.data) / f"{site.name}.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=_environment(world), stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        try:
            found = Running(site, f"http://127.0.0.1:{port}", process.pid)
            if not comes_to_answer(found.address, process, READY_WITHIN_S):
                raise RuntimeError(f"{site.title} did not serve. It said:\n{log.read_text(errors='replace')}")
            yield found
        finally:
            end(process)


def _environment(world: World) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NETRALITAS_", "STREAMLIT_"))}
    ours = {"NETRALITAS_DATA_DIR": world.data, "NETRALITAS_WAREHOUSES": SIMULATED}
    return {**kept, **ours, **world.given(), "PYTHONPATH": str(PROJECT)}
