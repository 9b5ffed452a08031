"""Beranda of the team: data that waits to be checked is told before its step opens."""

from collections.abc import Iterator

import pytest
from flask import Flask

from core.actor import acting
from plugins.sop_kinerja.home_data import DataOnHome
from tests.plugins.sop_kinerja.data_play import HEALTH, SCHOOL, Play, start


@pytest.fixture
def play(app: Flask) -> Iterator[Play]:
    with app.test_request_context():
        yield start()


def test_the_team_sees_what_is_in_until_the_step_itself_says_so(play: Play) -> None:
    section = DataOnHome()
    team, operator = play.team.actor, play.operators[0].actor
    with acting(team):
        assert section.items(team) == []
        assert [fact.value for fact in section.summary(team)] == ["0 dari 2"]
    play.fill(0, HEALTH)
    with acting(team):
        (item,) = section.items(team)
        assert item.title == "1 data menunggu diperiksa"
        assert item.url == f"/sop-kinerja/kasus/{play.kasus.uuid}/penyampaian"
        assert [fact.value for fact in section.summary(team)] == ["1 dari 2"]
    with acting(operator):
        assert section.items(operator) == []  # who gives the data does not check it
    play.fill(1, SCHOOL)
    with acting(team):
        assert play.open_numbers() == [3]
        assert section.items(team) == []
