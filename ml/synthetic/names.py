"""Plausible Russian names for the demo clients, combined at random: they belong to nobody."""

import numpy as np

Array = np.ndarray

# Masculine forms, commonest first; the feminine form adds "а" or turns "ий" into "ая".
SURNAMES = (
    "Иванов", "Смирнов", "Кузнецов", "Попов", "Васильев", "Петров", "Соколов", "Михайлов", "Новиков", "Фёдоров",
    "Морозов", "Волков", "Алексеев", "Лебедев", "Семёнов", "Егоров", "Павлов", "Козлов", "Степанов", "Николаев",
    "Орлов", "Андреев", "Макаров", "Никитин", "Захаров", "Зайцев", "Соловьёв", "Борисов", "Яковлев", "Григорьев",
    "Романов", "Воробьёв", "Сергеев", "Кузьмин", "Фролов", "Александров", "Дмитриев", "Королёв", "Гусев", "Киселёв",
    "Ильин", "Максимов", "Поляков", "Сорокин", "Виноградов", "Ковалёв", "Белов", "Медведев", "Антонов", "Тарасов",
    "Жуков", "Баранов", "Филиппов", "Комаров", "Давыдов", "Беляев", "Герасимов", "Богданов", "Осипов", "Сидоров",
    "Матвеев", "Титов", "Марков", "Миронов", "Крылов", "Куликов", "Карпов", "Власов", "Мельников", "Денисов",
    "Вишневский", "Покровский", "Успенский", "Троицкий", "Садовский", "Озерский",
)  # fmt: skip
MALE_NAMES = (
    "Александр", "Дмитрий", "Максим", "Сергей", "Андрей", "Алексей", "Артём", "Илья", "Кирилл", "Михаил", "Никита",
    "Матвей", "Роман", "Егор", "Иван", "Евгений", "Владислав", "Денис", "Антон", "Павел", "Николай", "Виктор",
    "Юрий", "Олег", "Игорь", "Константин", "Григорий", "Тимур", "Руслан", "Вадим",
)  # fmt: skip
FEMALE_NAMES = (
    "Анастасия", "Мария", "Анна", "Виктория", "Екатерина", "Наталья", "Марина", "Полина", "София", "Дарья", "Алиса",
    "Ксения", "Александра", "Елена", "Ольга", "Татьяна", "Ирина", "Светлана", "Юлия", "Людмила", "Галина", "Вера",
    "Надежда", "Любовь", "Оксана", "Алина", "Евгения", "Кристина", "Валерия", "Маргарита",
)  # fmt: skip


def draw_names(is_male: Array, rng: np.random.Generator) -> Array:
    """Draws surname and given name per client, shape of `is_male`; common surnames are drawn more often."""
    popularity = 1.0 / np.sqrt(np.arange(1, len(SURNAMES) + 1))
    masculine = np.array(SURNAMES, object)
    feminine = np.array([_feminine(surname) for surname in SURNAMES], object)
    at = rng.choice(len(SURNAMES), len(is_male), p=popularity / popularity.sum())
    given_male = rng.choice(np.array(MALE_NAMES, object), len(is_male))
    given_female = rng.choice(np.array(FEMALE_NAMES, object), len(is_male))
    return np.where(is_male, masculine[at] + " " + given_male, feminine[at] + " " + given_female)


def _feminine(surname: str) -> str:
    return surname[:-2] + "ая" if surname.endswith("ий") else surname + "а"
