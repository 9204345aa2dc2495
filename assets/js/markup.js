/* Sets HTML that the server has written and escaped (components/markup.py) where it belongs: [data-markup]. Who stands
   on a link in it, say on a heading that sorts, stands on the link in its place afterwards. */
(function () {
  "use strict";

  const set = new WeakMap();

  function fill(part) {
    const markup = part.dataset.markup;
    if (set.get(part) === markup) { return; }
    set.set(part, markup);
    const links = () => [...part.querySelectorAll("a")];
    const stood = part.contains(document.activeElement) ? links().indexOf(document.activeElement) : -1;
    part.innerHTML = markup;
    if (stood >= 0 && links()[stood]) { links()[stood].focus({ preventScroll: true }); }
  }

  const fillAll = () => document.querySelectorAll("[data-markup]").forEach(fill);

  new MutationObserver(fillAll).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-markup"],
  });
}());
