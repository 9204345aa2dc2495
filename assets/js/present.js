/* The projector view of a meeting: one screen of the page at a time, large; arrow keys lead, Escape ends it.

   Which screen is shown stands after the # of the address, so that a link opens the same one. A screen is as large as the
   projector has room for: words grow or shrink until they fill it, a picture is magnified as far as its names stay clear. */

(function () {
  "use strict";

  const screens = () => [...document.querySelectorAll(".screen")];
  const root = document.documentElement;
  const asked = () => Number((/^#screen-(\d+)$/.exec(window.location.hash) || [])[1]);

  const [LEAST, MOST] = [0.4, 1.8];  // of the size of type in tokens.css
  const WIDE = 1.5;  // a map that is wider for its height has its words above it and not beside
  const LAPTOP = [700, 240, 480];  // what the names beside squares were placed for (dashboard/figures/callouts.py)

  /* The number at the foot is pushed out where there is too much above it. */
  function overflows(screen) {
    const [end, room] = [screen.lastElementChild.getBoundingClientRect(), screen.getBoundingClientRect()];
    return end.bottom > room.bottom + 1 || screen.scrollWidth > screen.clientWidth + 1;
  }

  function grow(screen) {
    let [fits, tooLarge] = [LEAST, MOST];
    for (let round = 0; round < 9; round += 1) {
      const tried = (fits + tooLarge) / 2;
      root.style.setProperty("--grow", tried);
      if (overflows(screen)) { tooLarge = tried; } else { fits = tried; }
    }
    root.style.setProperty("--grow", fits);
  }

  /* A picture was laid out for a width and a height: so much of it has to be there, however large it is drawn. */
  function magnify(screen, stage) {
    const style = getComputedStyle(stage);
    const aspect = parseFloat(style.getPropertyValue("--aspect"));
    screen.classList.toggle("is-beside", aspect < WIDE);
    const { width, height } = stage.parentElement.getBoundingClientRect();
    const least = aspect ? Math.min(LAPTOP[2], Math.max(LAPTOP[1], LAPTOP[0] / aspect)) : parseFloat(style.getPropertyValue("--least"));
    const across = aspect ? Math.min(LAPTOP[0], least * aspect) : LAPTOP[0];
    root.style.setProperty("--magnified", Math.min(width / across, height / least));
  }

  function fit() {
    const screen = document.querySelector(".screen.is-shown");
    if (!screen) { return; }
    const stage = screen.querySelector(".stage");
    root.style.setProperty("--grow", 1);
    root.style.setProperty("--magnified", 1);
    if (stage) { magnify(screen, stage); } else { grow(screen); }
  }

  function show(number) {
    const all = screens();
    if (!all.length) { return; }
    const place = Math.min(Math.max(number, 1), all.length);
    root.classList.add("is-presenting");
    all.forEach((screen, index) => screen.classList.toggle("is-shown", index + 1 === place));
    window.history.replaceState(window.history.state, "", `#screen-${place}`);
    window.scrollTo({ top: 0, behavior: "instant" });
    fit();
    window.dispatchEvent(new Event("resize"));  // pictures take the room that they have now
    all[place - 1].setAttribute("tabindex", "-1");
    all[place - 1].focus({ preventScroll: true });
  }

  function end() {
    root.classList.remove("is-presenting");
    ["--grow", "--magnified"].forEach((name) => root.style.removeProperty(name));
    screens().forEach((screen) => screen.classList.remove("is-shown"));
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    if (document.fullscreenElement) { document.exitFullscreen(); }
    window.dispatchEvent(new Event("resize"));
  }

  const steps = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity,
  };

  window.addEventListener("resize", () => { if (root.classList.contains("is-presenting")) { fit(); } });

  document.addEventListener("keydown", (event) => {
    if (!root.classList.contains("is-presenting") || event.metaKey || event.ctrlKey || event.altKey) { return; }
    if (event.key === "Escape") { end(); return; }
    if (!(event.key in steps) || event.target.closest("input, [role=slider], [role=listbox], a, button")) { return; }
    event.preventDefault();
    show(steps[event.key] === Infinity ? screens().length : (asked() || 1) + steps[event.key]);
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-present]");
    if (!button) { return; }
    if (root.requestFullscreen) { root.requestFullscreen().catch(() => undefined); }
    show(1);
  });

  /* A link to a screen opens it; on another page there is none, and the view ends by itself. */
  document.addEventListener("netralitas:page", () => {
    window.requestAnimationFrame(() => {
      if (!screens().length) { root.classList.remove("is-presenting"); } else if (asked()) { show(asked()); }
    });
  });
}());
