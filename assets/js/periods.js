/* Turns the map over from period to period in the browser. All periods of a map come in one file, fetched when the page
   has been drawn; moving the slider changes colours and counts only, and what says more pales until the reader rests on
   a date. Then the address gets that date, and the server sends what belongs to it.

   A region is painted by its path: a redraw of the whole map by plotly would take some hundred times as long. What
   plotly remembers of the region (number, edge, words of the pointer) is changed with it, so that its own next redraw,
   at a change of size, shows the same. */

(function () {
  "use strict";

  const REST = 400;  // milliseconds without a move until the address follows
  const WHOLE = 25000;  // of the longest film
  const PAGE = 10;  // steps of a large move take a tenth of all dates
  const LOCALES = { id: "id-ID", en: "en-GB" };
  const ISO_ORDINAL = 719163;  // Python's ordinal of 1970-01-01

  let state = null;  // what the page was made from
  let cube = null;  // all periods, with the address that they came from
  let asked = "";  // the address that is being fetched or was in vain
  let place = null;  // which date is shown, null: the page's own
  let rest = 0;
  let film = 0;

  const root = () => document.getElementById("periods");
  const slider = () => document.getElementById("period-slider");
  const graph = () => document.querySelector("#map-graph .js-plotly-plot");
  const dates = () => root().dataset.dates.split(" ");
  const ordinal = (day) => Date.parse(day) / 86400000 + ISO_ORDINAL;
  const language = () => (state && state.language) || "id";

  function inWords(day) {
    const format = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    return new Intl.DateTimeFormat(LOCALES[language()], format).format(new Date(day));
  }

  function stage(day) {
    const band = [...document.querySelectorAll("[data-start]")].reverse().find((each) => each.dataset.start <= day && day <= each.dataset.end);
    return band ? band.dataset.name : "";
  }

  /* The last date not after a day: where nothing changes, what was known before still stands. */
  function placeOf(day) {
    const known = dates();
    const later = known.findIndex((each) => each > day);
    return Math.max(0, later < 0 ? known.length - 1 : later - 1);
  }

  const shown = () => (place === null ? placeOf(state.at) : place);

  // -- painting ------------------------------------------------------------------------------------------------------

  function traces(name) {
    const groups = graph() ? [...graph().querySelectorAll(".geo g.trace")] : [];
    return groups.filter((group) => group.__data__ && group.__data__[0].trace.name === name);
  }

  function former() {
    const told = document.getElementById("former-areas");
    return told ? JSON.parse(told.dataset.former).areas : {};
  }

  /* What a shape that was part of a former province is called at a date: until it was split, by that one's name. */
  function named(areas, region, day) {
    const found = (areas[region] || []).find(([until]) => !until || day < until);
    const escaped = found && found[2].replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    return found ? `<b>${escaped}</b>` : "";
  }

  function hover(words, code, number, labels, other) {
    const name = other || words.split("<br>")[0];
    return `${name}<br>${number === null ? labels.get(code) || "" : number}`;
  }

  function numbers(values) {
    const { figure, decimals } = root().dataset;
    const places = Number(decimals);
    const format = new Intl.NumberFormat(LOCALES[language()], { minimumFractionDigits: places, maximumFractionDigits: places });
    return values.map((value) => (value === null ? null : figure.replace("{n}", format.format(value / 10 ** places))));
  }

  function paint() {
    if (!cube || !root() || cube.source !== root().dataset.source) { return; }
    const colours = JSON.parse(root().dataset.paint);
    const codes = [...cube.codes[shown()]].map((digit) => parseInt(digit, 36));
    const said = numbers(cube.values[shown()]);
    const labels = legend(codes);
    const areas = former();
    const at = new Map(cube.regions.map((region, index) => [region, index]));
    for (const group of traces("shapes")) {
      for (const path of group.querySelectorAll("path")) {
        const point = path.__data__;
        const index = at.get(point.loc);
        if (index === undefined) { continue; }
        const code = codes[index];
        point.tx = hover(point.tx, code, said[index], labels, named(areas, point.loc, dates()[shown()]));
        if (point.z === code) { continue; }
        point.z = code;
        point.mlc = colours.edge[code];
        path.setAttribute("fill", colours.fill[code]);
        path.style.stroke = colours.edge[code];
      }
    }
    for (const group of traces("callouts")) {
      for (const square of group.querySelectorAll("path.point")) {
        const point = square.__data__;
        const index = at.get(point.data[0]);
        if (index === undefined) { continue; }
        const code = codes[index];
        point.htx = hover(point.htx, code, said[index], labels);
        point.data[1] = code;
        point.mc = colours.fill[code];
        point.mlc = colours.edge[code];
        square.style.fill = point.mc;
        square.style.stroke = point.mlc;
      }
    }
    for (const group of traces("names")) {
      const regions = group.__data__[0].trace.customdata;
      group.querySelectorAll("text").forEach((word, index) => {
        word.style.fill = colours.ink[codes[at.get(regions[index])]];
      });
    }
  }

  /* Counts anew how many regions each line of the legend stands for; what each state is called. Of the parts of a former
     province one is counted. */
  function legend(every) {
    const labels = new Map();
    const joined = new Set(cube.joined.flatMap(([until, parts]) => (shown() < until ? parts : [])));
    const codes = every.filter((_, index) => !joined.has(index));
    for (const item of document.querySelectorAll("#map .legend__item[data-codes]")) {
      const own = item.dataset.codes.split(" ").map(Number);
      const count = item.querySelector(".legend__count > [aria-hidden]");
      if (count) { count.firstChild.nodeValue = codes.filter((code) => own.includes(code)).length.toLocaleString(LOCALES[language()]); }
      if (own.length === 1) { labels.set(own[0], item.querySelector(".legend__label").textContent); }
    }
    return labels;
  }

  // -- moving --------------------------------------------------------------------------------------------------------

  function label(day) {
    const name = stage(day);
    const words = name ? `${inWords(day)} · ${name}` : inWords(day);
    document.getElementById("period-date").firstChild.nodeValue = words;
    slider().setAttribute("aria-valuetext", words);
  }

  function moveTo(next) {
    const last = dates().length - 1;
    const wanted = Math.min(last, Math.max(0, next));
    const day = dates()[wanted];
    slider().value = ordinal(day);
    if (wanted === shown() && place !== null) { return; }
    place = wanted;
    document.documentElement.dataset.moving = "";
    label(day);
    window.requestAnimationFrame(paint);
    window.clearTimeout(rest);
    if (!film) { rest = window.setTimeout(settle, REST); }
  }

  function settle() {
    rest = 0;
    const day = dates()[place];
    if (day === state.at) { return arrived(); }
    const to = new URL(window.location.href);
    to.searchParams.set("at", day);
    window.history.pushState({}, "", to.href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  function arrived() {
    place = null;
    delete document.documentElement.dataset.moving;
  }

  function step(by) {
    stop();
    moveTo(shown() + by);
  }

  function play() {
    if (film) { return stop(); }
    window.clearTimeout(rest);
    const pace = Math.min(800, Math.max(120, WHOLE / dates().length));
    const next = () => {
      if (!root() || shown() === dates().length - 1) { return stop(); }
      film = window.setTimeout(next, pace);
      moveTo(shown() + 1);
    };
    film = -1;
    if (shown() === dates().length - 1) { moveTo(0); }
    film = window.setTimeout(next, pace);
    face(true);
  }

  function stop() {
    if (!film) { return; }
    cut();
    if (place !== null) { rest = window.setTimeout(settle, REST); }
  }

  function cut() {
    window.clearTimeout(film);
    film = 0;
    face(false);
  }

  function face(plays) {
    const button = document.querySelector("[data-period=play]");
    if (!button) { return; }
    const words = root().dataset[plays ? "pause" : "play"];
    button.firstChild.nodeValue = plays ? "⏸" : "▶";
    button.title = words;
    button.setAttribute("aria-label", words);
  }

  // -- the page ------------------------------------------------------------------------------------------------------

  async function fetched(source) {
    if (asked === source) { return; }
    asked = source;
    delete root().dataset.ready;
    const answer = await window.fetch(source);
    const found = answer.ok ? await answer.json() : null;
    if (asked !== source || !found || !root()) { return; }
    cube = { ...found, source };
    root().dataset.ready = "";
    if (place !== null) { paint(); }
  }

  /* A page stands: its date is that of the slider, unless somebody has moved on meanwhile. A film asks for no page, so
     one that comes was asked for by something else, such as the way back. */
  function stands() {
    if (!root()) { arrived(); return; }
    fetched(root().dataset.source);
    if (rest) { watch(); window.requestAnimationFrame(paint); return; }
    if (film) { cut(); }
    arrived();
    slider().value = ordinal(state.at);
    label(state.at);
  }

  /* The drawing of an older date may come when the reader is already elsewhere. */
  function watch() {
    const map = graph();
    if (!map || map.dataset.watched) { return; }
    map.dataset.watched = "";
    map.on("plotly_afterplot", () => { if (place !== null) { paint(); } });
  }

  document.addEventListener("netralitas:page", (event) => {
    state = event.detail;
    const idle = window.requestIdleCallback || window.setTimeout;
    window.requestAnimationFrame(() => idle(stands));
  });

  document.addEventListener("input", (event) => {
    if (event.target.id !== "period-slider") { return; }
    stop();
    const days = dates().map(ordinal);
    const wanted = Number(event.target.value);
    moveTo(days.reduce((best, day, index) => (Math.abs(day - wanted) < Math.abs(days[best] - wanted) ? index : best), 0));
  });

  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "period-slider" || event.altKey || event.ctrlKey || event.metaKey) { return; }
    const large = Math.max(2, Math.round(dates().length / PAGE));
    const moves = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -large, PageUp: large, Home: -Infinity, End: Infinity };
    if (event.key === " ") { play(); } else if (event.key in moves) { step(moves[event.key]); } else { return; }
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-period]") : null;
    if (!button) { return; }
    if (button.dataset.period === "play") { play(); } else { step(button.dataset.period === "next" ? 1 : -1); }
  });

  document.addEventListener("visibilitychange", () => { if (document.hidden) { stop(); } });
}());
