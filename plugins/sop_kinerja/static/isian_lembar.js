// The form of figures as a sheet: rows of cells, what of them is saved, and what the server says about each.
// A cell's text is compared and sent without the spaces around it, line ends as LF: as the server keeps it.

export function bersih(text) {
  return (text || "").replace(/\r\n?/g, "\n").trim();
}

export class Sel {
  constructor(el, baris) {
    this.el = el;
    this.baris = baris;
    this.kolom = el.dataset.kolom;
    this.mula = el.value; // when the person came into the cell: what Esc and Undo go back to
    this.ditolak = null; // the text that can't be read, until it is changed
    this.bentrok = null; // {isi, pesan}: what somebody else wrote here meanwhile, until one is chosen
    this.dasarkan(bersih(el.dataset.tersimpan), baris.versi);
  }

  // The server has this text: what is typed from now on is a change of it.
  dasarkan(text, versi) {
    this.tersimpan = text;
    this.diterima = text; // the same as it was typed («079,20» for 79,2)
    this.versi = versi;
    this.dasar = [text];
  }

  // Puts a text in that nobody typed here.
  tulis(text) {
    this.el.value = text;
    this.mula = this.el.value;
  }

  get isi() { return bersih(this.el.value); }
  // Going back to the old text is a change too while another of mine may stand on the server (its answer got lost).
  get berubah() { return (this.isi !== this.tersimpan && this.isi !== this.diterima) || this.dasar.slice(1).some((d) => d !== this.isi); }
  get menunggu() { return this.berubah && !this.bentrok && this.isi !== this.ditolak; }

  // A mistake, or nothing: beside the field, as the server writes it into the page without script.
  galat(pesan) {
    const kotak = this.el.closest(".s-field"), id = "e-" + this.el.name;
    let p = document.getElementById(id);
    if (!pesan) {
      if (p) p.remove();
      kotak.classList.remove("s-wrong");
      this.el.removeAttribute("aria-invalid");
      this.el.removeAttribute("aria-describedby");
      this.ditolak = null;
      return;
    }
    if (!p) {
      p = document.createElement("p");
      p.className = "s-error";
      p.id = id;
      kotak.querySelector("label").after(p);
    }
    p.textContent = pesan;
    kotak.classList.add("s-wrong");
    this.el.setAttribute("aria-invalid", "true");
    this.el.setAttribute("aria-describedby", id);
  }
}

class Baris {
  constructor(kotak) {
    this.kotak = kotak;
    this.nomor = Number(kotak.dataset.baris);
    this.versi = Number(kotak.dataset.versi);
    this.sel = Array.from(kotak.querySelectorAll("[data-kolom]"), (el) => new Sel(el, this));
    this.kunci = kotak.querySelector("input[name^='versi-']");
  }
}

export class Lembar {
  constructor(form, bentrok) {
    this.baris = Array.from(form.querySelectorAll("[data-baris]"), (kotak) => new Baris(kotak));
    this.sel = this.baris.flatMap((b) => b.sel);
    this.tunjukkanBentrok = bentrok;
  }

  milik(el) { return this.sel.find((s) => s.el === el); }
  menunggu() { return this.sel.filter((s) => s.menunggu); }
  ditolak() { return this.sel.filter((s) => s.ditolak !== null && s.berubah); }
  bentrok() { return this.sel.filter((s) => s.bentrok); }
  dikenal() { return Object.fromEntries(this.baris.map((b) => [b.nomor, b.versi])); }

  // An answer of the server; `terkirim`: the cells that were asked about, each with the text that was sent.
  terima(jawaban, terkirim) {
    const baru = new Set();
    jawaban.jawaban.forEach((satu, i) => {
      const { sel, isi } = terkirim[i];
      if (satu.keadaan === "tersimpan") {
        sel.diterima = isi;
        sel.dasar = [sel.tersimpan];
        baru.add(sel);
      } else if (satu.keadaan === "keliru") {
        sel.dasar = sel.dasar.filter((d, i) => !i || d !== isi);
        if (sel.isi !== isi) return;
        sel.ditolak = isi;
        sel.galat(satu.pesan);
      } else if (satu.keadaan === "bentrok") {
        sel.bentrok = { isi: bersih(satu.isi), pesan: satu.pesan };
        this.tunjukkanBentrok(sel);
      }
    });
    const lain = new Set();
    jawaban.baris.forEach((data) => {
      const baris = this.baris.find((b) => b.nomor === data.baris);
      if (!baris) return;
      baris.versi = data.versi;
      baris.sel.forEach((sel) => { if (this.samakan(sel, data, baru.has(sel))) lain.add(data.oleh ? "oleh " + data.oleh : "di layar lain"); });
      baris.kotak.querySelector("[data-capaian]").innerHTML = data.capaian;
      const hasil = baris.kotak.querySelector("[data-hasil]");
      if (hasil) hasil.textContent = data.nilai || "–";
      // Sent with the form: the oldest version that something unsaved in this row was typed upon.
      baris.kunci.value = String(Math.min(...baris.sel.map((s) => s.versi)));
    });
    return lain;
  }

  // Brings a cell in line with its row on the server; true when somebody else's text came into it.
  samakan(sel, data, baru) {
    const mereka = bersih(data.isi[sel.kolom]), lama = sel.tersimpan, terketik = sel.diterima;
    if (sel.bentrok) {
      // Written over once more while both texts are shown: what one chooses from is what stands there now.
      if (mereka === sel.bentrok.isi) return false;
      sel.bentrok = mereka === sel.isi ? null : { isi: mereka, pesan: "Isian ini diubah lagi pada " + data.pada + "." };
      if (!sel.bentrok) sel.dasarkan(mereka, data.versi);
      this.tunjukkanBentrok(sel);
      return false;
    }
    if (baru) {
      sel.dasarkan(mereka, data.versi);
      sel.diterima = terketik;
      if (sel.isi === terketik && document.activeElement !== sel.el) sel.tulis(mereka);
      return false;
    }
    if (!sel.berubah) {
      sel.dasarkan(mereka, data.versi);
      if (mereka === lama) sel.diterima = terketik;
      else sel.tulis(mereka);
      return mereka !== lama;
    }
    // Typed here and not sent yet. Where nobody else was (or only my own words, whose answer was lost), it is a change of
    // the newer row; else it stays one of the older, and the server answers with whose text stands there now.
    if (mereka === lama || sel.dasar.includes(mereka)) {
      sel.tersimpan = mereka;
      sel.versi = data.versi;
    } else if (mereka === sel.isi) sel.dasarkan(mereka, data.versi);
    return false;
  }
}
