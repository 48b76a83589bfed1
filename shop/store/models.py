"""Who the shop is, and the rules it has chosen for itself."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

from shop.store import opening, palettes
from shop.store.hour_blocks import FreeDaysBlock, OpenDaysBlock
from shop.store.hours import Timetable
from shop.store.phone import PhoneRefused, normalise


@register_setting(icon="home")
class Shop(BaseGenericSetting):
    """One row: name, address, contacts and deadlines, edited under Settings."""

    name = models.CharField(_("name of the shop"), max_length=80, default="Lapak")
    tagline = models.CharField(_("in one sentence"), max_length=160, blank=True)
    owner_name = models.CharField(_("name of the owner"), max_length=80, blank=True)
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    district = models.CharField(_("kelurahan and kecamatan"), max_length=160, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    whatsapp = models.CharField(
        _("WhatsApp number"),
        max_length=20,
        blank=True,
        help_text=_("International form, such as 6281234567890"),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    instagram = models.CharField(_("Instagram name"), max_length=60, blank=True)
    facebook = models.CharField(_("Facebook page name"), max_length=60, blank=True)
    nib = models.CharField(
        _("business number (NIB)"),
        max_length=13,
        blank=True,
        validators=[RegexValidator(r"^\d{13}$", _("A NIB has 13 digits."))],
    )
    week = StreamField([("open", OpenDaysBlock())], verbose_name=_("opening hours"), blank=True)
    holidays = StreamField([("holiday", FreeDaysBlock())], verbose_name=_("holidays"), blank=True)
    hours_note = models.CharField(
        _("remark on the opening hours"),
        max_length=160,
        blank=True,
        help_text=_("Stands behind the hours wherever they are shown."),
    )
    map_url = models.URLField(_("link to a map"), blank=True)
    palette = models.CharField(
        _("colours"),
        max_length=10,
        choices=palettes.CHOICES,
        default=palettes.FOREST.slug,
        help_text=_(
            "Of the shop's pages and of the pictures that you share. Each is easy to read, by day and by night."
        ),
    )
    order_prefix = models.CharField(
        _("letters before order numbers"),
        max_length=4,
        default="LP",
        validators=[RegexValidator(r"^[A-Z]{1,4}$", _("Use one to four capital letters."))],
    )
    payment_hours = models.PositiveSmallIntegerField(
        _("hours to pay"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(168)],
        help_text=_("After this time an unpaid order expires and its goods are free again."),
    )
    waive_at_most = models.PositiveIntegerField(
        _("let off at most (Rp)"),
        default=1000,
        validators=[MaxValueValidator(50_000)],
        help_text=_("So much may be missing of a payment and still be let off, by one click."),
    )
    pickup_cash_at_most = models.PositiveIntegerField(
        _("cash at pick-up up to (Rp)"),
        default=0,
        validators=[MaxValueValidator(50_000_000)],
        help_text=_("Larger orders are paid before. 0: no cash at pick-up. Of delivery the zones decide."),
    )
    consent_text = models.TextField(
        _("text of the consent to data use"),
        default="Saya setuju nama, nomor WhatsApp, dan alamat saya dipakai untuk memproses pesanan ini.",
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel(n) for n in ("name", "tagline", "owner_name", "nib", "palette")], heading=_("The shop")
        ),
        MultiFieldPanel([FieldPanel(n) for n in ("week", "holidays", "hours_note")], heading=_("Opening hours")),
        MultiFieldPanel(
            [FieldPanel(n) for n in ("street", "district", "city", "postcode", "map_url")],
            heading=_("Address"),
        ),
        MultiFieldPanel([FieldPanel(n) for n in ("whatsapp", "email", "instagram", "facebook")], heading=_("Contacts")),
        MultiFieldPanel(
            [
                FieldPanel(n)
                for n in ("order_prefix", "payment_hours", "waive_at_most", "pickup_cash_at_most", "consent_text")
            ],
            heading=_("Orders"),
        ),
    ]

    class Meta:
        verbose_name = _("Shop")

    def clean(self):
        """The number in the one form that links and search engines read, however the owner typed it."""
        try:
            self.whatsapp = self.whatsapp and normalise(self.whatsapp)
        except PhoneRefused as error:
            raise ValidationError({"whatsapp": str(error)}) from None

    @property
    def colours(self) -> palettes.Palette:
        return palettes.palette(self.palette)

    @property
    def timetable(self) -> Timetable:
        spans = [span for line in self.week for span in line.value.spans()]
        holidays = [line.value.holiday() for line in self.holidays]
        return Timetable(tuple(spans), tuple(holidays), timezone.get_default_timezone())

    @property
    def hours(self) -> str:
        """The whole week in words, then the owner's remark: right on every day, so that kept pages may show it."""
        week = opening.week_words(self.timetable, timezone.now())
        return ". ".join(part for part in (week, self.hours_note) if part)

    @property
    def address(self) -> str:
        return ", ".join(part for part in (self.street, self.district, self.city, self.postcode) if part)


class NumberSeries(models.Model):
    """The next number of a gapless series; the row is locked from the taking of a number to the commit."""

    name = models.CharField(max_length=20, primary_key=True)
    next = models.PositiveIntegerField(default=1)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.name}: {self.next}"


class WindowVersion(models.Model):
    """One row with another token after every change of what visitors see (freshness.py). A token, not a number: it
    does not matter in which order two changes arrive."""

    token = models.UUIDField()

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="window_version_only_one")]

    def __str__(self):
        return str(self.token)
