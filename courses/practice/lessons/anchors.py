"""The words of the rubric: what each criterion is, and what an observer sees at each of its four levels."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.practice.rubric import CRITERIA, LEVELS


@dataclass(frozen=True)
class Criterion:
    """One criterion of the rubric: `levels` says for 1 to 4 what is seen and heard in the lesson."""

    code: str
    name: Promise
    levels: tuple[Promise, ...]

    @property
    def numbered(self) -> list[tuple[int, Promise]]:
        return list(zip(LEVELS, self.levels, strict=True))


_WORDS = {
    "objectives": (
        _("Objectives are clear"),
        (
            _("Names no objective, or only the topic."),
            _("Names an objective that nobody can observe, such as “understand”."),
            _("Says at the start what participants will be able to do, with a verb one can observe."),
            _("Says it, keeps to it in every step, and comes back to it at the end."),
        ),
    ),
    "legal": (
        _("The law is right"),
        (
            _("States a rule of protection wrongly and does not correct it."),
            _("Makes a mistake in the law, and corrects it only when somebody asks."),
            _("States the rules correctly, with the article or the law they stand in."),
            _(
                "States them correctly, applies them to the situation at the border, and says where the limits are."
            ),
        ),
    ),
    "method": (
        _("The method fits the aim"),
        (
            _("Talks for the whole lesson, whatever the aim is."),
            _("Uses an activity, but it does not practise what the objective says."),
            _("Participants practise what the objective says for at least half of the time."),
            _("They practise it, and the trainer changes the method when it does not work."),
        ),
    ),
    "language": (
        _("Language includes everybody"),
        (
            _("Uses words that degrade people, or lets such words stand."),
            _("Slips into such words now and then, and corrects some of them."),
            _("Uses correct terms, speaks plainly, and turns to people of every rank and language."),
            _("Does so, and corrects the words of others calmly, without shaming anybody."),
        ),
    ),
    "questions": (
        _("Questions are handled well"),
        (
            _("Does not take questions, or answers with a reproach."),
            _("Answers some, guesses where the answer is not known, or loses the thread."),
            _("Thanks, answers with fact and law, and says openly what must be looked up."),
            _("Does so, brings others in to answer, and leads hostile questions back to practice."),
        ),
    ),
    "timing": (
        _("Time is kept"),
        (
            _("The main part is not reached, or the end is far over time."),
            _("More than five minutes over or under, or the end is rushed."),
            _("Ends within five minutes of the plan, with every step done."),
            _("Ends on time, and shortens a step on purpose when something takes longer."),
        ),
    ),
    "check": (
        _("Learning is checked"),
        (
            _("Does not check what was learnt."),
            _("Asks “is everything clear?”, or checks with one volunteer."),
            _("Lets everybody show the objective once, and sees who can do it."),
            _("Does so, and repeats at once what several could not do."),
        ),
    ),
    "debrief": (
        _("The debrief leads back to the job"),
        (
            _("Ends without a debrief."),
            _("Tells the answers; participants hardly speak."),
            _("Goes from facts to feelings, to why, to next time; participants speak most."),
            _("Does so, treats mistakes as a way to learn, and everybody names a next step."),
        ),
    ),
}

RUBRIC = tuple(Criterion(code, *_WORDS[code]) for code in CRITERIA)
NAMES = {criterion.code: criterion.name for criterion in RUBRIC}
