"""Who sent a request, seen through the proxies in front of the application."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str | None:
    """The address that the outermost of our own PROXY_COUNT proxies saw; None where there is none.

    Counted from the right of X-Forwarded-For: what stands further left, anybody can write there.
    """
    peer = request.META.get("REMOTE_ADDR") or None
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.PROXY_COUNT == 0 or len(hops) < settings.PROXY_COUNT:
        return peer
    try:
        return str(ip_address(hops[-settings.PROXY_COUNT].strip()))
    except ValueError:
        return peer
