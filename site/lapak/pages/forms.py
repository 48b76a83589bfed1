from wagtail.admin.forms import WagtailAdminPageForm


class NoticeForm(WagtailAdminPageForm):
    """What is published fits on its sheet of paper. A draft and a preview may be of any length."""

    def _post_clean(self):
        """Not in `clean()`: there the page does not hold yet what the owner has just written."""
        super()._post_clean()
        if not self.errors and not self.is_deferred_validation:
            self._refuse_what_is_too_long()

    def _refuse_what_is_too_long(self):
        from lapak.pages.notices import fits_on_a_sheet, too_long_words

        if not fits_on_a_sheet(self.instance):
            self.add_error(None, too_long_words(self.instance))
