"""Experiments put into the file before the app is opened, and read from it after."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

from kehitys.operations import experiments as operations
from kehitys.store import experiments as store


def add(library, **values):
    """An idea with a problem and nothing else."""
    values = {"title": "Yksi jono", "problem": "Odotus on pitkä.", **values}
    return library.write(partial(operations.new_experiment, **values))[1]


def plan(library, **values):
    """An experiment with everything it needs to start."""
    experiment_id = add(
        library,
        hypothesis="yhteinen jono lyhentää odotusta",
        because="ruuhka osuu yhteen luukkuun",
        trial="Kuusi viikkoa yhdellä jonolla.",
        review=date(2026, 11, 16),
        **values,
    )
    library.write(
        lambda tx: operations.predict(
            tx, experiment_id, text="Odotus lyhenee.", direction="down",
            baseline=Decimal(14), target=Decimal(9), by=date(2026, 11, 16),
        )
    )  # fmt: skip
    measure_id = library.write(
        lambda tx: operations.add_measure(tx, experiment_id, name="odotus", unit="min")
    )[1]
    library.write(lambda tx: operations.move(tx, experiment_id, "planned"))
    return experiment_id, measure_id


def start(library, **values):
    """One that is running, its review eight days late."""
    experiment_id, measure_id = plan(library, **values)
    library.write(lambda tx: operations.move(tx, experiment_id, "running"))
    return experiment_id, measure_id


def stored(library, experiment_id):
    """The experiment as the file has it."""
    return library.read(lambda c: store.experiment(c, experiment_id))
