"""Small frozen values and closed vocabularies; standard library only."""
