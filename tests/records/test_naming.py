"""What a row's name is made of."""

from agreements.models import Act, Commitment
from organizations.models import Organization
from records.naming import foreign_keys, naming_paths, target_paths


def test_a_name_is_made_of_the_required_foreign_keys_and_theirs():
    assert naming_paths(Organization) == []
    assert naming_paths(Commitment) == ["agreement"]
    assert naming_paths(Act) == ["signatory", "signatory__agreement", "signatory__organization"]


def test_targets_are_all_foreign_keys_with_what_names_them():
    assert target_paths(Organization) == ["part_of", "successor", "country"]
    assert target_paths(Act) == [*naming_paths(Act), "person"]
    assert [key.name for key in foreign_keys(Act)] == ["signatory", "person"]
