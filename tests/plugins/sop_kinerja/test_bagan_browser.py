"""The flowchart in a real browser: its pictures keep their shape, join without gaps, and can be walked by keyboard."""

from flask import Flask

from core.organisation.models import PerangkatDaerah
from core.testing.people import PASSWORD
from tests.browser_tools import audit_everywhere, chromium, open_page, serve, sign_in_as
from tests.plugins.sop_kinerja.kasus_world import make_campaign

# Of each picture: how much it is stretched in height and width, and where it begins and ends.
_SHAPE = """() => [...document.querySelectorAll('svg.bagan')].map(picture => {
    const box = picture.getBoundingClientRect(), view = picture.viewBox.baseVal
    return [box.height / view.height, box.width / view.width, box.top, box.bottom]
})"""
_FOCUSED = "() => document.activeElement.getAttribute('aria-label') || ''"


def test_pictures_keep_their_shape_and_links_follow_each_other(
    app: Flask, department: PerangkatDaerah, loopback: None
) -> None:
    campaign = make_campaign(department)
    kasus = campaign.start()
    campaign.do_until(3)
    campaign.do(3, "tidak")
    sop = f"/sop-kinerja/sop/{campaign.versi.uuid}"
    with serve(app) as address, chromium() as browser:
        page = open_page(browser)
        sign_in_as(page, address, str(campaign.people["kabag_organisasi"].akun.nama_pengguna), PASSWORD)
        for path in (sop, f"{sop}/peta?tahun=2026", f"/sop-kinerja/pelaksanaan/{kasus.uuid}"):
            page.goto(address + path)
            audit_everywhere(page)
            for width in (1024, 1280, 1600):
                page.set_viewport_size({"width": width, "height": 900})
                found = page.evaluate(_SHAPE)
                assert len(found) == 10
                for number, (tall, wide, top, _) in enumerate(found):
                    assert 0.97 < tall < 1.2 and 0.97 < wide < 1.05, (path, width, number + 1, tall, wide)
                    assert number == 0 or abs(top - found[number - 1][3]) < 2
            page.focus("#langkah-1 a.bagan-langkah")
            for nomor in range(1, 11):
                assert f"Langkah {nomor}, " in page.evaluate(_FOCUSED)
                page.keyboard.press("Tab")
                while nomor < 10 and not page.evaluate(_FOCUSED):  # links in the words beside the drawing
                    page.keyboard.press("Tab")
        assert not page.complaints  # type: ignore[attr-defined]
