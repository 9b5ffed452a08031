"""Fixtures that several of these modules share."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from core.organisation.models import PerangkatDaerah
from tests.plugins.sop_kinerja.kasus_world import Campaign
from tests.plugins.sop_kinerja.renaksi_world import Desk, Office, make_office


@pytest.fixture
def sign_in(
    client: FlaskClient, login_as: Callable[..., FlaskClient], campaign: Campaign
) -> Callable[[str], FlaskClient]:
    """`sign_in(column)`: as the person of that column in the module's campaign."""
    return lambda column: login_as(client, campaign.people[column])


@pytest.fixture
def office(department: PerangkatDaerah, activate: Any) -> Office:
    """A department that plans its year."""
    return make_office(department, activate)


@pytest.fixture
def desk(client: FlaskClient, login_as: Any, post: Any, office: Office) -> Desk:
    """Its planner at the pages."""
    return Desk(login_as(client, office.planner), post)
