"""What tests build from.

nomination: one firm's files from draft to the street's word; deeds: a check, a claim, a return in one call; books: damaged and good workbooks;
rehearsal: the sample years, and manage.py in its own process; tests/small_year.py: a whole year to naming and money.
"""
