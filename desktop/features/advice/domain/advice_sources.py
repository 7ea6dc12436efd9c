"""Where each rule of the advice comes from: papers by their own titles, and what was measured here."""

from dataclasses import dataclass
from enum import StrEnum


class RuleSource(StrEnum):
    """The evidence of a reason; the window has a sentence that says what was found."""

    OVADIA = "ovadia"
    GEKHMAN = "gekhman"
    PLETENEV = "pletenev"
    BIDERMAN = "biderman"
    BALAGUER = "balaguer"
    ALOFTRAG = "aloftrag"
    BROWN = "brown"
    ZHOU = "zhou"
    HU = "hu"
    HSIEH = "hsieh"
    UNSLOTH = "unsloth"
    YANG = "yang"
    ROZIERE = "roziere"
    OWN_FACTS = "own_facts"  # our own check: 48 facts taught to a small model
    EXAM = "exam"  # the last exam of this base
    HERE = "here"  # counted in this base, or seen on this computer


@dataclass(frozen=True, slots=True)
class Cited:
    """A publication: its authors with the year, its own title, where it is found."""

    authors: str
    title: str
    where: str


PUBLISHED = {
    RuleSource.YANG: Cited("Yang et al., 2025", "Qwen3 Technical Report", "arXiv 2505.09388"),
    RuleSource.ROZIERE: Cited(
        "Rozière et al., 2023", "Code Llama: Open Foundation Models for Code", "arXiv 2308.12950"
    ),
    RuleSource.OVADIA: Cited(
        "Ovadia et al., 2023",
        "Fine-Tuning or Retrieval? Comparing Knowledge Injection in LLMs",
        "arXiv 2312.05934",
    ),
    RuleSource.GEKHMAN: Cited(
        "Gekhman et al., 2024",
        "Does Fine-Tuning LLMs on New Knowledge Encourage Hallucinations?",
        "arXiv 2405.05904",
    ),
    RuleSource.PLETENEV: Cited(
        "Pletenev et al., 2025",
        "How Much Knowledge Can You Pack into a LoRA Adapter without Harming LLM?",
        "arXiv 2502.14502",
    ),
    RuleSource.BIDERMAN: Cited(
        "Biderman et al., 2024", "LoRA Learns Less and Forgets Less", "arXiv 2405.09673"
    ),
    RuleSource.BALAGUER: Cited(
        "Balaguer et al., 2024",
        "RAG vs Fine-tuning: Pipelines, Tradeoffs, and a Case Study on Agriculture",
        "arXiv 2401.08406",
    ),
    RuleSource.ALOFTRAG: Cited(
        "Devine, 2025",
        "ALoFTRAG: Automatic Local Fine Tuning for Retrieval Augmented Generation",
        "arXiv 2501.11929",
    ),
    RuleSource.BROWN: Cited(
        "Brown et al., 2020", "Language Models are Few-Shot Learners", "arXiv 2005.14165"
    ),
    RuleSource.ZHOU: Cited(
        "Zhou et al., 2022", "Large Language Models Are Human-Level Prompt Engineers", "arXiv 2211.01910"
    ),
    RuleSource.HU: Cited(
        "Hu et al., 2021", "LoRA: Low-Rank Adaptation of Large Language Models", "arXiv 2106.09685"
    ),
    RuleSource.HSIEH: Cited(
        "Hsieh et al., 2023",
        "Distilling Step-by-Step! Outperforming Larger Language Models with Less Training Data and Smaller "
        "Model Sizes",
        "arXiv 2305.02301",
    ),
    RuleSource.UNSLOTH: Cited(
        "Unsloth, 2026", "Datasets guide; LoRA hyperparameters guide", "docs.unsloth.ai"
    ),
}
