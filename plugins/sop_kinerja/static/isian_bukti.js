// Evidence goes up by itself as soon as it is chosen: one file after another, told in words beside its figure. What the
// network drops is tried again; what the server refuses is named, with its reason. Without script files go with the form.
const HENING = 60000, COBA_LAGI = [2000, 4000, 8000, 15000, 30000], RUANG = 4096;

function besar(bita) {
  return bita < 1048576 ? Math.max(1, Math.round(bita / 1024)) + " KB" : (bita / 1048576).toFixed(1).replace(".", ",") + " MB";
}

class Kiriman {
  constructor(berkas, kotak) {
    this.berkas = berkas;
    this.kotak = kotak;
    this.nama = "«" + berkas.name + "»";
    this.ditolak = false;
    this.li = document.createElement("li");
    this.kata = document.createElement("span");
    this.li.append(this.kata);
    kotak.querySelector("[data-unggahan]").append(this.li);
    this.ceritakan("menunggu giliran");
  }

  ceritakan(text) { this.kata.textContent = this.nama + ": " + text; }

  // Refused for good: it stays named until the person has read it.
  tolak(pesan, tutup) {
    this.ditolak = true;
    this.kata.textContent = this.nama + " belum terlampir. " + pesan;
    this.li.classList.add("sk-refused");
    const b = document.createElement("button");
    b.type = "button";
    b.className = "btn btn-sm btn-link";
    b.textContent = "Tutup";
    b.setAttribute("aria-label", "Tutup pesan tentang " + this.nama);
    b.addEventListener("click", () => { this.li.remove(); tutup(this); });
    this.li.append(" ", b);
  }
}

export class Bukti {
  constructor(form, antrean, { keadaan, kabari }) {
    this.form = form;
    this.antrean = antrean;
    this.keadaan = keadaan; // called whenever what waits has changed
    this.kabari = kabari; // says a sentence aloud
    this.antre = [];
    this.jalan = this.jam = this.bangun = this.usai = null;
    this.gagal = 0;
    this.sebab = "";
    form.addEventListener("change", (e) => { if (e.target.type === "file") this.pilih(e.target); });
  }

  get menunggu() { return this.antre.filter((k) => !k.ditolak); }
  get ditolak() { return this.antre.filter((k) => k.ditolak); }

  pilih(el) {
    const kotak = el.closest("[data-bukti]");
    if (!kotak || !el.files.length) return;
    const batas = Number(this.form.dataset.batas);
    Array.from(el.files).forEach((berkas) => {
      const kiriman = new Kiriman(berkas, kotak);
      this.antre.push(kiriman);
      if (batas && berkas.size > batas - RUANG) this.tolak(kiriman, "Besarnya " + besar(berkas.size) + ", melebihi batas " + besar(batas) + ". Perkecil, lalu pilih lagi.");
    });
    el.value = ""; // sent by itself, not once more with the form
    this.mulai();
  }

  mulai() {
    if (!this.jalan) this.jalan = this.putaran().finally(() => { this.jalan = null; this.keadaan(); });
    return this.jalan;
  }

  // Tries again now, where it waits for the network.
  segera() { if (this.bangun) this.bangun(); }

  // True when all that was chosen is with the server; false as soon as one has to wait, or was refused.
  async selesai() {
    this.segera();
    while (this.menunggu.length) {
      await new Promise((lanjut) => { this.usai = lanjut; });
      if (this.sebab) return false;
    }
    return !this.ditolak.length;
  }

  async putaran() {
    while (this.menunggu.length) {
      const kiriman = this.menunggu[0];
      this.keadaan();
      this.sebab = await this.kirim(kiriman);
      if (this.usai) this.usai();
      if (!this.sebab) {
        this.gagal = 0;
        continue;
      }
      kiriman.ceritakan(this.sebab === "keluar" ? "menunggu Anda masuk lagi di tab lain" : "belum tersambung, dicoba lagi sendiri");
      this.keadaan();
      await new Promise((lanjut) => {
        this.bangun = lanjut;
        this.jam = window.setTimeout(lanjut, COBA_LAGI[Math.min(this.gagal, COBA_LAGI.length - 1)]);
      });
      window.clearTimeout(this.jam);
      this.bangun = null;
      this.gagal += 1;
    }
  }

  // '' when the server has answered for the file, else why it has to be tried again.
  async kirim(kiriman, baru = false) {
    let awal;
    try { awal = await kiriman.berkas.slice(0, 1).arrayBuffer(); } catch { awal = null; }
    if (!awal) {
      this.tolak(kiriman, "Berkasnya tidak dapat dibaca lagi dari komputer ini (diubah, dipindahkan, atau dicabut). Pilih lagi.");
      return "";
    }
    const { status, url, data } = await this.minta(kiriman);
    if (url && !url.endsWith(kiriman.kotak.dataset.bukti)) return "keluar";
    if (!status || status >= 500 || status === 429) return "putus";
    if (status === 200 && data) {
      kiriman.kotak.querySelector("[data-daftar]").innerHTML = data.daftar;
      kiriman.kotak.querySelectorAll(".s-error").forEach((p) => p.remove());
      this.buang(kiriman);
      this.kabari("Bukti " + kiriman.nama + " tersimpan.");
      if (data.terakhir) this.form.querySelector("[data-terakhir]").textContent = data.terakhir;
      return "";
    }
    const galat = (data && data.error) || {};
    if (status === 400 && !baru && !Object.keys(galat.fields || {}).length) { // the token of a session that is over
      const izin = await this.antrean.segarkan();
      if (izin === "ada") return this.kirim(kiriman, true);
      if (izin !== "bukan") return izin;
    }
    this.tolak(kiriman, Object.values(galat.fields || {})[0] || galat.message || "Muat ulang halaman ini, lalu pilih lagi.");
    return "";
  }

  tolak(kiriman, pesan) {
    kiriman.tolak(pesan, () => this.buang(kiriman));
    this.kabari(kiriman.kata.textContent);
    this.keadaan();
  }

  buang(kiriman) {
    kiriman.li.remove();
    this.antre = this.antre.filter((k) => k !== kiriman);
    this.keadaan();
  }

  // {status: 0 when no answer came, url, data: the answer's JSON or null}
  minta(kiriman) {
    return new Promise((selesai) => {
      const x = new XMLHttpRequest(), isi = new FormData();
      let jaga = null;
      // A weak network may take an hour; one that moves nothing for a minute is away.
      const hidup = () => { window.clearTimeout(jaga); jaga = window.setTimeout(() => x.abort(), HENING); };
      isi.append("bukti", kiriman.berkas, kiriman.berkas.name);
      x.open("POST", kiriman.kotak.dataset.bukti);
      x.setRequestHeader("Accept", "application/json");
      x.setRequestHeader("X-CSRFToken", this.form.elements.csrf_token.value);
      x.upload.onprogress = (e) => {
        hidup();
        const bagian = e.lengthComputable && e.total ? Math.floor((e.loaded / e.total) * 100) : 0;
        kiriman.ceritakan(bagian < 100 ? "diunggah, " + bagian + "% dari " + besar(kiriman.berkas.size) : "sudah terkirim, sedang diperiksa");
      };
      x.onloadend = () => {
        window.clearTimeout(jaga);
        let data = null;
        try { data = JSON.parse(x.responseText); } catch { /* a page, not an answer of ours */ }
        selesai({ status: x.status, url: x.responseURL, data });
      };
      hidup();
      kiriman.ceritakan("diunggah, 0% dari " + besar(kiriman.berkas.size));
      x.send(isi);
    });
  }
}
