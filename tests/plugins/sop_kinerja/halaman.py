"""Reading a page as a browser gets it."""

from flask.testing import FlaskClient


def page(client: FlaskClient, url: str, status: int = 200) -> str:
    """The text of the page; what it says stands in the failure where the status is another."""
    answer = client.get(url)
    text: str = answer.get_data(as_text=True)
    assert answer.status_code == status, text[:2000]
    return text
