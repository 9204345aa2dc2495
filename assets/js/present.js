/* The projector view of a meeting: one screen of the page at a time, large; arrow keys lead, Escape ends it.

   Which screen is shown stands after the # of the address, so that a link opens the same one. */

(function () {
  "use strict";

  const screens = () => [...document.querySelectorAll(".screen")];
  const root = document.documentElement;
  const asked = () => Number((/^#screen-(\d+)$/.exec(window.location.hash) || [])[1]);

  function show(number) {
    const all = screens();
    if (!all.length) { return; }
    const place = Math.min(Math.max(number, 1), all.length);
    root.classList.add("is-presenting");
    all.forEach((screen, index) => screen.classList.toggle("is-shown", index + 1 === place));
    window.history.replaceState(window.history.state, "", `#screen-${place}`);
    window.scrollTo({ top: 0, behavior: "instant" });
    window.dispatchEvent(new Event("resize"));  // pictures take the room that they have now
    all[place - 1].setAttribute("tabindex", "-1");
    all[place - 1].focus({ preventScroll: true });
  }

  function end() {
    root.classList.remove("is-presenting");
    screens().forEach((screen) => screen.classList.remove("is-shown"));
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    if (document.fullscreenElement) { document.exitFullscreen(); }
    window.dispatchEvent(new Event("resize"));
  }

  const steps = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity,
  };

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
