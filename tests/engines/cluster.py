"""A Spark cluster as a province has one, on loopback: one master and two workers of one core each."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

DEPLOY = "org.apache.spark.deploy"
SETTINGS = {"driver.host": "127.0.0.1", "driver.bindAddress": "127.0.0.1", "ui.enabled": "false",
            "sql.shuffle.partitions": "4", "executor.memory": "768m", "sql.adaptive.enabled": "false"}


class Cluster:
    def __init__(self, folder: str, **settings: str):
        import pyspark
        from pyspark.sql import SparkSession

        os.environ["PYSPARK_PYTHON"] = sys.executable
        home = os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        master = f"spark://127.0.0.1:{port}"
        environment = dict(os.environ, SPARK_LOCAL_IP="127.0.0.1", SPARK_WORKER_DIR=folder, SPARK_LOCAL_DIRS=folder)
        start = lambda *arguments: subprocess.Popen([f"{home}/bin/spark-class", *arguments], env=environment,
                                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        self.master = start(f"{DEPLOY}.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        worker = (f"{DEPLOY}.worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0")
        self.workers = [start(*worker, master) for _ in range(2)]
        builder = SparkSession.builder.master(master).appName("jiuzhu")
        for name, value in {**SETTINGS, **settings}.items():
            builder = builder.config(f"spark.{name}", value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("OFF")

    def kill(self, worker: int):
        """The worker is gone, with the pieces that it had made."""
        end(self.workers[worker])

    def close(self):
        self.session.stop()
        for process in (self.master, *self.workers):
            end(process)


def end(process: subprocess.Popen):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()
