"""Words of the registers beside those of the 申报表."""

LEVELS = {"区县级": "区（县）级", "区级": "区（县）级"}  # level in a register -> as the 申报表 writes it
