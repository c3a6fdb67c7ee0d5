"""{% units_text %}: what a page calls the endorsing units."""

from django import template

from ..queries import endorsing_units_text

register = template.Library()
register.simple_tag(endorsing_units_text, name="units_text")
