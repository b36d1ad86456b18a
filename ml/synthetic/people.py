"""Who the synthetic clients are: month, gender, age, home region and city, job. Income is not decided here."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

Array = np.ndarray

HERE = Path(__file__).parent
MONTHS = {
    "train": ("2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-30"),
    "test": ("2024-07-31", "2024-08-31", "2024-09-30", "2024-10-31", "2024-11-30"),
}
MALE, FEMALE = "Мужской", "Женский"
MALE_SHARE = 40_121 / 76_786
# Clients whose branch is in another region than their home.
MOVED_SHARE = 0.08
# Newer regional incomes were published between the months of the two files.
REGION_INCOME_GROWTH = {"train": 1.0, "test": 1.04}

GRADES = (
    "Стажёр", "Помощник", "Младший", "Оператор", "Рабочий", "Специалист", "Инженер", "Техник", "Мастер",
    "Старший специалист", "Ведущий специалист", "Главный специалист", "Менеджер", "Старший менеджер",
    "Руководитель группы", "Начальник отдела", "Заместитель директора", "Директор",
)  # fmt: skip
AREAS = (
    "продаж", "закупок", "склада", "логистики", "бухгалтерии", "финансов", "производства", "ремонта", "связи",
    "охраны", "кадров", "рекламы", "разработки", "тестирования", "аналитики", "качества", "строительства",
    "снабжения", "транспорта", "энергетики", "обучения", "медицины", "права", "архива", "клиентской поддержки",
    "торгового зала", "кухни", "проектов", "безопасности", "эксплуатации",
)  # fmt: skip


@dataclass(frozen=True)
class People:
    """Parallel arrays of length N; `region` indexes the rows of regions.csv."""

    month: Array
    gender: Array
    age: Array
    region: Array
    regions: pd.DataFrame

    def __len__(self) -> int:
        """Number of clients."""
        return len(self.age)


def draw_people(rows: int, split: str, rng: np.random.Generator) -> People:
    """Draws `rows` clients of the months of `split`, "train" or "test", sorted by month."""
    regions = pd.read_csv(HERE / "regions.csv", dtype={"code": str})
    regions["income"] = (regions["income"] * REGION_INCOME_GROWTH[split]).round()
    share = (regions["weight"] / regions["weight"].sum()).to_numpy()
    month = np.sort(rng.choice(np.array(MONTHS[split]), rows))
    gender = np.where(rng.random(rows) < MALE_SHARE, MALE, FEMALE)
    normal = rng.standard_normal(rows)
    age = np.clip(np.floor(37.8 + 11.5 * normal + 0.8 * (normal**2 - 1)), 14, 95)
    return People(month, gender, age, rng.choice(len(regions), rows, p=share), regions)


def place_columns(people: People, rng: np.random.Generator) -> dict[str, Array]:
    """Draws the columns about places: region, branch, city, time zone, regional income, regions of addresses."""
    regions = people.regions
    rows = len(people)
    moved = rng.random(rows) < MOVED_SHARE
    other = rng.permutation(people.region)
    branch = np.where(moved, other, people.region)
    code = regions["code"].to_numpy(object)
    addresses = code[people.region] + np.where(rng.random(rows) < 0.3, "," + code[other], "")
    return {
        "adminarea": regions["name"].to_numpy(object)[people.region],
        "addrref": regions["branch"].to_numpy(object)[branch],
        "city_smart_name": _cities(people, rng),
        "dp_address_unique_regions": addresses,
        "per_capita_income_rur_amt": regions["income"].to_numpy(float)[people.region],
        "tz_msk_timedelta": regions["utc_from_moscow"].to_numpy(float)[people.region],
    }


def _cities(people: People, rng: np.random.Generator) -> Array:
    city = np.empty(len(people), object)
    for index, text in enumerate(people.regions["cities"]):
        names, weights = zip(*(part.split(":") for part in text.split("|")), strict=True)
        here = np.flatnonzero(people.region == index)
        share = np.array(weights, float)
        city[here] = rng.choice(np.array(names, object), len(here), p=share / share.sum())
    return city


def job_columns(people: People, z: Array, rng: np.random.Generator) -> dict[str, Array]:
    """Draws the last job and the employer's tax number.

    The job has 540 levels with a long tail; its grade correlates with income `z` (N,).
    """
    rows = len(people)
    rank = np.argsort(np.argsort(0.55 * z + rng.standard_normal(rows))) / rows
    grade = np.array(GRADES, object)[(rank * len(GRADES)).astype(int)]
    popularity = 1.0 / np.arange(1, len(AREAS) + 1) ** 1.3
    area = rng.choice(np.array(AREAS, object), rows, p=popularity / popularity.sum())
    employer = np.floor(rng.beta(0.5, 2.0, rows) * 40_000)
    code = people.regions["code"].astype(int).to_numpy()[people.region]
    return {
        "dp_ewb_last_employment_position": grade + " " + area,
        "dp_ewb_last_organization": code * 1e8 + 3_000_000 + employer * 101.0 + 7,
    }


def advertising_month(people: People, rng: np.random.Generator) -> Array:
    """Draws the first day of the last active month, in the 56 months to May 2024; "never" (45 %) is 1677-09-01."""
    back = np.minimum(rng.geometric(0.06, len(people)) - 1, 55)
    year_month = 2024 * 12 + 4 - back
    dates = np.array([f"{k // 12}-{k % 12 + 1:02d}-01" for k in range(2024 * 12 + 5)], object)[year_month]
    return np.where(rng.random(len(people)) < 0.45, "1677-09-01", dates)
