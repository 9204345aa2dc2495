/* Tells when a map is on the screen, or is there with other colours. Runs in a page before anything of its own.

   Nothing is asked at intervals: the browser says when an element changes, and two frames later it has been painted.
   The map may stand inside shadow roots, so those are looked into as well. */
(function () {
  "use strict";

  const roots = [document];
  const ANSWERING = ".choroplethlayer path[d]";  // those of plotly: they answer the pointer
  const SEEN = `${ANSWERING}, .prerendered__map path[d]`;
  const shapes = (which) => roots.flatMap((root) => [...root.querySelectorAll(which)]);
  const colours = (paths) => paths.map((path) => path.style.fill || path.getAttribute("fill")).join();
  let least = Infinity;
  let before = null;
  let started = 0;
  let waiting = [];  // [which shapes, whom to tell]

  function look() {
    waiting = waiting.filter(([which, tell]) => {
      const paths = shapes(which);
      if (paths.length < least || (before !== null && colours(paths) === before)) { return true; }
      requestAnimationFrame(() => requestAnimationFrame(() => tell({ started, painted: performance.now() })));
      return false;
    });
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

  /* The next paint: a map of so many shapes, with other colours than those that are there if `anew`; and the next one of
     shapes that answer the pointer. */
  function next(shapesAtLeast, anew, withinMs) {
    least = shapesAtLeast;
    before = anew ? colours(shapes(SEEN)) : null;
    window.painting.done = coming(SEEN, withinMs);
    window.painting.answers = coming(ANSWERING, withinMs);
    look();
  }

  function coming(which, withinMs) {
    const promise = new Promise((resolve, reject) => {
      waiting.push([which, resolve]);
      setTimeout(() => reject(new Error(`no such map within ${withinMs} ms: ${shapes(which).length} shapes`)), withinMs);
    });
    promise.catch(() => {});
    return promise;
  }

  /* What a person does begins when the browser was told of it, however late the page hears. */
  for (const name of ["keydown", "pointerdown"]) {
    window.addEventListener(name, (event) => { started = event.timeStamp; }, true);
  }

  window.painting = { next, done: null, answers: null };
}());
