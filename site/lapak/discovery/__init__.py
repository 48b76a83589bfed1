"""How machines find the shop: what stands in the head of each page, the map of the site, and the texts for crawlers."""
