"""Architectures that the installed llama.cpp reads, as named in `general.architecture` of a GGUF file.

From llama.cpp's own table of names; a test looks each of them up in the installed library, so a new version
that drops one is noticed. `CHAT`: writes text from left to right. `OTHER`: known to llama.cpp, yet no chat
model (encoders, image projectors, speech, diffusion, draft heads).
"""

CHAT = frozenset(
    """
    afmoe apertus arcee arctic arwkv7 baichuan bailingmoe bailingmoe2 bailingmoe3 bitnet bloom
    chameleon chatglm codeshell cogvlm cohere2 cohere2moe command-r dbrx deci deepseek deepseek2
    deepseek2-ocr deepseek32 deepseek4 dots1 dots3note ernie4_5 ernie4_5-moe exaone exaone-moe
    exaone4 falcon falcon-h1 gemma gemma2 gemma3 gemma3n gemma4 glm-dsa glm4 glm4moe glm5-next
    gpt-oss gpt2 gptj gptneox granite granite_swa granitehybrid granitemoe graniteswitch grok
    grovemoe hrm_text hunyuan-dense hunyuan-moe hunyuan_vl hy_v3 hy_v4 internlm2 jais jais2 jamba
    kimi-k3 kimi-linear laguna lfm2 lfm2moe llama llama4 maincoder mamba mamba2 maple mellum mimo2
    minicpm minicpm3 minimax-01 minimax-m2 minimax-m3 mistral3 mistral4 mpt muse-glimmer nanbeige
    nemotron nemotron_h nemotron_h_moe olmo olmo2 olmoe openelm orion pangu-embedded phi2 phi3
    phimoe plamo plamo2 plamo3 plm qwen qwen2 qwen2moe qwen2vl qwen3 qwen35 qwen35moe qwen3moe
    qwen3next qwen3vl qwen3vlmoe qwen4exp refact rwkv6 rwkv6qwen2 rwkv7 seed_oss smallthinker
    smollm3 spark2_5 stablelm starcoder starcoder2 step35 talkie xverse
    """.split()  # noqa: SIM905
)

OTHER = frozenset(
    """
    bert clip dflash dream eagle3 eurobert gemma-embedding gemma4-assistant jina-bert-v2
    jina-bert-v3 llada llada-moe llama-embed modern-bert neo-bert nomic-bert nomic-bert-moe
    paddleocr pockettts qwen3tts rnd1 t5 t5encoder wavtokenizer-dec
    """.split()  # noqa: SIM905
)

# Architectures with a sliding window → every how many layers one sees the whole context, and whether that is
# the first of each group (else the last); from llama.cpp's loaders. Those whose files name each layer, and
# those that depend on more than the window, are not here.
SLIDING_PERIODS = {
    "afmoe": (4, False),
    "cohere2": (4, False),
    "cohere2moe": (4, True),
    "exaone-moe": (4, False),
    "gemma2": (2, False),
    "gemma3": (6, False),
    "gemma3n": (5, False),
    "gpt-oss": (2, False),
    "laguna": (4, True),
    "llama4": (4, False),
    "mellum": (4, False),
    "muse-glimmer": (4, False),
    "olmo2": (4, False),
    "plamo3": (8, False),
    "smallthinker": (4, True),
}

# Architectures with recurrent layers (a gated delta net) between those of attention.
RECURRENT_BETWEEN = frozenset({"qwen35", "qwen35moe", "qwen3next"})
