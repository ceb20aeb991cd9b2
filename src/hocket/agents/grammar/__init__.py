"""Questions on tables that rules read as a whole: each of their words is accounted for."""
