/* Dash asks for plotly.js at an address of its own, without a fingerprint, unless it is there. The page fetches ours,
   which the browser keeps for ever, before Dash is there to ask; should Dash ask meanwhile, it gets the same. */
(function () {
  "use strict";

  const script = document.querySelector("script[data-plotly]");
  Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => script.getAttribute("src"), set: () => undefined });
}());
