// The keyboard in the sheet: Enter and arrows go from cell to cell, as in a spreadsheet. Tab stays what it is everywhere.
const ANGKA = ["nilai", "pembilang", "penyebut"];

function sejajar(lembar, sel, arah) {
  for (let i = lembar.baris.indexOf(sel.baris) + arah; lembar.baris[i]; i += arah) {
    const calon = lembar.baris[i].sel;
    const sama = calon.find((s) => s.kolom === sel.kolom) || (ANGKA.includes(sel.kolom) && calon.find((s) => ANGKA.includes(s.kolom)));
    if (sama) return sama;
  }
  return null;
}

function pindahKe(sel) {
  if (!sel) return;
  sel.el.focus();
  if (sel.el.select) sel.el.select();
}

// At which edge of its text the caret stands; a text that is marked as a whole counts as both.
function tepi(el) {
  if (el.selectionStart === undefined || el.selectionStart === null) return { awal: false, akhir: false };
  const semua = el.selectionStart === 0 && el.selectionEnd === el.value.length;
  const satu = el.selectionStart === el.selectionEnd;
  return { awal: semua || (satu && el.selectionStart === 0), akhir: semua || (satu && el.selectionEnd === el.value.length) };
}

// True when the key was one of the sheet's.
export function tekan(event, lembar, sel) {
  const el = sel.el, catatan = el.tagName === "TEXTAREA", pilihan = el.tagName === "SELECT";
  const di = lembar.sel.indexOf(sel), { awal, akhir } = tepi(el);
  const polos = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
  if (event.key === "Enter" && !event.altKey && !event.ctrlKey && !event.metaKey && !(catatan && event.shiftKey)) pindahKe(sejajar(lembar, sel, event.shiftKey ? -1 : 1));
  else if (!polos || pilihan) return false;
  else if (event.key === "ArrowDown" && (!catatan || akhir)) pindahKe(sejajar(lembar, sel, 1));
  else if (event.key === "ArrowUp" && (!catatan || awal)) pindahKe(sejajar(lembar, sel, -1));
  else if (event.key === "ArrowRight" && akhir) pindahKe(lembar.sel[di + 1]);
  else if (event.key === "ArrowLeft" && awal) pindahKe(lembar.sel[di - 1]);
  else return false;
  return true;
}
