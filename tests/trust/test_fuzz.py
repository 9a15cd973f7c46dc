"""A short run of each fuzzer: no broken file reaches anybody as a traceback."""

import pytest

from tests.trust import fuzz_csv, fuzz_xlsx, fuzz_yaml
from tests.trust.fuzzing import fuzz


@pytest.mark.parametrize(
    ("fuzzer", "rounds"),
    [(fuzz_yaml, 2_000), (fuzz_csv, 2_000), (fuzz_xlsx, 300)],
    ids=["yaml", "csv", "xlsx"],
)
def test_no_broken_file_is_a_raw_exception(fuzzer, rounds):
    row = fuzzer.run(rounds, 1)
    assert row.verdict == "ok", row.faults
    assert row.rounds == rounds


def test_a_reader_that_stumbles_is_counted_and_told():
    """A fuzzer that counted nothing would be worth nothing."""

    def stumble(_raw):
        raise ValueError("here")

    row = fuzz("stumbling", 3, 1, lambda random: random.randbytes(2), stumble)
    assert (row.raw, row.verdict) == (3, "FAILED")
    assert "ValueError: here" in row.faults[0]
