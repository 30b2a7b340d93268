"""What the server calls itself."""

TITLE = "Sociale Monitor Drenthe"
DESCRIPTION = "Hoe staat Drenthe ervoor? Cijfers over armoede, gezondheid en vertrouwen, per gemeente."
