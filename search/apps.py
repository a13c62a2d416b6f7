from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from search import tables


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        # Not a rule of the domain: what Django's migrations cannot say of a table.
        post_migrate.connect(tables.after_migrate, sender=self)
