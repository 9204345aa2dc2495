/* Tells when a map is on the screen, or is there with other colours. Runs in a page before anything of its own.

   Nothing is asked at intervals: the browser says when an element changes, and two frames later it has been painted.
   The map may stand inside shadow roots, so those are looked into as well. */
(function () {
  "use strict";

  const roots = [document];
  const shapes = () => roots.flatMap((root) => [...root.querySelectorAll(".choroplethlayer path[d]")]);
  const colours = (paths) => paths.map((path) => path.style.fill || path.getAttribute("fill")).join();
  let least = Infinity;
  let before = null;
  let started = 0;
  let tell = null;

  function look() {
    if (!tell) { return; }
    const paths = shapes();
    if (paths.length < least || (before !== null && colours(paths) === before)) { return; }
    const told = tell;
    tell = null;
    requestAnimationFrame(() => requestAnimationFrame(() => told({ started, painted: performance.now() })));
  }

  const observer = new MutationObserver(look);

  function watch(root) {
    observer.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["d", "style", "fill"] });
  }

  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.push(root);
    watch(root);
    return root;
  };
  watch(document);

  /* The next paint: a map of so many shapes, with other colours than those that are there if `anew`. */
  function next(shapesAtLeast, anew, withinMs) {
    least = shapesAtLeast;
    before = anew ? colours(shapes()) : null;
    window.painting.done = new Promise((resolve, reject) => {
      tell = resolve;
      setTimeout(() => reject(new Error(`no such map within ${withinMs} ms: ${shapes().length} shapes`)), withinMs);
    });
    window.painting.done.catch(() => {});
    look();
  }

  /* What a person does begins when the browser was told of it, however late the page hears. */
  for (const name of ["keydown", "pointerdown"]) {
    window.addEventListener(name, (event) => { started = event.timeStamp; }, true);
  }

  window.painting = { next, done: null };
}());
