"""What surat gives to others."""

from core.web.home import HomeSection
from core.web.search import SearchSource
from plugins.sop_kinerja.contracts import DocumentSigning, StepAction
from plugins.surat.actions import ACTIONS
from plugins.surat.contracts import Letters
from plugins.surat.search import SOURCES
from plugins.surat.services.lookup import LetterLookup
from plugins.surat.services.naskah import DocumentSigner
from plugins.surat.waiting import LettersWaiting

PROVIDES = {Letters: LetterLookup(), DocumentSigning: DocumentSigner()}
OFFERS = (
    *((StepAction, action) for action in ACTIONS),
    *((SearchSource, source) for source in SOURCES),
    (HomeSection, LettersWaiting()),
)
