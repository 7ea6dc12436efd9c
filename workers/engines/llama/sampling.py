"""How llama.cpp chooses the next token."""

from dataclasses import dataclass
from typing import Any

import llama_cpp as llama
from llama_cpp import llama_grammar


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is chosen: temperature 0 takes the likeliest (the same words every time).
    `grammar` is GBNF ("" = free text); see `json_grammar`."""

    temperature: float = 0.0
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    seed: int = 3407
    grammar: str = ""


def json_grammar(schema: str) -> str:
    """GBNF for JSON text that fits a JSON schema (itself JSON text)."""
    return str(llama_grammar.json_schema_to_gbnf(schema))


def sampler(vocabulary: Any, sampling: Sampling) -> Any:
    """A chain of samplers, to be freed by the caller. Raises ValueError for a grammar that cannot be read."""
    chain = llama.llama_sampler_chain_init(llama.llama_sampler_chain_default_params())
    if sampling.grammar:
        grammar = llama.llama_sampler_init_grammar(vocabulary, sampling.grammar.encode("utf-8"), b"root")
        if not grammar:
            llama.llama_sampler_free(chain)
            raise ValueError("the grammar cannot be read")
        llama.llama_sampler_chain_add(chain, grammar)
    if sampling.temperature <= 0:
        llama.llama_sampler_chain_add(chain, llama.llama_sampler_init_greedy())
        return chain
    for step in (
        llama.llama_sampler_init_top_k(sampling.top_k),
        llama.llama_sampler_init_top_p(sampling.top_p, 1),
        llama.llama_sampler_init_min_p(sampling.min_p, 1),
        llama.llama_sampler_init_temp(sampling.temperature),
        llama.llama_sampler_init_dist(sampling.seed),
    ):
        llama.llama_sampler_chain_add(chain, step)
    return chain
