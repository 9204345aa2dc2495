/* A mark of what happened opens the source that tells of it. A day of several sources leads to that day in the list on the
   page, where each of them is a link; where no list stands, to the first of them. */
(function () {
  "use strict";

  const isEvent = ({ customdata }) => Array.isArray(customdata) && customdata[0] === "events";
  const sourcesOf = ({ customdata }) => customdata.slice(1).filter((each) => /^https?:/.test(each));

  function inList(day) {
    const listed = document.querySelector(`.events time[datetime="${CSS.escape(day)}"]`);
    return listed && listed.closest("li");
  }

  function lead(item) {
    const folded = item.closest("details");
    if (folded) { folded.open = true; }
    item.tabIndex = -1;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "center" });
  }

  /* Whether the point was a mark of what happened. */
  function openSources(point) {
    if (!isEvent(point)) { return false; }
    const sources = sourcesOf(point);
    const item = inList(String(point.x).slice(0, 10));
    if (item && sources.length !== 1) { lead(item); }
    else if (sources.length) { window.open(sources[0], "_blank", "noopener,noreferrer"); }
    return true;
  }

  window.netralitas = Object.assign({}, window.netralitas, { openSources, isEvent });
}());
