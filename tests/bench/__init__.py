"""`make bench`: what a page of the shop costs, beside a bare Django application that shows the same rows."""
