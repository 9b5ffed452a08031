// Tables that are filled in like a spreadsheet; every page works without this. Arrows and Enter go from cell to cell, a
// block that was copied in Excel is spread over the cells from the one that has the focus.
(function () {
  "use strict";
  document.querySelectorAll("table[data-tabel]").forEach(function (table) {
    const said = document.querySelector("[data-tabel-pesan]");
    const undo = document.querySelector("[data-tabel-urung]");
    let before = [];

    function rows() { return Array.from(table.tBodies[0].rows).filter(function (r) { return r.querySelector("input"); }); }
    function inputAt(row, column) {
      const cell = row && row.cells[column];
      return cell ? cell.querySelector("input:not([type=hidden])") : null;
    }
    function go(input, down, right) {
      const all = rows(), row = input.closest("tr");
      let line = all.indexOf(row), column = input.closest("td").cellIndex, next = null;
      do {
        line += down; column += right;
        if (line < 0 || line >= all.length || column < 0 || column >= row.cells.length) return;
        next = inputAt(all[line], column);
      } while (!next);
      next.focus();
      next.select();
    }
    table.addEventListener("keydown", function (event) {
      const input = event.target;
      if (!input.matches("input") || event.altKey || event.ctrlKey || event.metaKey) return;
      const start = input.selectionStart === 0 && input.selectionEnd === 0;
      const end = input.selectionStart === input.value.length && input.selectionEnd === input.value.length;
      const whole = input.selectionStart === 0 && end;
      const moves = {
        Enter: [event.shiftKey ? -1 : 1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0],
        ArrowLeft: start || (whole && input.value) ? [0, -1] : null, ArrowRight: end ? [0, 1] : null,
      };
      const move = moves[event.key];
      if (!move || (event.shiftKey && event.key !== "Enter")) return;
      event.preventDefault();
      go(input, move[0], move[1]);
    });
    table.addEventListener("paste", function (event) {
      const input = event.target, text = event.clipboardData.getData("text/plain");
      const block = parse(text);
      if (!input.matches("input") || !block.length || (block.length === 1 && block[0].length === 1)) return;
      event.preventDefault();
      const all = rows(), top = all.indexOf(input.closest("tr")), left = input.closest("td").cellIndex;
      let filled = 0, outside = 0;
      before = [];
      block.forEach(function (line, down) {
        line.forEach(function (value, right) {
          const target = inputAt(all[top + down], left + right);
          if (!target) { if (value.trim()) outside += 1; return; }
          before.push([target, target.value]);
          put(target, value.trim());
          filled += 1;
        });
      });
      tell(filled + " sel ditempel." + (outside ? " " + outside + " sel di luar kolom isian tidak ditempel." : ""), true);
    });
    if (undo) undo.addEventListener("click", function () {
      before.forEach(function (one) { put(one[0], one[1]); });
      tell(before.length + " sel dikembalikan seperti sebelum ditempel.", false);
      if (before.length) before[0][0].focus();
      before = [];
    });
    function put(input, value) {
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    function tell(words, can) {
      if (said) said.textContent = words;
      if (undo) undo.hidden = !can;
    }
  });
  // Cells are parted by tabs and rows by line ends; one that holds either is quoted, as Excel writes it.
  function parse(text) {
    const block = [[]];
    let value = "", quoted = false, fresh = true;
    function end() { block[block.length - 1].push(value); value = ""; fresh = true; }
    for (let at = 0; at < text.length; at += 1) {
      const letter = text[at];
      if (quoted) {
        if (letter === '"' && text[at + 1] === '"') { value += '"'; at += 1; }
        else if (letter === '"') quoted = false;
        else value += letter === "\n" || letter === "\r" ? " " : letter;
      } else if (letter === '"' && fresh) { quoted = true; fresh = false; }
      else if (letter === "\t") end();
      else if (letter === "\n") { end(); block.push([]); }
      else if (letter !== "\r") { value += letter; fresh = false; }
    }
    end();
    while (block.length && block[block.length - 1].every(function (cell) { return !cell.trim(); })) block.pop();
    return block;
  }
})();
