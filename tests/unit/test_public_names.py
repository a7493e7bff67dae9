"""What the package offers is what it lists."""

import inspect

import pytest

import damascus_map as dm

NAMES = [
    "DamascusMapError",
    "Dataset",
    "DatasetError",
    "DatasetNotFoundError",
    "Finding",
    "InvalidDatasetError",
    "InvalidDateError",
    "OutputError",
    "OutputExistsError",
    "OutputPathError",
    "OutputTooLargeError",
    "QueryError",
    "UnknownChoiceError",
    "UnknownDistrictError",
    "__version__",
    "open_dataset",
]
QUESTIONS = [
    "as_reported_by",
    "changes_between",
    "claims_on",
    "contributions",
    "control_on",
    "disagreements",
    "events_between",
    "lags",
    "ledger_of",
]


def test_the_names_are_the_listed_ones():
    assert list(dm.__all__) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_there_and_says_what_it_is(name):
    value = getattr(dm, name)
    assert isinstance(value, str) or inspect.getdoc(value)


def test_another_name_is_not_there():
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        dm.nothing_of_the_kind  # noqa: B018


def test_a_dataset_answers_the_listed_questions():
    public = [name for name, _ in inspect.getmembers(dm.Dataset, inspect.isfunction)]
    assert [name for name in public if not name.startswith("_")] == QUESTIONS


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_question_is_documented_and_typed(name):
    function = getattr(dm.Dataset, name)
    assert inspect.getdoc(function)
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in list(signature.parameters.values())[1:]:
        assert parameter.annotation is not inspect.Parameter.empty
