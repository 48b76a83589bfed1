"""Search that forgives: what people type is read with the shop's own words in mind, then the products are ranked.

words.py and sounds.py take a text apart, vocabulary.py knows the shop's words, reading.py makes terms of a query; all
four are plain Python. services.py keeps the index in step with the pages, selectors.py asks it.
"""
