"""Where the evaluation sets lie: documents and questions that are too large for the repository.

The variable BUKVAR_EVALUATION names their folder; without it that is `.evaluation` in the repository, which
git ignores. In it: `opendoc/labour.pdf`, `labour.json`, `industry.pdf`, `industry.json` (mchlkrpch/open-doc,
MIT), and for retrieval `xquad-ru.json`,
`xquad-en.json`, `xquad-ru2en.json`, `xquad-en2ru.json` (google-deepmind/xquad, CC BY-SA 4.0) and
`manuals-ru.json`, `manuals-en.json` with `corpus {id: text}` and `queries [{id, text, rel: [id]}]`.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("BUKVAR_EVALUATION") or ROOT / ".evaluation")
OPENDOC = FOLDER / "opendoc"
FAR_QUESTIONS = ROOT / "tests" / "fixtures" / "far_questions.txt"  # what these documents do not answer


def require(*files: Path) -> None:
    """Raises SystemExit with what is missing and where it belongs: nothing can be measured without it."""
    missing = [str(file) for file in files if not file.exists()]
    if missing:
        raise SystemExit(f"Not measured, there is no {', '.join(missing)}.\n{__doc__}")
