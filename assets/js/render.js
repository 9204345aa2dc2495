/* Puts a page that the server made in the place of the one that stands, changing only what differs.

   The server answers an address with the whole page as a tree of components. Given to the renderer whole, that would
   build everything anew: the map would vanish and come back, the focus and open menus be lost. So trees are compared,
   and only properties that differ are set. A list, a table's body, or whatever changed its shape is set whole. */

(function () {
  "use strict";

  const WHOLE = new Set(["Tbody", "Ol", "Ul", "Dl", "P"]);

  const ROOT = ["components"];  // where the renderer keeps the layout

  const isComponent = (each) => Boolean(each) && typeof each === "object" && "props" in each && "type" in each;
  const list = (children) => (Array.isArray(children) ? children : [children]);

  function equal(a, b) {
    if (a === b) { return true; }
    if (!a || !b || typeof a !== "object" || typeof b !== "object" || Array.isArray(a) !== Array.isArray(b)) { return false; }
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && equal(a[key], b[key]));
  }

  function sameKind(a, b) {
    return isComponent(a) && isComponent(b) && a.type === b.type && a.namespace === b.namespace && a.props.id === b.props.id;
  }

  /* Properties of `next` that are not so on the screen, and those that the page before had and this one has not. */
  function changes(before, current, next) {
    const found = {};
    for (const name of Object.keys(next.props)) {
      if (name !== "children" && !equal(current.props[name], next.props[name])) { found[name] = next.props[name]; }
    }
    for (const name of Object.keys(before.props)) {
      if (name !== "children" && !(name in next.props)) { found[name] = null; }
    }
    return found;
  }

  /* Collects [path, properties] to set; false where `next` is another component and its parent must take it whole. */
  function compare(before, current, next, path, patches) {
    if (!sameKind(before, next) || !sameKind(current, next)) { return false; }
    const found = changes(before, current, next);
    const mark = patches.length;
    if (!inside(before, current, next, path, patches)) {
      patches.length = mark;
      found.children = "children" in next.props ? next.props.children : null;
    }
    if (Object.keys(found).length) { patches.push([next.props.id || path, found]); }
    return true;
  }

  function inside(before, current, next, path, patches) {
    const [was, is, will] = [before.props.children, current.props.children, next.props.children];
    if (equal(is, will)) { return true; }
    if (WHOLE.has(next.type) || Array.isArray(is) !== Array.isArray(will) || Array.isArray(was) !== Array.isArray(will)) { return false; }
    const [old, shown, wanted] = [list(was), list(is), list(will)];
    if (old.length !== wanted.length || shown.length !== wanted.length) { return false; }
    return wanted.every((child, place) => {
      const below = [...path, "props", "children", ...(Array.isArray(will) ? [place] : [])];
      return equal(shown[place], child) || compare(old[place], shown[place], child, below, patches);
    });
  }

  function find(component, id, path) {
    if (!isComponent(component)) { return null; }
    if (component.props.id === id) { return path; }
    const children = component.props.children;
    for (const [place, child] of list(children).entries()) {
      const found = find(child, id, [...path, "props", "children", ...(Array.isArray(children) ? [place] : [])]);
      if (found) { return found; }
    }
    return null;
  }

  let last = null;
  let asked = 0;

  /* What the page at an address holds; null where a later one has been asked for meanwhile, or nobody answers. */
  async function fetched(pathname, search) {
    asked += 1;
    const own = asked;
    const unreached = document.getElementById("unreached");
    try {
      const answer = await window.fetch(`${pathname.replace(/\/$/, "")}/page.json${search}`);
      if (!answer.ok) { throw new Error(answer.statusText); }
      const tree = await answer.json();
      if (own !== asked) { return null; }
      unreached.hidden = true;
      return tree;
    } catch (error) {
      if (own === asked) { unreached.hidden = false; }
      return null;
    }
  }

  async function show(pathname, search) {
    const tree = await fetched(pathname, search);
    if (!tree) { return window.dash_clientside.no_update; }
    const before = last;
    last = tree;
    const path = find(window.dash_component_api.getLayout(ROOT), "page", ROOT);
    const current = path && window.dash_component_api.getLayout([...path, "props", "children"]);
    const patches = [];
    if (!before || !current || !compare(before, current, tree, [...path, "props", "children"], patches)) { return tree; }
    /* Controls ask `page-state` whether their value is news: it has to be right before they change. */
    patches.sort((a, b) => (b[0] === "page-state") - (a[0] === "page-state"));
    patches.forEach(([where, properties]) => window.dash_clientside.set_props(where, properties));
    return window.dash_clientside.no_update;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside);
  window.dash_clientside.netralitas = Object.assign({}, window.dash_clientside.netralitas, { show });
}());
