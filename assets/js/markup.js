/* Sets HTML that the server has written and escaped (components/markup.py) where it belongs: [data-markup]. Who stands
   on a link in it, say on a heading that sorts, stands on the link in its place afterwards. */
(function () {
  "use strict";

  const LARGE = 50000;  // characters

  const set = new WeakMap();

  function fill(part) {
    const markup = part.dataset.markup;
    if (set.get(part) === markup) { return; }
    set.set(part, markup);
    const links = () => [...part.querySelectorAll("a")];
    const stood = part.contains(document.activeElement) ? links().indexOf(document.activeElement) : -1;
    part.innerHTML = markup;
    // What grows to the right shows its newest part first.
    const growing = part.closest("[data-begins='end']");
    if (growing) { growing.scrollLeft = growing.scrollWidth; }
    if (stood >= 0 && links()[stood]) { links()[stood].focus({ preventScroll: true }); }
  }

  /* A table of all regencies takes the browser a while to lay out: the first one waits until there is nothing to draw. */
  function fillInTime(part) {
    const isSmall = part.dataset.markup.length < LARGE;
    if (isSmall || part.childElementCount || !window.requestIdleCallback) { fill(part); return; }
    window.requestIdleCallback(() => fill(part), { timeout: 2000 });
  }

  const fillAll = () => document.querySelectorAll("[data-markup]").forEach(fillInTime);

  new MutationObserver(fillAll).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-markup"],
  });
}());
