"""Files that have no address: proofs of payment, statements. A view that asks for permission hands them out."""

from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Django's own falls back to MEDIA_URL when it is given no address."""

    def url(self, name):
        raise ValueError("A private file is not accessible via a URL.")
