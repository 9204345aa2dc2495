/* Drawn figures have the width of the screen. For paper their pictures get a view box, so that the style sheet can fit
   them to the page; afterwards they are as before. */
(function () {
  "use strict";

  const pictures = () => document.querySelectorAll(".js-plotly-plot .main-svg");

  window.addEventListener("beforeprint", () => {
    for (const picture of pictures()) {
      const [width, height] = [picture.getAttribute("width"), picture.getAttribute("height")];
      if (width && height) picture.setAttribute("viewBox", `0 0 ${parseFloat(width)} ${parseFloat(height)}`);
    }
  });

  window.addEventListener("afterprint", () => {
    for (const picture of pictures()) picture.removeAttribute("viewBox");
  });
})();
