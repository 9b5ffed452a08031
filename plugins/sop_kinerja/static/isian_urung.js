// Undo and redo of the sheet: a step is what was changed at once, one cell or a pasted block.
import { bersih } from "./isian_lembar.js";

export class Urungan {
  constructor(tulis, kabari) {
    this.tulis = tulis; // (sel, text): puts it in and has it saved
    this.kabari = kabari;
    this.lalu = [];
    this.nanti = [];
  }

  // `langkah`: [{sel, dari, ke}]
  catat(langkah) {
    const ada = langkah.filter((l) => l.dari !== l.ke);
    if (!ada.length) return;
    this.lalu.push(ada);
    this.nanti = [];
  }

  urungkan() { this.pindah(this.lalu, this.nanti, "ke", "dari"); }
  ulangi() { this.pindah(this.nanti, this.lalu, "dari", "ke"); }

  pindah(asal, tujuan, ada, jadi) {
    const langkah = asal.pop();
    if (!langkah) return;
    // What somebody else has written over it since then is theirs.
    const milikku = langkah.filter((l) => [l.sel.isi, l.sel.diterima].includes(bersih(l[ada])) || l.sel.isi === bersih(l[ada]));
    milikku.forEach((l) => this.tulis(l.sel, l[jadi]));
    if (milikku.length) tujuan.push(milikku);
    if (milikku.length < langkah.length) this.kabari("Yang sudah diubah orang lain tidak diurungkan.");
    if (milikku.length) milikku[0].sel.el.focus();
  }
}
