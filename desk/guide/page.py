"""docs/staff.md: the guide as a page of the repository, in English, with pictures."""

from django.utils import translation

from desk.guide.tasks import TASKS, Task

BEGINNING = """\
# Guide for staff

Ten tasks at the desk, which is at `/admin/`; the desk has this guide too, under “Guide”. Pictures
are made by `script/screenshots`, this page by `manage.py staffguide`.

| group | may |
|---|---|
| Contributor | record: add, change and delete drafts, send them to review, take back their own |
| Editor | that with every record, and publish, withdraw, merge and take back |
| Administrator | all that, and say who is in which group |

Nobody publishes for the first time what they recorded themselves, unless `SELF_APPROVAL` is on
([operations](operations.md)). Nobody deletes what is public: withdraw it first.
"""


def page() -> str:
    """The Markdown of the page."""
    with translation.override("en"):
        return "".join([BEGINNING, *(_task(n, task) for n, task in enumerate(TASKS, 1))])


def _task(number: int, task: Task) -> str:
    steps = "".join(f"{n}. {step}\n" for n, step in enumerate(task.steps, 1))
    picture = f"![{task.title}](screenshots/staff/{task.name}.jpg)"
    return f"\n## {number}. {task.title}\n\n{task.purpose}\n\n{steps}\n{picture}\n"
