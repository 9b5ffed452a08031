// Sends what waits in the sheet, a while after the last keystroke. A network that fails is tried again until it is back;
// what waits stays in this page's memory only, since the computer is shared (docs/decisions/0007).
// Of what leaves with the page a browser takes 64 KiB, and a letter is three bytes at most (RINGAN).
const JEDA = 1000, PALING_LAMA = 5000, SEKALI = 200, TUNGGU = 20000, RINGAN = 20000, COBA_LAGI = [2000, 4000, 8000, 15000, 30000];

export class Antrean {
  constructor(form, lembar, { keadaan, sesudah }) {
    this.form = form;
    this.lembar = lembar;
    this.alamat = form.dataset.isian;
    this.keadaan = keadaan; // called with a word, and a sentence where there is one
    this.sesudah = sesudah; // called with the server's answer
    this.jam = this.sejak = this.jalan = null;
    this.gagal = 0;
    this.berhenti = false;
  }

  get putus() { return this.gagal > 0; }

  // Something was typed: send it soon, at the latest five seconds after the first keystroke.
  segera() {
    if (this.berhenti || this.putus) return;
    this.sejak = this.sejak || Date.now();
    this.nanti(Math.max(0, Math.min(JEDA, this.sejak + PALING_LAMA - Date.now())));
  }

  nanti(ms) {
    window.clearTimeout(this.jam);
    this.jam = window.setTimeout(() => this.kirim(), ms);
  }

  tahan() {
    window.clearTimeout(this.jam);
    this.berhenti = true;
  }

  // All that waits, now. True when the server has answered for all of it (what it refuses is shown at the cells).
  kirim(pasti) {
    window.clearTimeout(this.jam);
    this.sejak = null;
    if (!this.jalan) this.jalan = this.putaran(pasti).finally(() => { this.jalan = null; });
    return this.jalan;
  }

  // The same before the browser leaves this page for the server: asked also when nothing waits, so that a session that
  // is over, or a form that is locked by now, does not take what was typed with it.
  async sampai() {
    if (this.jalan) await this.jalan;
    return this.kirim(true);
  }

  async putaran(pasti) {
    let sel = this.lembar.menunggu().slice(0, SEKALI), pertama = true;
    while (!this.berhenti && (sel.length || (pertama && (pasti || this.putus)))) {
      this.keadaan("menyimpan");
      if (!await this.tanya(sel)) return false;
      pertama = false;
      sel = this.lembar.menunggu().slice(0, SEKALI);
    }
    if (!this.berhenti) this.keadaan("siap");
    return !this.berhenti;
  }

  // Reads what others have saved meanwhile; says nothing when the network is away.
  async lihat() {
    if (this.jalan || this.berhenti || this.putus || this.lembar.menunggu().length) return;
    this.jalan = this.tanya([], true).finally(() => { this.jalan = null; });
    await this.jalan;
    if (!this.berhenti && this.lembar.menunggu().length) this.segera();
  }

  async tanya(sel, diam) {
    const terkirim = sel.map((s) => ({ sel: s, isi: s.isi }));
    const isi = terkirim.map((t) => ({ baris: t.sel.baris.nomor, kolom: t.sel.kolom, isi: t.isi, versi: t.sel.versi, dasar: t.sel.dasar.slice() }));
    // Should the answer get lost, this text may stand on the server as mine.
    terkirim.forEach(({ sel: s, isi: i }) => { s.dasar = [s.dasar[0], ...s.dasar.slice(1).filter((d) => d !== i).slice(-15), i]; });
    const badan = JSON.stringify({ isian: isi, dikenal: this.lembar.dikenal() });
    let jawab = await this.minta(badan);
    if (jawab && jawab.status === 400) {
      const izin = await this.segarkan();
      if (izin !== "ada") { if (!diam && izin !== "bukan") this.cobaLagi(izin); return false; }
      jawab = await this.minta(badan);
    }
    if (this.berhenti) return false;
    if (!jawab || jawab.type === "opaqueredirect" || jawab.status >= 500 || jawab.status === 429) {
      if (!diam) this.cobaLagi(jawab && jawab.type === "opaqueredirect" ? "keluar" : "putus");
      return false;
    }
    if (!jawab.ok) {
      this.tahan();
      this.keadaan("terkunci", await this.kalimat(jawab));
      return false;
    }
    this.gagal = 0;
    const data = await jawab.json();
    this.sesudah(data, this.lembar.terima(data, terkirim));
    return true;
  }

  async minta(badan) {
    try {
      return await fetch(this.alamat, {
        method: "POST", credentials: "same-origin", redirect: "manual", body: badan, keepalive: badan.length < RINGAN, signal: AbortSignal.timeout(TUNGGU),
        headers: { "Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": (this.form.elements.csrf_token || {}).value || "" },
      });
    } catch { return null; }
  }

  // After signing in anew (in another tab) the form's token is another one; only the same person goes on with this page.
  async segarkan() {
    let halaman;
    try { halaman = await fetch(location.pathname, { credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(TUNGGU) }); } catch { return "putus"; }
    if (halaman.type === "opaqueredirect") return "keluar";
    if (halaman.status >= 500 || halaman.status === 429) return "putus";
    const lain = new DOMParser().parseFromString(await halaman.text(), "text/html").querySelector("form[data-isian]");
    if (!lain || lain.dataset.siapa !== this.form.dataset.siapa) {
      this.tahan();
      this.keadaan("terkunci", lain ? "Halaman ini dibuka oleh " + this.form.dataset.nama + ", tetapi yang masuk sekarang " + lain.dataset.nama + "." : "Formulir ini tidak dapat diisi lagi; muat ulang halaman untuk melihat sebabnya.");
      return "bukan";
    }
    const kunci = lain.elements.csrf_token.value;
    document.querySelectorAll("input[name=csrf_token]").forEach((el) => { el.value = kunci; });
    return "ada";
  }

  async kalimat(jawab) {
    try { return (await jawab.json()).error.message; } catch { return "Isian tidak dapat disimpan. Muat ulang halaman ini."; }
  }

  cobaLagi(sebab) {
    this.keadaan(sebab);
    this.nanti(COBA_LAGI[Math.min(this.gagal, COBA_LAGI.length - 1)]);
    this.gagal += 1;
  }
}
