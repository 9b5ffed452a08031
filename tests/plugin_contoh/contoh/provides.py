"""The notebook as a service, an action for steps of an SOP, a part of Beranda, and a source of the search."""

from plugins.contoh.contracts import Notes
from plugins.contoh.models import Catatan

from core.actor import Actor
from core.permissions import allowed
from core.web.home import HomeFact, HomeItem, HomeSection
from core.web.search import MOST, SearchResult, SearchSource, matches
from plugins.sop_kinerja.contracts import ActionLink, StepAction, StepRef


class Lookup:
    def title(self, uuid: str) -> str | None:
        note = Catatan.get_or_none(Catatan.uuid == uuid)
        return None if note is None else str(note.judul)


class WriteNote:
    """A step that is done by writing a note."""

    name = "contoh.catat"
    label = "Menulis catatan"

    def begin(self, step: StepRef) -> bool | None:
        Catatan.create(perangkat_daerah=step.perangkat_daerah_id, judul=step.uraian[:100])
        return None

    def link(self, step: StepRef) -> ActionLink:
        return ActionLink("/contoh/", "Tulis catatan", "Tuliskan catatan lalu terbitkan.")


class Section:
    def items(self, actor: Actor) -> list[HomeItem]:
        drafts = Catatan.select().where(Catatan.status == "draf").order_by(Catatan.id).limit(5)
        return [HomeItem(str(n.judul), "Draf catatan", f"/contoh/{n.uuid}", "Buka catatan") for n in drafts]

    def summary(self, actor: Actor) -> list[HomeFact]:
        return [HomeFact("Catatan", str(Catatan.select().count()))]

    def counts(self, actor: Actor) -> dict[str, int]:
        return {"contoh.catatan_list": Catatan.select().where(Catatan.status == "draf").count()}


class NoteSearch:
    label = "Catatan"

    def find(self, actor: Actor, words: list[str]) -> list[SearchResult]:
        if not allowed(actor, "contoh.catatan.read"):
            return []
        notes = Catatan.select().where(matches(words, Catatan.judul)).order_by(Catatan.id.desc()).limit(MOST)
        return [SearchResult(str(n.judul), "Catatan", f"/contoh/{n.uuid}") for n in notes]


PROVIDES = {Notes: Lookup()}
OFFERS = ((StepAction, WriteNote()), (HomeSection, Section()), (SearchSource, NoteSearch()))
