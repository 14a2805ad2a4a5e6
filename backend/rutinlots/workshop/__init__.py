"""The team leader's workshop: a rule file as it is being changed, judged, compared and published."""
