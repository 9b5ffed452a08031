// Small helps on top of pages that work without it. No inline handler is needed anywhere (strict CSP).
(function () {
  "use strict";
  // An open menu or question closes on Escape or a click elsewhere.
  const folds = "details.s-menu[open], details.s-confirm[open]";
  document.addEventListener("click", function (event) {
    document.querySelectorAll(folds).forEach(function (d) { if (!d.contains(event.target)) d.open = false; });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll(folds).forEach(function (d) { d.open = false; d.querySelector("summary").focus(); });
  });
  // The error summary takes the focus, so that a screen reader starts there.
  const summary = document.getElementById("ringkasan-galat");
  if (summary) summary.focus();
  // Leaving a form with something typed asks first. Nothing of it is kept on the computer, which others use too
  // (docs/decisions/0007). A form that came back with errors is not saved either. Passwords are not worth a question.
  const unsaved = new Set();
  function typedIn(form) {
    if (form && form.method === "post" && form.closest("main") && !form.querySelector("input[type=password]")) unsaved.add(form);
  }
  document.addEventListener("input", function (event) {
    if (event.target.name) typedIn(event.target.form);
  });
  if (summary) typedIn(summary.closest("form") || document.querySelector("main form[method=post]"));
  window.addEventListener("beforeunload", function (event) {
    if (unsaved.size) event.preventDefault();
  });
  // A second click on a submit button does not send the form twice.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    unsaved.delete(form);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (f) { delete f.dataset.sent; });
  });
  // A table that fits keeps its head in sight; one that is wider than its box scrolls sideways inside it instead.
  const boxes = new ResizeObserver(function (entries) {
    entries.forEach(function (entry) {
      const box = entry.target;
      box.classList.toggle("s-fits", box.firstElementChild.scrollWidth <= box.clientWidth);
    });
  });
  document.querySelectorAll(".s-table-wrap").forEach(function (box) { boxes.observe(box); });
  // A long list of choices: the search box above a select asks the server for those that match.
  document.querySelectorAll("input[data-lookup]").forEach(function (box) {
    const select = document.getElementById(box.dataset.lookupFor);
    let timer = null;
    box.hidden = false;
    box.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () {
        fetch(box.dataset.lookup + "&limit=50&offset=0&query=" + encodeURIComponent(box.value), { credentials: "same-origin" })
          .then(function (r) { return r.ok ? r.json() : []; })
          .then(function (rows) {
            const kept = select.value;
            Array.from(select.options).forEach(function (o) { if (o.value && o.value !== "__None" && !o.selected) o.remove(); });
            rows.forEach(function (row) {
              if (String(row[0]) !== kept) select.add(new Option(row[1], row[0]));
            });
          });
      }, 200);
    });
  });
  // A page that shows a running job fetches itself again until the job is done; then it is read anew as a whole, since
  // its buttons and the counts in the menu have changed too. A network that fails is tried again.
  const live = document.querySelector("[data-refresh]");
  if (live) {
    window.setTimeout(function again() {
      fetch(location.href, { credentials: "same-origin" }).then(function (r) { return r.text(); }).then(function (html) {
        const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-refresh-target]");
        const old = document.querySelector("[data-refresh-target]");
        if (!fresh || !old) return;
        old.replaceWith(fresh);
        if (document.querySelector("[data-refresh]")) window.setTimeout(again, 1500);
        else location.reload();
      }).catch(function () { window.setTimeout(again, 5000); });
    }, 1500);
  }
  // "Pilih semua" above the checkboxes of a list.
  document.querySelectorAll("input[data-select-all]").forEach(function (all) {
    all.addEventListener("change", function () {
      document.querySelectorAll(all.dataset.selectAll).forEach(function (box) { box.checked = all.checked; });
    });
  });
})();
