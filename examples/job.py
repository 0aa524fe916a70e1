"""整省的表在 Spark 里，每个核各算各的 / A province's tables in Spark, each core on its own.

先 / First: make wheel && pip install target/wheels/jiuzhu-*.whl pyspark pyarrow，每台机器上都装 / on every machine

    spark-submit examples/job.py 名单.csv 结算.csv 结果目录
"""

import sys

import jiuzhu.spark
from pyspark.sql import SparkSession

persons, settlements, results = sys.argv[1:]

spark = SparkSession.builder.appName("jiuzhu").getOrCreate()
# 都当文字读：身份证号、日期、金额由程序认 / Everything as text: what the cells say is read by the program.
read = lambda path: spark.read.csv(path, header=True)

piles = jiuzhu.spark.screen(read(settlements), "huangshi-2024", persons=read(persons), as_of="2026-06-30")
piles.write.mode("overwrite").parquet(results)

for row in spark.read.parquet(results).groupBy("pile").count().orderBy("pile").collect():
    print(row["pile"], row["count"])
spark.stop()
