/* Where controls, map and links lead: the address changes, and what stands follows the address.

   The page that stands says in `page-state` what it was made from: a control that was only just put there with that
   very value is no choice of anybody's, and nothing happens. So there is no loop, and back and forward just work. */

(function () {
  "use strict";

  /* Whose shape, square, line or dot a point of a graph is; null of what is nobody's. */
  function regionOf({ location, customdata }) {
    if (window.netralitas.isEvent({ customdata })) { return null; }
    return location || (Array.isArray(customdata) ? customdata[0] : customdata) || null;
  }
  window.netralitas = Object.assign({}, window.netralitas, { regionOf });

  let arriving = null;  // the path of another page to which a link leads

  const nothing = () => window.dash_clientside.no_update;

  function changed(name, value) {
    const parameters = new URLSearchParams(window.location.search);
    if (value) { parameters.set(name, value); } else { parameters.delete(name); }
    return parameters;
  }

  function search(parameters) {
    return "?" + parameters.toString().replaceAll("%2C", ",");
  }

  function idle() {
    return new Promise((done) => (window.requestIdleCallback ? window.requestIdleCallback(done, { timeout: 2000 }) : done()));
  }

  /* Where the names of pages stand in a row that is wider than the screen, the one looked at is among those seen. */
  function intoView(item) {
    const row = item && item.closest("ul");
    if (row && row.scrollWidth > row.clientWidth) { row.scrollLeft = item.offsetLeft - (row.clientWidth - item.offsetWidth) / 2; }
  }

  const leads = {
    /* A control whose choices are whole addresses. */
    go(address, state) {
      return !address || !state || address === state.search ? nothing() : address;
    },

    date(day, state) {
      return !day || !state || day === state.at ? nothing() : search(changed("at", day));
    },

    compare(codes, state) {
      const chosen = (codes || []).join(",");
      return !state || chosen === state.compare ? nothing() : search(changed("compare", chosen));
    },

    figures(indicators, state) {
      const chosen = (indicators || []).join(",");
      return !state || chosen === state.figures ? nothing() : search(changed("figures", chosen));
    },

    /* All places to choose from: they come with the first page, and no later one sends them again. A list of all regions
       takes a while to be made, so it waits until there is nothing to draw. */
    places(state, places) {
      return idle().then(() => places);
    },

    /* All but the one looked at. */
    others(state, places) {
      return idle().then(() => places.filter(({ value }) => !state || value !== state.region || state.compare.split(",").includes(value)));
    },

    place(code, state) {
      if (!code || !state || code === state.region) { return nothing(); }
      const parameters = changed("region", code);
      parameters.delete("level");
      return search(parameters);
    },

    /* A click on a region looks into it. The click is forgotten at once, so that the same one counts again later. */
    region(click, state) {
      const point = click && click.points && click.points[0];
      if (point && window.netralitas.openSources(point)) { return [nothing(), null]; }
      const region = point && window.netralitas.regionOf(point);
      if (!region || !state || region === state.region) { return [nothing(), null]; }
      const parameters = changed("region", region);
      parameters.delete("level");
      return [search(parameters), null];
    },

    /* The language, and the title, which lies outside the page's own element. Who else follows the page is told.
       Whoever came by a link from another page begins at the top of this one, with the keyboard too. */
    name(state) {
      if (!state) { return nothing(); }
      if (arriving === state.path) {
        window.scrollTo({ left: 0, top: 0, behavior: "instant" });
        document.getElementById("content").focus({ preventScroll: true });
      }
      arriving = null;
      intoView(document.querySelector(".navigation [aria-current]"));
      document.title = state.title;
      document.documentElement.lang = state.language;
      document.dispatchEvent(new CustomEvent("netralitas:page", { detail: state }));
      return state.language;
    },
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside);
  window.dash_clientside.netralitas = Object.assign({}, window.dash_clientside.netralitas, leads);

  /* Links between pages load nothing anew; those that only change the selection leave the reader where they are. */
  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) { return; }
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link || link.target || link.hasAttribute("download")) { return; }
    const to = new URL(link.href, window.location.href);
    const paths = document.getElementById("page").dataset.paths.split(" ");
    if (to.origin !== window.location.origin || !paths.includes(to.pathname) || to.hash) { return; }
    event.preventDefault();
    event.stopPropagation();
    if (to.href !== window.location.href) {
      arriving = to.pathname === window.location.pathname ? null : to.pathname;
      window.history.pushState({}, "", to.href);
      window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    }
  }, true);
}());
