from django import forms
from django.utils.translation import gettext_lazy as _


class ProofForm(forms.Form):
    file = forms.FileField(
        label=_("Photo or PDF of your transfer"),
        help_text=_("JPEG, PNG, WebP, HEIC or PDF, at most 8 MB."),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
        error_messages={
            "required": _("Choose a photo or a PDF first."),
            "empty": _("This file is empty. Choose another one."),
        },
    )
