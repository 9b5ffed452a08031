// A block of cells copied in Excel or LibreOffice, put into the sheet from one cell to the right and down.

// Text of the clipboard as rows of texts: tabs between cells, quotes around those that hold tabs, line ends or quotes.
export function urai(text) {
  const baris = [[]];
  const pola = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\r|\n|$)/gy;
  for (let m = pola.exec(text); m; m = pola.exec(text)) {
    const isi = m[1];
    baris[baris.length - 1].push(isi.length > 1 && isi.startsWith("\"") && isi.endsWith("\"") ? isi.slice(1, -1).replace(/""/g, "\"") : isi);
    if (m[2] === "") break;
    if (m[2] !== "\t") baris.push([]);
  }
  if (baris.length > 1 && baris[baris.length - 1].join("") === "") baris.pop(); // Excel ends its block with a line end
  return baris;
}

// Whether the clipboard holds cells, or only words for this field (a note may have several lines).
export function sebuahBlok(data, el) {
  const text = data.getData("text/plain").replace(/[\r\n]+$/, "");
  if (text.includes("\t")) return true;
  return /[\r\n]/.test(text) && (el.tagName !== "TEXTAREA" || /<table/i.test(data.getData("text/html")));
}

// Where each text goes: {isi: [[sel, text]], dilewati: rows whose figure is made otherwise, lebih: rows beyond the form}
export function letakkan(blok, lembar, mulai) {
  const urutan = { nilai: ["nilai", "keterangan"], pembilang: ["pembilang", "penyebut", "keterangan"], penyebut: ["penyebut", "keterangan"], keterangan: ["keterangan"] }[mulai.kolom];
  const awal = lembar.baris.indexOf(mulai.baris), hasil = { isi: [], dilewati: 0, lebih: 0, kanan: 0 };
  blok.forEach((texts, i) => {
    const baris = lembar.baris[awal + i];
    if (!baris) { hasil.lebih += 1; return; }
    let luput = false;
    texts.forEach((text, j) => {
      if (j >= urutan.length) { if (text.trim()) hasil.kanan += 1; return; }
      const sel = baris.sel.find((s) => s.kolom === urutan[j]);
      if (!sel) luput = luput || text.trim() !== "";
      else hasil.isi.push([sel, text]);
    });
    if (luput) hasil.dilewati += 1;
  });
  return hasil;
}

export function ceritakan(hasil, ditolak) {
  const kata = [hasil.isi.length - ditolak + " isian ditempel."];
  if (ditolak) kata.push(ditolak + " isian tidak dikenal pilihannya dan tidak ditempel.");
  if (hasil.dilewati) kata.push(hasil.dilewati + " realisasi dilewati: cara mengisinya berbeda (pembilang dan penyebut).");
  if (hasil.lebih) kata.push("Tempelan lebih panjang " + hasil.lebih + " baris daripada formulir; sisanya tidak dipakai.");
  if (hasil.kanan) kata.push("Kolom sesudah keterangan tidak dipakai.");
  return kata.join(" ");
}
