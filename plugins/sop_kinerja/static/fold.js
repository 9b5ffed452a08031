// Long sections, <details data-fold open>, are folded on a phone, where they would be thirty screens long; on paper and
// on a wide screen they stand open. Without script everything is open.
(function () {
  "use strict";
  const narrow = window.matchMedia("(max-width: 767.98px)");
  const parts = document.querySelectorAll("details[data-fold]");
  function set(open) {
    parts.forEach(function (part) { part.open = open || part.querySelector(":target") !== null; });
  }
  set(!narrow.matches);
  narrow.addEventListener("change", function () { set(!narrow.matches); });
  window.addEventListener("hashchange", function () {
    parts.forEach(function (part) { if (part.querySelector(":target")) part.open = true; });
  });
  window.addEventListener("beforeprint", function () { set(true); });
})();
