"""The whole training, from clients to files."""

import re

from bank.bank_file import write_bank_file
from synthetic.generator import read_marginals, synthesise


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def test_a_second_run_writes_the_same_bytes(trained, run_training):
    first, second = contents(trained.folder), contents(run_training().folder)
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []


def test_the_same_command_trains_on_the_files_of_a_bank(run_training, tmp_path):
    train, test = synthesise(900, "train", seed=8), synthesise(300, "test", seed=8)
    # Fewer months than usual, and without one of the features.
    train = train[train["dt"] >= "2024-03"].drop(columns=["w", "avg_6m_all"])
    write_bank_file(train, tmp_path / "train.csv", read_marginals())
    write_bank_file(test, tmp_path / "test.csv", read_marginals())
    run = run_training("--train", tmp_path / "train.csv", "--test", tmp_path / "test.csv")
    contract = run.contract("income")
    assert re.fullmatch(r"bank-[0-9a-f]{8}", contract["version"])
    assert contract["synthetic"] is False
    assert contract["metrics"]["bestReachable"] is None
    # The golden clients are synthetic even here; the report's clients are not.
    assert "synthetic" not in run.report().lower()
