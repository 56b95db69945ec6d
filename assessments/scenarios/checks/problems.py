"""A fault as a value, and how grave each kind of fault is. The words for people are in problem_texts.py."""

from dataclasses import dataclass, field

BLOCKS, WARNS = "blocks", "warns"

# What would leave a learner stuck, judge wrongly or show nobody what was written blocks; taste, translation
# and reading aids warn. Every code there is stands here.
_BLOCKING = (
    # form
    "missing_key",
    "unknown_key",
    "wrong_type",
    "unknown_format",
    "bad_id",
    "duplicate_scene",
    "duplicate_choice",
    "duplicate_value",
    "too_many_scenes",
    "too_many_choices",
    "too_many_values",
    # values and policy
    "unknown_value_kind",
    "empty_range",
    "start_out_of_range",
    "unknown_value",
    "wrong_effect",
    "wrong_condition",
    "wrong_policy",
    "wrong_image",
    # scenes and choices
    "wrong_pass_percent",
    "no_start",
    "start_to_nowhere",
    "unknown_ending",
    "ending_with_choices",
    "choice_without_next",
    "choice_to_nowhere",
    "unknown_severity",
    "points_out_of_range",
    "critical_without_code",
    "code_without_critical",
    "unknown_critical_error",
    "critical_without_critical_ending",
    "critical_ending_without_critical_error",
    # ways
    "unreachable_scene",
    "dead_end",
    "no_choice_offered",
    "no_way_out",
    "no_way_out_with_values",
    "no_ending",
    "choice_never_offered",
    "route_never_taken",
    "too_many_states",
    "no_way_to_pass",
    "no_points_to_win",
    "endless_points",
    "best_path_critical",
    "wrong_max_points",
    # words in the source language
    "no_words",
    "missing_text",
    "missing_alt",
    "missing_notice",
    # signatures
    "not_signed_off",
)
_WARNING = (
    "wrong_points",
    "unbalanced_points",
    "missing_detail",
    "missing_legal",
    "missing_language",
    "missing_translation",
    "stale_translation",
    "open_comment",
    "no_relearn",
)
LEVELS = dict.fromkeys(_BLOCKING, BLOCKS) | dict.fromkeys(_WARNING, WARNS)


@dataclass(frozen=True)
class Problem:
    """One fault: a code of LEVELS, where it is ("", "d1" or "d1/a"), and values for its text."""

    code: str
    where: str = ""
    values: dict = field(default_factory=dict, compare=False)

    @property
    def level(self) -> str:
        """BLOCKS: cannot be published so; WARNS: can."""
        return LEVELS[self.code]

    @property
    def is_blocking(self) -> bool:
        return self.level == BLOCKS
