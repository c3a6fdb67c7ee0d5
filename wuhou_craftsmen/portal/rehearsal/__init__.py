"""A whole naming year played through the domain's verbs, from four workbooks and the year's settings."""
