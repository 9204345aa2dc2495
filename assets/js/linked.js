/* One region, wherever it stands: under the pointer or with the focus in the map, the ranking, the table or the trend, it
   is marked in all of them; a square at the margin is its region. And the legend of the map: the line that is pointed at
   leaves its own regions alone. */
(function () {
  "use strict";

  const NS = "http://www.w3.org/2000/svg";
  const ROWS = "[data-region]";
  let linked = null;
  let filtered = null;  // the line of the legend that is pointed at

  const paths = () => [...document.querySelectorAll("#map-graph .choroplethlayer path")].filter((path) => path.__data__);
  const squares = () => [...document.querySelectorAll("#map-graph .scattergeo path.point")].filter((square) => square.__data__ && square.__data__.data);
  const traces = () => [...document.querySelectorAll("#trend-graph .scatterlayer .trace")];

  const rowOf = (target) => {
    const row = target instanceof Element ? target.closest(ROWS) : null;
    return row ? row.dataset.region : null;
  };

  /* The area that a shape shows: where provinces are drawn as they were, several show one of before a split. */
  function areaOf(region) {
    const root = document.getElementById("former-areas");
    const { at, areas } = root ? JSON.parse(root.dataset.former) : { at: "", areas: {} };
    const found = (areas[region] || []).find(([until]) => !until || at < until);
    return found ? found[1] : region;
  }

  /* In a graph the pointer is above plotly's own ground, whatever is drawn there; plotly tells which region that is. */
  function listen(target) {
    const graph = target instanceof Element ? target.closest(":is(#map-graph, #trend-graph) .js-plotly-plot") : null;
    if (!graph || !graph.on || "linked" in graph.dataset) { return; }
    graph.dataset.linked = "";
    graph.on("plotly_hover", ({ points: [point] }) => {
      const region = window.netralitas.regionOf(point);
      graph.classList.toggle("is-over", Boolean(region) || window.netralitas.isEvent(point));
      link(region && areaOf(region));
    });
    graph.on("plotly_unhover", () => {
      graph.classList.remove("is-over");
      link(null);
    });
  }

  /* Drawn above all others, so that no neighbour covers half of its edge; and beside plotly's layers, since it takes every
     path in them for its own. */
  function outline(region) {
    document.querySelectorAll(".linked-outline").forEach((each) => each.remove());
    const shapes = region ? paths().filter((path) => path.__data__.tx && areaOf(path.__data__.loc) === region) : [];
    for (const shape of shapes) {
      const copy = document.createElementNS(NS, "path");
      copy.setAttribute("d", shape.getAttribute("d"));
      copy.setAttribute("class", "linked-outline");
      shape.closest("g.geo").appendChild(copy);
    }
  }

  function link(region) {
    if (region === linked) { return; }
    linked = region;
    outline(region);
    squares().forEach((square) => square.classList.toggle("is-linked", areaOf(square.__data__.data[0]) === region));
    document.querySelectorAll(`${ROWS}.is-linked`).forEach((row) => row.classList.remove("is-linked"));
    if (region) {
      document.querySelectorAll(`[data-region="${CSS.escape(region)}"]`).forEach((row) => row.classList.add("is-linked"));
    }
    for (const trace of traces()) {
      const own = trace.__data__ && trace.__data__[0] && trace.__data__[0].trace.meta;
      trace.classList.toggle("is-linked", Boolean(region) && (own === region || areaOf(own) === region));
    }
  }

  function only(item) {
    const codes = item ? item.dataset.codes.split(" ").map(Number) : null;
    filtered = item;
    for (const path of paths()) {
      if (path.__data__.tx) { path.classList.toggle("is-aside", codes !== null && !codes.includes(path.__data__.z)); }
    }
    for (const square of squares()) {
      square.classList.toggle("is-aside", codes !== null && !codes.includes(square.__data__.data[1]));
    }
  }

  const legend = (target) => (target instanceof Element ? target.closest("#map .legend__item[data-codes]") : null);

  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, (event) => {
      listen(event.target);
      if (rowOf(event.target)) { link(rowOf(event.target)); }
      const item = legend(event.target);
      if (item || (filtered && !filtered.isConnected)) { only(item); }  // a page that came has another line there
    });
    document.addEventListener(leave, (event) => {
      if (legend(event.target) && legend(event.target) !== legend(event.relatedTarget)) { only(null); }
      if (rowOf(event.target) && !rowOf(event.relatedTarget)) { link(null); }
    });
  }
}());
