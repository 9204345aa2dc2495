"""Which Chromium, and how it is started so that it reaches no other machine and asks nobody for anything.

Our pages draw no WebGL. A browser for them alone paints with the processor as it is, which costs a quarter less than
to imitate a graphics card; peers in benchmarks need that card.
"""

import os
from typing import Final

CHROMIUM: Final = os.environ.get("CHROMIUM", "chromium")
_CUT_OFF: Final = (
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)
FLAGS: Final = (*_CUT_OFF, "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
FLAGS_WITHOUT_WEBGL: Final = (*_CUT_OFF, "--disable-gpu")
