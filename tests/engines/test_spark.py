"""The same questions to a cluster of Apache Spark: another engine that an organisation may have, through the same Ibis code.

Slow, and it needs Java: `make test-engines`, not part of the tests of a change.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ibis
import pandas as pd
import pyarrow as pa
import pytest

from compare.edition import Edition
from monitor import columnar
from monitor.catalogue import load
from monitor.embedded import OBSERVATIONS, EmbeddedStore
from monitor.engine import Store
from tests.postgres.test_figures import ASKED

pytestmark = pytest.mark.skipif("MONITOR_TEST_ENGINES" not in os.environ, reason="make test-engines")


class SparkStore(Store):
    """The Parquet file of a snapshot, read by Spark."""

    def __init__(self, engine: Any, file: Path, like: Store) -> None:
        self.manifest, self.version = like.manifest, like.version
        self._table = engine.read_parquet(str(file), table_name="observations")

    def _ask(self, query: ibis.Table) -> pa.Table:
        return query.to_pyarrow()


@pytest.fixture(scope="module")
def in_folder() -> Store:
    return EmbeddedStore()


@pytest.fixture(scope="module")
def in_spark(in_folder: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A master and a worker, each in a process of its own."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java (Debian, Ubuntu: sudo apt-get install default-jre-headless)")
    from pyspark.sql import SparkSession

    place = tmp_path_factory.mktemp("spark")
    os.environ |= {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": str(place / "work")}
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": str(place),
        "spark.sql.warehouse.dir": str(place / "warehouse"),
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
    }
    builder = SparkSession.builder.master("local-cluster[1,1,1024]").appName("sociale-monitor")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    file = columnar.kept(OBSERVATIONS, *columnar.checked(OBSERVATIONS))
    assert isinstance(file, Path)
    yield SparkStore(ibis.pyspark.connect(session), file, in_folder)
    session.stop()


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_rows_are_equal_to_the_last_bit_in_type_and_order(
    in_spark: Store, in_folder: Store, asked: dict[str, Any]
) -> None:
    pd.testing.assert_frame_equal(
        in_spark.observations(**asked), in_folder.observations(**asked), check_exact=True
    )


def test_an_edition_laid_out_from_it_is_the_same(in_spark: Store, in_folder: Store) -> None:
    cluster, folder = (Edition(load(), store) for store in (in_spark, in_folder))
    assert cluster.name == folder.name
    pd.testing.assert_frame_equal(cluster.availability, folder.availability)
    pd.testing.assert_frame_equal(cluster.characteristics, folder.characteristics)
    assert list(cluster.figures) == list(folder.figures)
    for pair, expected in folder.figures.items():
        pd.testing.assert_frame_equal(cluster.figures[pair].frame, expected.frame, check_exact=True)
    busiest = ("overgewicht", "18+")
    pd.testing.assert_frame_equal(
        cluster.figures[busiest].within("wijk"), folder.figures[busiest].within("wijk"), check_exact=True
    )


def test_the_other_questions_have_the_same_answers(in_spark: Store, in_folder: Store) -> None:
    pd.testing.assert_frame_equal(in_spark.sources(), in_folder.sources())
    assert in_spark.table("roken").equals(in_folder.table("roken"))
