"""The headers that guard every response."""

import pytest
from django.conf import settings


@pytest.mark.parametrize("path", ["/admin/login/", "/healthz", "/no-such-page/"])
def test_every_response_is_guarded(client, db, path):
    headers = client.get(path).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_the_policy_allows_nothing_unsafe():
    assert "unsafe" not in str(settings.CONTENT_SECURITY_POLICY)
