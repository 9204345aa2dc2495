"""Which Chromium, and how it is started so that it reaches no other machine and asks nobody for anything.

Our pages draw no WebGL: tests do without the imitated graphics card that peers in benchmarks need.
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

# Of several such switches the last one counts, so what Playwright turns off stands here again. The first two are the
# address bar nobody sees, two pages that each context would load beside its own.
_TURNED_OFF: Final = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter",
    "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "TcpPortRandomizationWin", "ThirdPartyStoragePartitioning",
)  # fmt: skip
FLAGS_FOR_TESTS: Final = (*_CUT_OFF, "--disable-gpu", f"--disable-features={','.join(_TURNED_OFF)}")
