"""The ids that examples of calls give for results: tests keep results of these kinds under them."""

from __future__ import annotations

WORKS = "res_zxmpw0rks001"
WORK = "res_zxmpw0rk0001"
PROFILE = "res_zxmppr0f1001"
ANALYSIS = "res_zxmpana1ys01"
OTHER_ANALYSIS = "res_zxmpana1ys02"
INPUT = "res_zxmp1npvt001"
DOCUMENT = "res_zxmpd0c00001"
FOUND = "res_zxmpf0vnd001"
PEERS = "res_zxmppeers001"
SPARE = "res_zxmpspare001"
WORKS_FILE = "works.jsonl"
