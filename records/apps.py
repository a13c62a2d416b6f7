from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from records import groups


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("Records")

    def ready(self) -> None:
        # Not a rule of the domain: the groups need permissions, which Django makes app by app, and
        # the sessions come after all that have any.
        post_migrate.connect(groups.after_migrate, sender=apps.get_app_config("sessions"))
