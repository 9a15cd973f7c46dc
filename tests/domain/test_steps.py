"""Steps are stretched to the time their block has."""

from kehitys.domain.steps import stretched


def test_a_shortened_block_shortens_every_step():
    """Fifteen minutes of steps in eight: each keeps its share, and nothing is lost."""
    assert stretched([60, 120, 480, 240], 480) == [32, 64, 256, 128]
    assert sum(stretched([60, 60, 60], 100)) == 100


def test_steps_without_a_time_share_it_evenly():
    """As when a method only says what is done."""
    assert stretched([0, 0], 120) == [60, 60]
    assert stretched([], 120) == []
