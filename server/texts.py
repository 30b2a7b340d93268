"""What the server calls itself."""

from monitor.province import PROVINCE_NAME, SITE

TITLE = SITE
DESCRIPTION = (
    f"Hoe staat {PROVINCE_NAME} ervoor? Cijfers over armoede, gezondheid en vertrouwen, per gemeente."
)
