"""Builds the page of the settings."""

from desktop.app import Application
from desktop.features.backup.services.data_mover import DataMover
from desktop.features.backup.services.leftover_service import size_of
from desktop.features.backup.viewmodels.backup_model import BackupModel
from desktop.features.backup.views.backup_section import BackupSection
from desktop.features.health.viewmodels.health_model import HealthModel
from desktop.features.health.views.health import HealthSection
from desktop.features.security.viewmodels.licences_model import LicencesModel
from desktop.features.security.viewmodels.security_model import SecurityModel
from desktop.features.security.views.security import SecuritySection
from desktop.ui.pages.settings.about import AboutSection
from desktop.ui.pages.settings.expert import ExpertSection
from desktop.ui.pages.settings.general import GeneralSection
from desktop.ui.pages.settings.shortcuts import ShortcutsSection
from desktop.ui.pages.settings.storage import StorageSection
from desktop.ui.pages.settings.storage_model import StorageModel
from desktop.ui.pages.settings_page import SettingsPage
from desktop.ui.settings_model import SettingsModel
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> SettingsPage:
    """The page over the services of the application; called when it is first shown."""
    settings = SettingsModel(application.settings, application.change_publisher)
    return SettingsPage(
        theme,
        settings,
        (
            (GeneralSection, lambda: GeneralSection(settings)),
            (SecuritySection, lambda: _security(application, settings)),
            (StorageSection, lambda: _storage(application, settings)),
            (BackupSection, lambda: _backups(application, settings)),
            (ShortcutsSection, lambda: ShortcutsSection(settings)),
            (HealthSection, lambda: _health(application, settings)),
            (ExpertSection, lambda: ExpertSection(settings)),
            (AboutSection, lambda: about(application, settings)),
        ),
    )


def about(application: Application, settings: SettingsModel) -> AboutSection:
    """Version, what Bukvar is built of, licences."""
    folder = application.paths.resources / "licenses"
    licences = LicencesModel(application.licences, folder, application.component.licence_text)
    return AboutSection(settings, licences)


def _security(application: Application, settings: SettingsModel) -> SecuritySection:
    model = SecurityModel(
        application.security,
        application.security_reports,
        application.policy,
        application.models,
        application.hardware,
    )
    return SecuritySection(settings, model)


def _storage(application: Application, settings: SettingsModel) -> StorageSection:
    model = StorageModel(
        application.paths,
        application.models,
        application.bases,
        application.documents,
        application.leftovers,
        DataMover(
            application.paths,
            application.is_working,
            lambda target: application.move_to(target),
            application.background,
        ),
        size_of,
    )
    return StorageSection(settings, model)


def _backups(application: Application, settings: SettingsModel) -> BackupSection:
    model = BackupModel(
        application.backups,
        application.bases,
        application.checks,
        application.file_check,
        application.scheduled_backups,
    )
    return BackupSection(settings, model)


def _health(application: Application, settings: SettingsModel) -> HealthSection:
    return HealthSection(settings, HealthModel(application.health, application.support_reports))
