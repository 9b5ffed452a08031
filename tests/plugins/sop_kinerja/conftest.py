"""Fixtures that several of these modules share."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.plugins.sop_kinerja.kasus_world import Campaign


@pytest.fixture
def sign_in(
    client: FlaskClient, login_as: Callable[..., FlaskClient], campaign: Campaign
) -> Callable[[str], FlaskClient]:
    """`sign_in(column)`: as the person of that column in the module's campaign."""
    return lambda column: login_as(client, campaign.people[column])
