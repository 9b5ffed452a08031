// A part of a page that keeps itself fresh: <div data-live="address of the part" data-live-every="8">. Without
// script the page shows the state in which it was opened.
(function () {
  "use strict";
  document.querySelectorAll("[data-live]").forEach(function (part) {
    const pause = Number(part.dataset.liveEvery || 10) * 1000;
    function fetchAgain() {
      // Nobody looks, or somebody is about to press a button in it: wait for the next turn.
      if (document.hidden || part.contains(document.activeElement)) return Promise.resolve();
      return fetch(part.dataset.live, { credentials: "same-origin" })
        .then(function (answer) { return answer.ok && !answer.redirected ? answer.text() : null; })
        .then(function (html) { if (html !== null && !part.contains(document.activeElement)) part.innerHTML = html; })
        .catch(function () { /* The network is away; the next turn tries again. */ });
    }
    window.setTimeout(function again() { fetchAgain().then(function () { window.setTimeout(again, pause); }); }, pause);
  });
})();
