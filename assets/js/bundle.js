/* Dash asks for plotly.js at an address of its own, without a fingerprint. The page names ours, which the browser keeps
   for ever and has begun to fetch before Dash is there to ask. */
(function () {
  "use strict";

  const link = document.querySelector("link[data-plotly]");
  Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => link.getAttribute("href"), set: () => undefined });
}());
