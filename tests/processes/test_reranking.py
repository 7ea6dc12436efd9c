"""A model that ranks passages anew, in the real knowledge worker with the real search model."""

from pathlib import Path

from tests.helpers.cross_encoders import SLOW, weighing
from tests.helpers.worker_process import WorkerProcess
from tests.processes.test_knowledge_worker import Place, index, knowledge, names, place, run, search
from workers.contract.codec import from_json
from workers.contract.health import TryEmbeddingSpec, TryResult
from workers.contract.messages import Failed, Succeeded
from workers.contract.specs.jobs import Job
from workers.contract.specs.models import ConvertSpec

__all__ = ["knowledge", "place"]
QUESTION = "Когда платят аванс?"


def filled(knowledge: WorkerProcess, place: Place) -> None:
    place.write("Аванс.txt", "Аванс платят двадцатого числа каждого месяца.")
    place.write("Зарплата.txt", "Вторую часть заработной платы платят пятого числа.")
    place.write("Отпуск.txt", "Отпуск предоставляют по графику, жираф не нужен.")
    index(knowledge, place)


def test_the_first_passages_come_in_the_models_order(
    knowledge: WorkerProcess, place: Place, tmp_path: Path
) -> None:
    filled(knowledge, place)
    plain = search(knowledge, place, QUESTION)
    assert names(plain)[0] == "Аванс.txt" and not plain.reranked and plain.rerank_s == 0
    folder = weighing(tmp_path / "модель", {"жираф": 9.0, "пятого": 5.0})
    anew = search(knowledge, place, QUESTION, reranker=str(folder))
    assert names(anew) == ["Отпуск.txt", "Зарплата.txt", "Аванс.txt"]
    assert anew.reranked and anew.rerank_s > 0
    assert {p.chunk: p.score for p in anew.passages} == {p.chunk: p.score for p in plain.passages}
    assert names(search(knowledge, place, QUESTION, k=1, reranker=str(folder))) == ["Отпуск.txt"]
    assert names(search(knowledge, place, QUESTION)) == names(plain)


def test_a_slow_or_broken_one_is_passed_over_and_health_says_so(
    knowledge: WorkerProcess, place: Place, tmp_path: Path
) -> None:
    filled(knowledge, place)
    plain = names(search(knowledge, place, QUESTION))
    weights = {"жираф": 9.0, "дней": 1.0}
    slow = weighing(tmp_path / "slow", weights, slow=SLOW)
    found = search(knowledge, place, QUESTION, reranker=str(slow))
    assert (names(found), found.reranked) == (plain, False) and found.rerank_s > 1.5
    broken = weighing(tmp_path / "broken", weights)
    (broken / "model.onnx").write_bytes(b"")
    assert names(search(knowledge, place, QUESTION, reranker=str(broken))) == plain
    # A word outside the model's table: it loads, and fails with the passage that has the word.
    failing = weighing(tmp_path / "failing", {"дней": 1.0})
    tokenizer = (failing / "tokenizer.json").read_text(encoding="utf-8")
    tokenizer = tokenizer.replace('"дней":', '"жираф":99,"дней":')
    (failing / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    found = search(knowledge, place, QUESTION, reranker=str(failing))
    assert (names(found), found.reranked) == (plain, False) and 0 < found.rerank_s < 1.5
    quick = weighing(tmp_path / "quick", weights)
    pasted = search(knowledge, place, QUESTION + " Я спрашиваю снова и снова." * 80, reranker=str(quick))
    assert names(pasted)[0] == "Отпуск.txt" and pasted.reranked
    tried = []
    for folder in (slow, quick):
        spec = TryEmbeddingSpec(place.ref.embedder, str(folder))
        ended, _ = run(knowledge, Job.TRY_EMBEDDING, spec, folder.name)
        assert isinstance(ended, Succeeded)
        tried.append(from_json(TryResult, ended.result))
    assert [one.reranks for one in tried] == [False, True]
    assert tried[0].rerank_s > 1.5 > tried[1].rerank_s > 0


def test_a_fetched_one_is_made_ready_by_the_worker(knowledge: WorkerProcess, tmp_path: Path) -> None:
    source = weighing(tmp_path / "fetched", {"дней": 1.0})
    folder = tmp_path / "models" / "r" / "embedder"
    spec = ConvertSpec(str(source / "model.onnx"), str(folder), "reranker")
    ended, _ = run(knowledge, Job.CONVERT, spec)
    assert isinstance(ended, Succeeded) and (folder / "embedder.json").is_file()
    wrong = weighing(tmp_path / "wrong", {"дней": -1.0})
    spec = ConvertSpec(str(wrong / "model.onnx"), str(folder), "reranker")
    ended, _ = run(knowledge, Job.CONVERT, spec, "2")
    assert isinstance(ended, Failed)
