/* Saves a figure as a finished picture: title, subtitle, drawing, legend, source, version and marks in one SVG, or that
   SVG painted into a PNG. What the page says of simulated data and approximate boundaries is in the picture too.
   It listens for clicks on [data-image="png"|"svg"] inside [data-figure]; the words are read from the page. */
(function () {
  "use strict";

  const NS = "http://www.w3.org/2000/svg";
  const WIDTH = 1200;
  const EDGE = 40;
  const INNER = WIDTH - 2 * EDGE;
  const NAMED = 700;  // pixels that a map is wide from which on names have room
  const PNG_SCALE = 2;
  const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';

  function element(name, attributes, parent) {
    const node = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (parent) parent.appendChild(node);
    return node;
  }

  const measure = (function () {
    const context = document.createElement("canvas").getContext("2d");
    return function (words, size, weight) {
      context.font = `${weight} ${size}px ${FONT}`;
      return context.measureText(words).width;
    };
  })();

  function wrapped(words, size, weight, room) {
    const lines = [];
    let line = "";
    for (const word of words.split(/[ \t\n]+/)) {  // a space that does not break is none
      const longer = line ? `${line} ${word}` : word;
      if (line && measure(longer, size, weight) > room) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    }
    if (line) lines.push(line);
    return lines;
  }

  /* Writes wrapped words below `top` and says where they end. */
  function write(svg, words, top, { size, weight = 400, fill, room = INNER, left = EDGE }) {
    const leading = Math.round(size * 1.35);
    let bottom = top;
    for (const line of wrapped(words, size, weight, room)) {
      const node = element("text", { x: left, y: bottom + size, "font-size": size, "font-weight": weight, fill }, svg);
      node.textContent = line;
      bottom += leading;
    }
    return bottom;
  }

  function patterns(svg, paper, hatch) {
    const defs = element("defs", {}, svg);
    const lines = element("pattern", {
      id: "hatch", patternUnits: "userSpaceOnUse", width: 6, height: 6, patternTransform: "rotate(45)",
    }, defs);
    element("rect", { width: 6, height: 6, fill: paper }, lines);
    element("line", { x1: 0, y1: 0, x2: 0, y2: 6, stroke: hatch, "stroke-width": 1 }, lines);
    const dots = element("pattern", { id: "dots", patternUnits: "userSpaceOnUse", width: 6, height: 6 }, defs);
    element("rect", { width: 6, height: 6, fill: paper }, dots);
    element("circle", { cx: 3, cy: 3, r: 1.1, fill: hatch }, dots);
  }

  function paint(fill) {
    return fill === "hatch" || fill === "dots" ? `url(#${fill})` : fill;
  }

  function legend(svg, figure, top, palette) {
    let left = EDGE;
    let line = top;
    for (const item of figure.querySelectorAll(".legend__item")) {
      const swatch = item.querySelector(".swatch");
      const label = item.querySelector(".legend__label").textContent;
      const count = item.querySelector(".legend__count > [aria-hidden]");
      const words = count ? `${label} · ${count.textContent}` : label;
      const width = 34 + measure(words, 15, 400) + 26;
      if (left > EDGE && left + width > EDGE + INNER) {
        left = EDGE;
        line += 26;
      }
      const diamond = swatch.dataset.shape === "diamond";
      element("rect", diamond
        ? { x: left + 8, y: line + 4, width: 9, height: 9, fill: swatch.dataset.fill, transform: `rotate(45 ${left + 12} ${line + 9})` }
        : {
          x: left, y: line + 1, width: 26, height: 16, fill: paint(swatch.dataset.fill), stroke: swatch.dataset.edge,
          opacity: swatch.dataset.opacity || 1,
        }, svg);
      if (swatch.dataset.shape === "split") {
        element("rect", { x: left, y: line + 1, width: 13, height: 16, fill: paint(swatch.dataset.fill) }, svg);
      }
      const text = element("text", { x: left + 34, y: line + 14, "font-size": 15, fill: palette.ink }, svg);
      text.textContent = words;
      left += width;
    }
    return figure.querySelector(".legend__item") ? line + 34 : top;
  }

  /* The figure with squares and names as much larger as the picture is, so that they look as on the screen; and no larger
     than there is room for, where the screen is a phone's. */
  function enlarged(graph, width) {
    const times = Math.min(INNER / width, INNER / NAMED);
    const data = graph.data.map((trace) => {
      const sized = ["marker", "textfont"].filter((part) => trace.type === "scattergeo" && trace[part] && trace[part].size);
      const larger = sized.map((part) => [part, { ...trace[part], size: trace[part].size * times }]);
      return { ...trace, ...Object.fromEntries(larger) };
    });
    return { data, layout: graph.layout, config: { topojsonURL: graph._context.topojsonURL } };
  }

  async function drawing(figure, svg, top) {
    const graph = figure.querySelector(".js-plotly-plot");
    const box = graph.getBoundingClientRect();
    const isMap = Boolean(graph.querySelector(".geo"));
    const height = isMap ? Math.round((INNER * box.height) / box.width) : Math.max(420, Math.round(box.height));
    const source = await window.Plotly.toImage(isMap ? enlarged(graph, box.width) : graph, { format: "svg", width: INNER, height, imageDataOnly: true });
    const parsed = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
    const { missing, suppressed } = JSON.parse(figure.dataset.palette);
    for (const node of parsed.querySelectorAll("path")) {
      const fill = node.style.fill || node.getAttribute("fill");
      if (fill === missing) node.style.fill = "url(#hatch)";
      if (fill === suppressed) node.style.fill = "url(#dots)";
    }
    const inner = document.importNode(parsed, true);
    for (const [key, value] of Object.entries({ x: EDGE, y: top, width: INNER, height })) inner.setAttribute(key, value);
    svg.appendChild(inner);
    return top + height;
  }

  function sources(figure, most) {
    const line = figure.querySelector(".figure__source");
    const more = figure.querySelector(".more > summary");
    const words = line ? line.textContent.trim() : "";
    return more ? `${words}; ${more.textContent.trim()}` : words.slice(0, most);
  }

  async function compose(figure) {
    const palette = JSON.parse(figure.dataset.palette);
    const svg = element("svg", { xmlns: NS, width: WIDTH, "font-family": FONT });
    patterns(svg, palette.paper, palette.hatch);
    const ground = element("rect", { width: WIDTH, fill: palette.paper }, svg);
    let y = EDGE - 8;
    const simulated = figure.querySelector(".mark--simulated");
    if (simulated) {
      const strip = element("rect", { width: WIDTH, height: 34, fill: palette["warn-pale"] }, svg);
      strip.setAttribute("y", 0);
      write(svg, simulated.textContent, 8, { size: 16, weight: 700, fill: palette.warn });
      y += 26;
    }
    y = write(svg, figure.querySelector(".figure__title").textContent, y, { size: 28, weight: 600, fill: palette.ink });
    y = write(svg, figure.querySelector(".figure__subtitle").textContent, y + 2, { size: 17, fill: palette["ink-2"] });
    y = await drawing(figure, svg, y + 16);
    y = legend(svg, figure, y + 14, palette);
    y = write(svg, sources(figure, 1200), y + 6, { size: 14, fill: palette["ink-2"] });
    const marks = [...figure.querySelectorAll(".figure__marks > *")].map((mark) => mark.textContent);
    const whole = [document.title, ...marks].map((mark) => mark.replaceAll(" ", "\u00a0"));
    y = write(svg, whole.join("   ·   "), y + 2, { size: 14, fill: palette["ink-3"] });
    const height = Math.ceil(y + EDGE - 16);
    ground.setAttribute("height", height);
    svg.setAttribute("height", height);
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
    const title = element("title", {});
    title.textContent = figure.querySelector(".figure__title").textContent;
    svg.prepend(title);
    return svg;
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function rastered(blob, width, height) {
    return new Promise((resolve, reject) => {
      const image = new Image();
      image.onerror = reject;
      image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = width * PNG_SCALE;
        canvas.height = height * PNG_SCALE;
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        URL.revokeObjectURL(image.src);
        canvas.toBlob((png) => (png ? resolve(png) : reject(new Error("no picture"))), "image/png");
      };
      image.src = URL.createObjectURL(blob);
    });
  }

  async function saved(button) {
    const figure = button.closest("[data-figure]");
    const svg = await compose(figure);
    const name = figure.dataset.file || figure.dataset.figure;
    const blob = new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
    if (button.dataset.image === "svg") return save(blob, `${name}.svg`);
    return save(await rastered(blob, WIDTH, Number(svg.getAttribute("height"))), `${name}.png`);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-image]");
    if (button) {
      button.setAttribute("aria-busy", "true");
      saved(button).finally(() => {
        button.removeAttribute("aria-busy");
        const menu = button.closest("details");
        if (menu) menu.open = false;
      });
      return;
    }
    for (const menu of document.querySelectorAll("details.dropmenu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.dropmenu[open], details.controls[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
