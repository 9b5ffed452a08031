// Filling in figures as in a spreadsheet: saved while typing, keyboard, paste, undo, two people, a network that fails.
// Without this script the form is sent as a whole by its buttons.
import { Antrean } from "./isian_antre.js";
import { bentrokan } from "./isian_bentrok.js";
import { Bukti } from "./isian_bukti.js";
import { Lembar } from "./isian_lembar.js";
import { tekan } from "./isian_papan.js";
import { ceritakan, letakkan, sebuahBlok, urai } from "./isian_tempel.js";
import { Urungan } from "./isian_urung.js";

const LIHAT = 15000;
const form = document.querySelector("form[data-isian]");
if (form) mulai();

function mulai() {
  const papan = form.querySelector(".sk-state"), kabar = form.querySelector("[data-kabar]"), pembaca = form.querySelector("[data-pembaca-layar]");
  const tombol = { urung: form.querySelector("[data-urungkan]"), ulang: form.querySelector("[data-ulangi]") };
  const lembar = new Lembar(form, (sel) => bentrokan(sel, pilih));
  const antrean = new Antrean(form, lembar, { keadaan: tampilkan, sesudah });
  const urungan = new Urungan(tulis, kabari);
  const bukti = new Bukti(form, antrean, { keadaan: () => tampilkan(), kabari });
  let lolos = false, pernah = false, terakhir = "siap", pesan = "";

  function kabari(text) { kabar.textContent = text; }

  function tampilkan(keadaan, kalimat) {
    terakhir = keadaan || terakhir;
    pesan = kalimat || pesan;
    const menunggu = lembar.menunggu().length, salah = lembar.ditolak().length, bentrok = lembar.bentrok().length;
    const [nama, text] =
      terakhir === "terkunci" ? ["salah", "Tidak tersimpan. " + pesan]
      : terakhir === "keluar" ? ["salah", "Sesi Anda sudah berakhir, " + menunggu + " isian menunggu. Masuk lagi di tab lain; halaman ini lalu melanjutkan sendiri."]
      : terakhir === "putus" ? ["tunggu", "Belum tersambung, " + menunggu + " isian menunggu"]
      : bentrok ? ["salah", bentrok + " isian juga diubah orang lain: pilih yang dipakai"]
      : salah ? ["salah", salah + " isian belum tersimpan: perbaiki yang bertanda"]
      : bukti.ditolak.length ? ["salah", bukti.ditolak.length + " berkas bukti belum terlampir: lihat sebabnya di bawah kolomnya"]
      : terakhir === "menyimpan" || menunggu ? ["jalan", "Menyimpan…"]
      : bukti.menunggu.length ? [bukti.sebab ? "tunggu" : "jalan", bukti.menunggu.length + " berkas bukti " + (bukti.sebab === "keluar" ? "menunggu Anda masuk lagi di tab lain" : bukti.sebab ? "menunggu jaringan" : "sedang diunggah")]
      : pernah ? ["baik", "Tersimpan"] : ["diam", ""];
    papan.hidden = !text;
    papan.dataset.keadaan = nama;
    if (papan.textContent !== text) {
      papan.textContent = text;
      // What goes well need not be read out after each pause; that it goes well again does.
      if (nama === "salah" || nama === "tunggu") pembaca.textContent = text;
      else if (nama === "baik" && pembaca.textContent) { pembaca.textContent = text; kabari(""); }
    }
    tombol.urung.disabled = !urungan.lalu.length && !lembar.sel.some((s) => s.el.value !== s.mula);
    tombol.ulang.disabled = !urungan.nanti.length;
  }

  function sesudah(data, orang) {
    if (data.jawaban.length) pernah = true;
    if (data.terakhir) form.querySelector("[data-terakhir]").textContent = data.terakhir;
    form.elements.versi.value = data.versi;
    if (orang.size) kabari("Baru diisi " + Array.from(orang).join(" dan ") + "; sudah tampak di formulir ini.");
    tampilkan();
  }

  // A cell has another text now: its old mistake is gone, and it is saved soon.
  function berubah(sel) {
    if (sel.isi !== sel.ditolak) sel.galat("");
    antrean.segera();
    tampilkan(antrean.putus || antrean.berhenti ? "" : "siap");
  }

  function tulis(sel, text) {
    sel.tulis(text);
    berubah(sel);
  }

  function catat(sel) {
    urungan.catat([{ sel, dari: sel.mula, ke: sel.el.value }]);
    sel.mula = sel.el.value;
    tampilkan();
  }

  function pilih(sel, milikku) {
    const { isi } = sel.bentrok, dari = sel.el.value;
    sel.bentrok = null;
    sel.dasarkan(isi, sel.baris.versi);
    if (!milikku) {
      sel.tulis(isi);
      urungan.catat([{ sel, dari, ke: isi }]);
    }
    sel.el.focus();
    berubah(sel);
  }

  form.querySelectorAll("[data-berskrip]").forEach((el) => { el.hidden = false; });
  // What came back with an error is saved as far as it can be read; what is to be compared with a colleague's waits.
  if (!("dibandingkan" in form.dataset) && lembar.menunggu().length) antrean.segera();
  form.addEventListener("focusin", (e) => { const sel = lembar.milik(e.target); if (sel) sel.mula = sel.el.value; });
  form.addEventListener("focusout", (e) => { const sel = lembar.milik(e.target); if (sel) catat(sel); });
  form.addEventListener("input", (e) => {
    const sel = lembar.milik(e.target);
    if (sel || e.target.type === "file") e.stopPropagation(); // saved by itself: core's selaras.js need not ask on leaving
    if (!sel) return;
    berubah(sel);
  });
  form.addEventListener("keydown", (e) => {
    const sel = lembar.milik(e.target);
    if (!sel || e.isComposing) return;
    const kunci = e.key.toLowerCase(), perintah = e.ctrlKey || e.metaKey;
    if (perintah && (kunci === "z" || kunci === "y")) {
      catat(sel);
      if (kunci === "y" || e.shiftKey) urungan.ulangi(); else urungan.urungkan();
    } else if (perintah && kunci === "s") antrean.kirim();
    else if (e.key === "Escape" && sel.el.value !== sel.mula) tulis(sel, sel.mula);
    else if (!tekan(e, lembar, sel)) return;
    e.preventDefault();
  });
  form.addEventListener("paste", (e) => {
    const sel = lembar.milik(e.target);
    if (!sel || !sebuahBlok(e.clipboardData, sel.el)) return;
    e.preventDefault();
    catat(sel);
    const hasil = letakkan(urai(e.clipboardData.getData("text/plain")), lembar, sel), langkah = [];
    hasil.isi.forEach(([ke, text]) => {
      const dari = ke.el.value;
      const cocok = ke.el.tagName !== "SELECT" ? text : (Array.from(ke.el.options).find((o) => o.text.trim().toLowerCase() === text.trim().toLowerCase() || (!o.value && !text.trim())) || { value: null }).value;
      if (cocok === null) return;
      tulis(ke, cocok);
      langkah.push({ sel: ke, dari, ke: ke.el.value });
    });
    urungan.catat(langkah);
    kabari(ceritakan(hasil, hasil.isi.length - langkah.length));
    tampilkan();
  });
  tombol.urung.addEventListener("click", () => { urungan.urungkan(); tampilkan(); });
  tombol.ulang.addEventListener("click", () => { urungan.ulangi(); tampilkan(); });

  // Handing in: not over what somebody else wrote, not while the network is away, and after what is under way.
  form.addEventListener("submit", async (e) => {
    if (lolos) return;
    e.preventDefault();
    e.stopPropagation();
    const tombolnya = e.submitter, berat = lembar.bentrok()[0];
    if (berat) { berat.el.focus(); tampilkan(); return; }
    if (bukti.menunggu.length) kabari("Menunggu berkas bukti selesai diunggah.");
    const lengkap = await bukti.selesai();
    if (bukti.ditolak.length) { bukti.ditolak[0].li.querySelector("button").focus(); tampilkan(); return; }
    if (!lengkap || !await antrean.sampai()) {
      if (!antrean.berhenti) kabari("Belum tersambung. Tekan lagi setelah jaringan kembali; isian Anda tetap di halaman ini.");
      return;
    }
    if (lembar.bentrok().length) { tampilkan(); return; }
    lolos = true;
    antrean.tahan();
    form.requestSubmit(tombolnya);
  });
  window.addEventListener("beforeunload", (e) => {
    if (!lolos && (lembar.sel.some((s) => s.berubah) || bukti.menunggu.length)) e.preventDefault();
  });
  window.addEventListener("pageshow", () => { lolos = false; if (terakhir !== "terkunci") antrean.berhenti = false; });
  window.addEventListener("online", () => { antrean.kirim(); bukti.segera(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) { if (antrean.sejak) antrean.kirim(); } else antrean.lihat(); });
  window.setInterval(() => { if (!document.hidden) antrean.lihat(); }, LIHAT);
}
