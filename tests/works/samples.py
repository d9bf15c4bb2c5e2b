"""Invented raw rows in the shapes the platforms send, and the real files when they are there."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[3] / "shared"
DATA = SHARED / "data"

TIKTOK_WEB: dict[str, Any] = {
    "id": "7100000000000000001",
    "desc": "A tiny demo #cooking #demo",
    "createTime": 1700000000,
    "textLanguage": "en",
    "isAd": False,
    "statsV2": {
        "collectCount": "20438",
        "commentCount": "50",
        "diggCount": "5692",
        "playCount": "43200",
        "shareCount": "0",
    },
    "stats": {
        "collectCount": 20400,
        "commentCount": 50,
        "diggCount": 5692,
        "playCount": 43200,
        "shareCount": 0,
    },
    "author": {
        "id": "6900000000000000001",
        "uniqueId": "creator_demo",
        "nickname": "Creator Demo",
        "secUid": "MS4wLjABAAAAdemo",
        "verified": True,
        "signature": "",
    },
    "authorStats": {"followerCount": 1200, "heartCount": 34000, "videoCount": 55, "diggCount": 7},
    "video": {
        "duration": 33,
        "cover": "https://media.example/cover.jpg",
        "playAddr": "https://media.example/v.mp4",
        "subtitleInfos": [
            {
                "LanguageCodeName": "eng-US",
                "Url": "https://media.example/s.vtt",
                "Format": "webvtt",
                "Source": "ASR",
            }
        ],
    },
    "challenges": [{"id": "1", "title": "cooking"}],
}

AWEME: dict[str, Any] = {
    "aweme_id": "7100000000000000002",
    "desc": "清晨的面包 #面包",
    "create_time": 1700000000,
    "share_url": "https://www.iesdouyin.com/share/video/7100000000000000002/",
    "is_top": 1,
    "author": {
        "uid": "42",
        "sec_uid": "MS4wLjABAAAAbread",
        "unique_id": "",
        "short_id": "998877",
        "nickname": "面包店",
        "region": "CN",
        "follower_count": 1500,
        "aweme_count": 30,
        "total_favorited": "88000",
        "custom_verify": "",
    },
    "statistics": {
        "digg_count": 900,
        "comment_count": 12,
        "collect_count": 40,
        "share_count": 3,
        "play_count": 0,
    },
    "video": {
        "duration": 16463,
        "cover": {"url_list": ["https://p3-dy.byteimg.com/c.jpeg"]},
        "play_addr": {"url_list": ["https://aweme.snssdk.com/play"]},
    },
    "text_extra": [{"hashtag_name": "面包"}, {"type": 5}],
}

NOTE: dict[str, Any] = {
    "id": "65a1b2c3d4e5f60718293a4b",
    "title": "无标题",
    "desc": "周末去爬山 #爬山[话题]# #周末[话题]#",
    "type": "video",
    "create_time": 1700000000,
    "sticky": True,
    "liked_count": "1.2万",
    "collected_count": 300,
    "comments_count": 25,
    "shared_count": "10+",
    "user": {"userid": "5b6ec24feefc5000015e0001", "red_id": "hill_walker", "nickname": "爬山的人"},
    "video_info_v2": {
        "capa": {"duration": 61},
        "media": {"stream": {"h264": [{"master_url": "https://media.example/n.mp4"}]}},
    },
    "images_list": [{"url": "https://media.example/n.jpg"}],
}

POST: dict[str, Any] = {
    "pk": "3400000000000000001",
    "id": "3400000000000000001_77",
    "code": "C0demo12345",
    "taken_at": 1700000000,
    "media_type": 2,
    "product_type": "clips",
    "caption": {"text": "Hello #reels"},
    "like_count": 120,
    "comment_count": 4,
    "play_count": 5600,
    "video_duration": 12.5,
    "is_paid_partnership": True,
    "timeline_pinned_user_ids": [77],
    "user": {"pk": "77", "username": "creator_demo", "full_name": "Creator Demo"},
}

VIDEO: dict[str, Any] = {
    "kind": "youtube#video",
    "id": "abcdefghij1",
    "snippet": {
        "title": "A demo",
        "description": "",
        "channelId": "UC" + "a" * 22,
        "channelTitle": "Demo channel",
        "publishedAt": "2024-03-01T10:00:00Z",
        "tags": ["demo", "test"],
        "liveBroadcastContent": "none",
    },
    "statistics": {"viewCount": "1500", "likeCount": "60", "commentCount": "5"},
    "contentDetails": {"duration": "PT1M3S"},
}

SEARCH_ROW: dict[str, Any] = {
    "uid": "1001",
    "username": "creator_demo",
    "nickname": "Creator Demo",
    "profile_url": "https://www.tiktok.com/@creator_demo",
    "followers_count": 12000,
    "likes_count": 340000,
    "video_count": 90,
    "has_showcase": True,
    "has_email": True,
    "has_line": False,
    "last_video_publish_date": "2026-03-01",
    "country_code": "VN",
    "avg_views": 5400,
    "engagement_rate": 0.065,
    "industry_categories": [{"primary": "Beauty", "secondary": "Skincare", "tertiary": "Serum"}],
    "hashtags": ["#skincare", "beauty"],
    "link_zalo": "https://zalo.example/1",
    "audience_female_rate": 78.65,
    "audience_country_code_list": ["VN", "US"],
}


def money(value: str, shown: str) -> dict[str, str]:
    return {"format": shown, "symbol": "₫", "value": value}


AFFILIATE: dict[str, Any] = {
    "id": "9001",
    "nickname": "Bếp Nhà Demo",
    "uniqueId": "bep_demo",
    "profiles": {
        "creator_connect_info": {"creator_id": "9001"},
        "creator_profile": {
            "selection_region": "VN",
            "follower_cnt": "2500",
            "bio": "Nấu ăn mỗi ngày",
            "med_gmv_revenue": money("3000.50", "3K₫"),
            "med_commission_rate": 1000,
            "video_engagement": 239,
            "live_engagement": 0,
            "live_streaming_cnt_30d": "0",
            "live_med_view_cnt": "0",
            "live_gmv": money("0", "0₫"),
            "video_publish_cnt_30d": "12",
            "video_med_view_cnt": "2212",
            "units_sold": "40",
            "product_price_range": "89.3K₫ - 602.0K₫",
            "sales_performance_end_time": "1700086400",
            "follower_state_location": [{"key": "HA NOI", "value": "245"}],
            "content_groups": [{"key": "video_gmv", "value": "0.9"}, {"key": "-1", "value": "0.1"}],
            "partnered_brand": {"brand": [{"id": "1", "name": "Nồi"}], "value": [{"id": "1", "name": "Nồi"}]},
            "top_video_data": [
                {
                    "item_id": "7100000000000000003",
                    "name": "Món ngon #bep",
                    "like_cnt": 44,
                    "play_cnt": 3900,
                    "comment_cnt": 0,
                    "release_date": "1699900000",
                    "video": {"duration": 67.1},
                }
            ],
            "ec_top_video_data": [
                {
                    "item_id": "7100000000000000003",
                    "name": "Món ngon #bep",
                    "like_cnt": 44,
                    "play_cnt": 3900,
                    "comment_cnt": 0,
                    "release_date": "1699900000",
                    "video": {"duration": 67.1},
                    "video_products": [
                        {
                            "product_id": "1",
                            "name": "Nồi",
                            "min_sale_price": {
                                "currency": "VND",
                                "formatted_price": "59K₫",
                                "price": "59000",
                            },
                        }
                    ],
                }
            ],
        },
        "creator_profile_trend_data": [
            {
                "stats": [
                    {
                        "start_timestamp": 1700000000,
                        "end_timestamp": 1700086400,
                        "profile": {
                            "trend_follower": "2490",
                            "trend_gmv": money("1500.25", "1.5K₫"),
                            "trend_units_sold": "20",
                            "trend_video_engagement_rate": 316,
                        },
                    }
                ]
            }
        ],
    },
}


def load_real(name: str) -> Any:
    """Return a file of the real input as JSON or rows; skip the test where it is not there."""
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"real input {name} is not here")
    if name.endswith(".jsonl.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    if name.endswith(".csv"):
        with path.open(encoding="utf-8-sig", newline="") as table:
            return list(csv.DictReader(table))
    return json.loads(path.read_text(encoding="utf-8"))
