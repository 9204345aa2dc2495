/* Draws the map of the page that the server wrote as HTML (dashboard/prerender.py), from the shapes that plotly takes
   too, as plotly will draw it. Only then do the scripts of the application begin: they take longer than looking. When
   the application has drawn the same, its page takes the place of this one. */

(function () {
  "use strict";

  const NS = "http://www.w3.org/2000/svg";
  const FINE = 0.5;  // pixels between two points of a line that are told apart
  const page = document.getElementById("prerendered");

  const mercator = (lat) => -Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * (180 / Math.PI);

  /* The lines of a shape in pixels; points nearer than can be seen are left out, before anything is reckoned of them:
     this runs once, so no compiler makes it fast. `fine`: so many degrees are that near. */
  function outline(geometry, x, y, fine) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    let path = "";
    for (const ring of polygons.flat()) {
      let lon = Infinity;
      let lat = Infinity;
      for (let place = 0; place < ring.length; place += 1) {
        const point = ring[place];
        if (Math.abs(point[0] - lon) < fine && Math.abs(point[1] - lat) < fine) { continue; }
        lon = point[0];
        lat = point[1];
        path += `${place ? "L" : "M"}${Math.round(x(lon) * 10) / 10},${Math.round(y(lat) * 10) / 10}`;
      }
      path += "Z";
    }
    return path;
  }

  function element(name, attributes) {
    const made = document.createElementNS(NS, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  }

  /* All that is in sight as large as it fits, in the middle; what goes beyond is cut off. With it pixels of degrees, and
     the degrees that are too near to be told apart. */
  function framed(box, { lon, lat, below }) {
    const [top, bottom] = [mercator(lat[1]), mercator(lat[0])];
    const [wide, high] = [lon[1] - lon[0], bottom - top];
    const scale = Math.min(box.width / wide, (box.height - below) / high);
    const [width, height] = [scale * wide, scale * high];
    const frame = element("svg", { x: (box.width - width) / 2, y: (box.height - below - height) / 2, width, height });
    return [frame, (each) => scale * (each - lon[0]), (each) => scale * (mercator(each) - top), FINE / scale];
  }

  function fill(group, shapes, { regions, paints, paint }, x, y, fine) {
    const known = new Map(shapes.features.map((feature) => [String(feature.id), feature.geometry]));
    regions.split(" ").forEach((region, index) => {
      if (!known.has(region)) { return; }
      const [color, stroke] = paints[parseInt(paint[index], 36)];
      group.append(element("path", { d: outline(known.get(region), x, y, fine), fill: color, stroke }));
    });
  }

  /* Lines up to each gap, squares and words at points. */
  function over({ lon, lat, lines, squares, words }, x, y) {
    const group = element("g", { class: "scattergeo" });
    const points = lon.map((each, index) => (each === null ? null : [x(each), y(lat[index])]));
    if (lines) {
      const d = points.map((point, index) => (point ? `${points[index - 1] ? "L" : "M"}${point}` : "")).join("");
      group.append(element("path", { d, fill: "none", stroke: lines.stroke, "stroke-width": lines.width }));
    }
    points.forEach((point, index) => {
      if (squares) { group.append(square(point, index, squares)); }
      if (words) { group.append(text(point, index, words)); }
    });
    return group;
  }

  function square([left, top], index, { size, fill, stroke, width }) {
    const place = { x: left - size / 2, y: top - size / 2, width: size, height: size };
    return element("rect", { ...place, fill: fill[index], stroke: stroke[index], "stroke-width": width });
  }

  function text([left, top], index, { lines, down, size, fill }) {
    const words = element("text", { "text-anchor": "middle", "font-size": size, fill: fill[index] });
    lines[index].forEach((line, number) => {
      const span = element("tspan", { x: left, y: top + down[index] + 1.3 * size * number });
      span.textContent = line;
      words.append(span);
    });
    return words;
  }

  const painted = () => new Promise((done) => window.requestAnimationFrame(() => window.setTimeout(done)));

  /* The regions first; a frame later the land around them, borders, and what stands over them. */
  async function draw(map) {
    const drawn = JSON.parse(map.dataset.map);
    const files = new Map(drawn.layers.map(({ url }) => [url, null]));
    files.forEach((_, url) => files.set(url, window.fetch(url).then((answer) => answer.json())));
    const groups = drawn.layers.map(({ width }) => element("g", { "stroke-width": width }));
    const [frame, x, y, fine] = framed(map.getBoundingClientRect(), drawn);
    frame.append(...groups);
    map.prepend(frame);
    const filled = async (index) => fill(groups[index], await files.get(drawn.layers[index].url), drawn.layers[index], x, y, fine);
    await filled(drawn.first);
    await painted();
    await Promise.all(groups.map((_, index) => (index === drawn.first ? null : filled(index))));
    frame.append(...drawn.over.map((each) => over(each, x, y)));
  }

  // -- the application -----------------------------------------------------------------------------------------------

  function inserted(script) {
    const copy = document.createElement("script");
    for (const { name, value } of script.attributes) { copy.setAttribute(name, value); }
    copy.async = script.hasAttribute("async");
    copy.textContent = script.textContent;
    document.body.append(copy);
    return copy;
  }

  /* Those with an address run in their order, but for plotly; what stands in the page itself runs at once, so it comes after them. */
  function begin() {
    const scripts = [...document.getElementById("application").content.querySelectorAll("script")];
    const fetched = scripts.filter((script) => script.src).map(inserted);
    fetched.findLast((script) => !script.async).addEventListener("load", () => scripts.filter((script) => !script.src).forEach(inserted));
  }

  const stands = () => document.querySelector(
    "#page:has(.stage--map) .choroplethlayer path[d], #page:not(:has(.stage--map)) > *",
  );

  /* Where the reader is, the reader stays: on the same link, at the same height. */
  function handOver() {
    const focus = page.contains(document.activeElement) ? document.activeElement : null;
    const [left, top] = [window.scrollX, window.scrollY];
    page.remove();
    window.scrollTo({ left, top, behavior: "instant" });
    const href = focus && focus.getAttribute("href");
    const same = href && [...document.links].find((link) => link.getAttribute("href") === href);
    if (same) { same.focus({ preventScroll: true }); }
  }

  new MutationObserver((_, observer) => {
    if (!stands()) { return; }
    observer.disconnect();
    handOver();
  }).observe(document.getElementById("react-entry-point"), { subtree: true, childList: true, attributes: true, attributeFilter: ["d"] });

  Promise.all([...page.querySelectorAll("[data-map]")].map(draw)).catch(() => undefined).then(painted).then(begin);
}());
