// Two people in one cell: both texts stand below the field, and one of them is chosen.
export function bentrokan(sel, pilih) {
  const kotak = sel.el.closest(".s-field");
  const lama = kotak.querySelector(".sk-both");
  if (lama) lama.remove();
  if (!sel.bentrok) return;
  const rumah = document.createElement("div"), p = document.createElement("p");
  rumah.className = "sk-both";
  rumah.setAttribute("role", "alert");
  p.textContent = sel.bentrok.pesan + " Isian Anda belum disimpan. Pilih yang dipakai:";
  rumah.append(p, tombol("Isian saya: ", kata(sel, sel.isi), true), tombol("Isian mereka: ", kata(sel, sel.bentrok.isi), false));
  kotak.append(rumah);

  function tombol(awal, isi, milikku) {
    const b = document.createElement("button");
    b.type = "button";
    b.className = "btn btn-sm btn-outline-primary";
    b.textContent = awal + (isi.length > 60 ? isi.slice(0, 59) + "…" : isi || "kosong");
    b.addEventListener("click", () => { rumah.remove(); pilih(sel, milikku); });
    return b;
  }
}

// The words of a choice, not what it counts as.
function kata(sel, isi) {
  const opsi = sel.el.options && Array.from(sel.el.options).find((o) => o.value === isi);
  return opsi ? opsi.text : isi;
}
